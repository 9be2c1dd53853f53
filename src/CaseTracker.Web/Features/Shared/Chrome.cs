using System.Reflection;
using CaseTracker.Web.Pipeline;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Shared;

/// <summary>One entry of the main navigation.</summary>
public sealed record NavItem(string Text, string Href, bool Current);

/// <summary>What surrounds every page: whose site this is, who is signed in, and where they can go.</summary>
public interface IChrome
{
    string CouncilName { get; }
    string ProductName { get; }
    string BrandColour { get; }
    string BrandHref { get; }
    string IconHref { get; }
    string? SignedInName { get; }

    /// <summary>Where whoever asks can go.</summary>
    Task<IReadOnlyList<NavItem>> NavItemsAsync();

    /// <summary>Whether whoever asks may record a concern that somebody told them.</summary>
    bool MayRecordForOthers { get; }
    bool IsDemonstration { get; }
    string VersionText { get; }

    /// <summary>Whether these are the pages of reports without an account.</summary>
    bool IsReporting { get; }

    /// <summary>Seconds without a request after which the session ends; null when nobody is signed in.</summary>
    int? IdleSeconds { get; }
}

/// <summary>
/// What the page frame must know about the person who asks. The frame works without one: <see cref="NobodySignedIn"/>.
/// </summary>
public interface IVisitor
{
    /// <summary>As the brand bar shows it: "Priya Ranas, Monitoring Officer"; null when signed out.</summary>
    string? DisplayName { get; }

    /// <summary>Whether this person has a role that deals with cases.</summary>
    bool HasCasework { get; }

    /// <summary>Whether there is anything for this person among the cases: by a role, or by having been let in to one. Asked once for each page.</summary>
    ValueTask<bool> HasCasesAsync();

    /// <summary>Whether this person may record a concern told by phone, in person or on paper.</summary>
    bool MayRecordForOthers { get; }

    /// <summary>Whether this person looks after accounts and settings.</summary>
    bool IsAdministrator { get; }

    /// <summary>Whether this person keeps the council's Protocol and directory, which come from files.</summary>
    bool KeepsRecords { get; }

    /// <summary>Whether this person reads every release of the statistics, or publishes them.</summary>
    bool ReadsStatistics { get; }

    /// <summary>How long a session lasts without a request.</summary>
    TimeSpan IdleLimit { get; }

    /// <summary>Whether these are the pages of reports without an account, where nobody is signed in.</summary>
    bool IsReporting { get; }

    /// <summary>Whether somebody writes such a report, or came back with its code.</summary>
    bool IsAnonymous { get; }
}

/// <summary>What the page frame must know about the site itself, as far as the database knows better than the settings.</summary>
public interface ISiteFacts
{
    /// <summary>The name given when the site was set up; null leaves it to the settings.</summary>
    string? CouncilName { get; }

    /// <summary>True for ever once sample people were loaded.</summary>
    bool IsDemonstration { get; }
}

/// <summary>The frame's view of somebody who has not signed in.</summary>
public sealed class NobodySignedIn : IVisitor
{
    public string? DisplayName => null;
    public bool HasCasework => false;
    public ValueTask<bool> HasCasesAsync() => new(false);
    public bool MayRecordForOthers => false;
    public bool IsAdministrator => false;
    public bool KeepsRecords => false;
    public bool ReadsStatistics => false;
    public TimeSpan IdleLimit => TimeSpan.FromMinutes(15);
    public bool IsReporting => false;
    public bool IsAnonymous => false;
}

/// <summary>A site that only its settings describe.</summary>
public sealed class SettingsOnly : ISiteFacts
{
    public string? CouncilName => null;
    public bool IsDemonstration => false;
}

/// <summary>The frame, put together from the settings, the site and the visitor.</summary>
public sealed class Chrome(IOptions<CouncilOptions> options, ISiteFacts site, IVisitor visitor, IHttpContextAccessor http) : IChrome
{
    /// <summary>Which version of the program this is.</summary>
    public static readonly string Version =
        typeof(Chrome).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public string CouncilName => site.CouncilName ?? options.Value.Name;
    public string ProductName => "CaseTracker";
    public string BrandColour => options.Value.BrandColour;
    public string BrandHref => $"/brand.css?v={options.Value.BrandVersion}";
    public string IconHref => $"/icon.svg?v={options.Value.BrandVersion}";
    public string? SignedInName => visitor.DisplayName;
    public bool IsDemonstration => site.IsDemonstration;
    public string VersionText => $"Version {Version}";
    public int? IdleSeconds => visitor.DisplayName is null ? null : (int)visitor.IdleLimit.TotalSeconds;

    public bool IsReporting => visitor.IsReporting;

    public bool MayRecordForOthers => visitor.MayRecordForOthers;

    public async Task<IReadOnlyList<NavItem>> NavItemsAsync()
    {
        var path = http.HttpContext?.Request.Path ?? "/";
        List<(string Text, string Href)> items = [];
        if (visitor.IsReporting)
        {
            items.AddRange([("Report anonymously", "/report"), ("Return to a report", "/report/return"), ("Protocol", "/protocol")]);
            var here = http.HttpContext!.Request.PathBase.HasValue ? "" : path.Value;
            return [.. items.Select(i => new NavItem(i.Text, i.Href, i.Href == here))];
        }
        if (!visitor.HasCasework) { items.Add(("Start", "/")); }
        if (await visitor.HasCasesAsync()) { items.Add(("Cases", "/casework")); }
        if (visitor.MayRecordForOthers) { items.Add(("Record a concern", "/casework/new")); }
        if (visitor.DisplayName is not null) { items.Add(("My concerns", "/concerns")); }
        if (visitor.ReadsStatistics) { items.Add(("Statistics", "/statistics")); }
        items.Add(("Protocol", "/protocol"));
        items.Add(("Who to ask", "/directory"));
        if (visitor.IsAdministrator) { items.Add(("Administration", "/admin")); }
        else if (visitor.KeepsRecords) { items.Add(("Imports", "/admin/import")); }

        // The longest entry that the path begins with: /casework/new is "Record a concern", not "Cases".
        var current = items.Where(i => i.Href == path || (i.Href != "/" && path.StartsWithSegments(i.Href)))
            .OrderByDescending(i => i.Href.Length).Select(i => i.Href).FirstOrDefault();
        return [.. items.Select(i => new NavItem(i.Text, i.Href, i.Href == current))];
    }
}
