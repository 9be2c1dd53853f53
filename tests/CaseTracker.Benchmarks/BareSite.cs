using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Benchmarks;

/// <summary>The yardstick: a Razor page that reads one row with EF Core from SQLite, and nothing else.</summary>
internal static class BareSite
{
    public static async Task<int> ServeAsync(string file, string url)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.Services.AddDbContext<BareDb>(o => o.UseSqlite($"Data Source={file}"));
        builder.Services.AddRazorPages();
        var app = builder.Build();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BareDb>();
            await db.Database.EnsureCreatedAsync();
            if (!await db.Notes.AnyAsync())
            {
                for (var i = 1; i <= 1000; i++) db.Notes.Add(new Note { Title = $"Note {i}", Text = new string('x', 500) });
                await db.SaveChangesAsync();
            }
        }
        app.MapRazorPages();
        await app.RunAsync();
        return 0;
    }
}

public sealed class BareDb(DbContextOptions<BareDb> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();
}

public sealed class Note
{
    public int Id { get; set; }
    public string Title { get; set; } = "";
    public string Text { get; set; } = "";
}

public sealed class BarePage(BareDb db) : PageModel
{
    public Note Note { get; private set; } = null!;

    public async Task OnGetAsync(int id) => Note = await db.Notes.AsNoTracking().SingleAsync(n => n.Id == id);
}
