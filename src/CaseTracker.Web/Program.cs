using CaseTracker.Web.Pipeline;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.Services.AddPages();

var app = builder.Build();
app.UsePages();
app.MapPages();
await app.RunAsync();

public partial class Program;
