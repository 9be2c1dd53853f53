using CaseTracker.Domain;
using CaseTracker.Web.Commands;
using CaseTracker.Web.Hosting;
using Microsoft.Extensions.Options;

if (CommandLine.IsCommand(args)) return await CommandLine.RunAsync(args);

try
{
    var app = SiteHost.CreateBuilder(args).Build();
    await app.PrepareAsync();
    app.UseSite();
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (e is StartRefusedException or RefusedException or OptionsValidationException)
{
    // An operator needs the sentence, not the stack.
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

public partial class Program;
