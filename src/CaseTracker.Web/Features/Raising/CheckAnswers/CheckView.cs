using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Raising.AskName;
using CaseTracker.Web.Features.Raising.AskThemes;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Raising.CheckAnswers;

/// <summary>The answers before they are sent, what stands in the way, and who would see it.</summary>
[Access(Who.SignedIn, ByReceipt = true)]
public sealed record CheckQuery(Guid Id, bool Recording) : IRequest<CheckView>;

public sealed record CheckView(
    string Back, IReadOnlyList<CheckSection> Sections, IReadOnlyList<CheckFault> Faults, IReadOnlyList<Reader> Readers, IReadOnlyList<string> Checked, IReadOnlyList<string> NotReaders, string GoesTo, string? TwoCases, string Journey, bool IsAnonymous);

/// <summary>A heading with its answers.</summary>
public sealed record CheckSection(string Title, IReadOnlyList<CheckRow> Rows);

/// <summary>One answer: short lines, or a longer text. <paramref name="Note"/> stands below it.</summary>
public sealed record CheckRow(string Key, string Change, string What, IReadOnlyList<string> Lines, string? Text = null, string? Note = null, string Empty = "Not given");

/// <summary>What has to be put right, and where.</summary>
public sealed record CheckFault(string Message, string? Change, string? Title);

/// <summary>Somebody who would get it.</summary>
public sealed record Reader(string Name, string Role, string Reads);

public sealed class CheckHandler(DraftDesk drafts, ProtocolVersions protocols) : IRequestHandler<CheckQuery, CheckView>
{
    public async Task<CheckView> Handle(CheckQuery request, CancellationToken cancellationToken)
    {
        var draft = await drafts.WithFilesAsync(await drafts.OpenAsync(request.Id, request.Recording, cancellationToken), cancellationToken);
        var (faults, raised) = Trial.Run(draft, protocols);
        var rows = new CheckRows(draft, protocols);
        var readers = raised is null ? null : new WhoReads(draft, raised);
        return new CheckView(
            draft.Journey.Address(request.Id, draft.Journey.StepsFor(draft.Answers)[^1].Code), rows.Sections(),
            [.. faults.Select(f => new CheckFault(f.Message, f.Question is null ? null : rows.Change(f.Question), f.Question is null ? null : Questions.Of(f.Question).Title))],
            readers?.Readers() ?? [], readers?.Checked() ?? [], readers?.NotReaders() ?? [], readers?.GoesTo() ?? "",
            draft.Subjects.Count > 1 ? $"{(request.Recording ? "They have" : "You have")} named {draft.Subjects.Count.Count("person", "people")}, so this becomes {draft.Subjects.Count} cases. Nobody it is about can see what is said of another." : null, draft.Journey.Name, draft.IsAnonymous);
    }
}

/// <summary>The answers as rows, each with the way to change it.</summary>
internal sealed class CheckRows(OpenDraft draft, ProtocolVersions protocols)
{
    private readonly Inputs _a = draft.Answers;
    private bool Recording => draft.Draft.ForSomebodyElse;

    public string Change(string question) => draft.Journey.Address(draft.Draft.Id, draft.Journey.Asking(question).Code, fromCheck: true) + (Recording ? $"#{question}-section" : "");

    public IReadOnlyList<CheckSection> Sections()
    {
        List<CheckSection> sections = [];
        if (Recording) sections.Add(new("Who told you", [.. Told()]));
        sections.Add(new("What happened", [.. Happened()]));
        sections.Add(new("What it touches", [.. Touches()]));
        sections.Add(new(Recording ? "How they want it handled" : "How you want it handled", [.. Handled()]));
        return sections;
    }

    private IEnumerable<CheckRow> Told()
    {
        yield return Row("Told by", Questions.Told, "who told you", draft.RaisedBy?.Name ?? draft.Raiser.Name ?? "Somebody who did not say who they are");
        yield return Row("How", Questions.Told, "how they told you", Label("intake_channels", "channel"));
        yield return Row("When they told you", Questions.Told, "when they told you", _a.Date("done_on")?.InFull());
    }

    private IEnumerable<CheckRow> Happened()
    {
        yield return Row("About", Questions.About, "who it is about", [.. draft.Subjects.Select(draft.NameOf)]) with { Note = _a.Has("subject_type") ? Label("subject_types", "subject_type") : null };
        yield return Row(Recording ? "In their words" : "In your words", Questions.Happened, "what happened", []) with { Text = _a.Text("narrative") };
        yield return Row("In one line", Questions.Happened, "the summary", _a.Text("summary"));
        yield return Row("When", Questions.When, "when it happened", When());
        yield return Row("Where", Questions.When, "where it happened", [.. new[] { _a.Text("place"), Label("settings", "setting") }.OfType<string>().Where(t => t.Length > 0)]);
        yield return Row("Who saw or heard it", Questions.Witnesses, "who saw or heard it", [.. _a.Parties("witnesses").Select(draft.NameOf)]) with { Empty = "Nobody named" };
    }

    private IEnumerable<CheckRow> Touches()
    {
        var themes = _a.List("themes");
        yield return Row("Themes", Questions.Touches, "themes",
            [.. themes.Select(t => draft.Now.Taxonomy.Label("themes", t) + (themes.Count > 1 && t == _a.Text("main_theme") ? " (matters most)" : ""))]);
        var protocol = TouchesAnswer.Governing(protocols, _a, draft.Now);
        yield return Row("Protocol paragraphs", Questions.Touches, "Protocol paragraphs", [.. _a.List("paragraphs").Select(p => $"{p} {Opening(protocol?.Find(p)?.Text)}")]) with
        {
            Note = _a.Has("paragraphs") && protocol is not null ? $"From the Protocol in force {(_a.Date("occurred_on") is { } day ? $"on {day.Brief()}" : "now")}" : null,
            Empty = "None chosen",
        };
        if (_a.Has("nolan")) yield return Row("Principles of public life", Questions.Touches, "principles", [.. _a.List("nolan").Select(n => draft.Now.Taxonomy.Label("nolan_principles", n))]);
        yield return Row("Evidence", Questions.Evidence, "evidence", [.. _a.List("files"), .. draft.Files.Select(f => $"{f.Description} (with a file: {f.Name})")]) with { Empty = "None described" };
        yield return Row("What would put it right", Questions.PutRight, "what would put it right", []) with { Text = _a.Text("wish") };
    }

    private IEnumerable<CheckRow> Handled()
    {
        var option = OpenRoutes.Chosen(draft);
        yield return Row("Route", Questions.Route, "the route", [.. new[] { Route(), option is null || draft.IsAnonymous ? null : OpenRoutes.Names(draft, option).AndList() }.OfType<string>().Where(t => t.Length > 0)]) with { Empty = "Not chosen" };
        if (RouteTable.RouteOf(_a.Text("route")) == Domain.Routes.Route.R3)
            yield return Row("Allegations", Questions.Allegations, "the allegations", [.. _a.Allegations.Select(a => $"{a.Number}. {draft.Now.Taxonomy.Label("code_headings", a.Heading)}{(a.Paragraph is null ? "" : $", paragraph {a.Paragraph}")}: {a.Text}")]);
        var name = NameHandler.Of(draft);
        if (!name.IsAnonymous)
            yield return Row(Recording ? "Their name" : "Your name", Questions.Name, "what may be done with the name", _a.Text("confidentiality") switch { "named" => "May be used", "confidential" => "Keep it confidential", _ => null }) with
            {
                Note = _a.Text("confidentiality") switch { "named" => name.Named, "confidential" => name.Confidential, _ => null },
                Empty = "Not chosen",
                Text = RouteTable.RouteOf(_a.Text("route")) == Domain.Routes.Route.R3 ? _a.Text(Case.NameReason) : "",
            };
        yield return Row("Keep this from", Questions.KeepOut, "people to keep out", [.. _a.Parties("keep_out").Select(draft.NameOf)]) with { Empty = "Nobody named" };
        yield return Row(Recording ? "Support they need" : "Support you need", Questions.PutRight, "support", []) with { Text = _a.Text("support"), Empty = "None" };
    }

    private string? Route() => draft.Now.Taxonomy.Route(_a.Text("route")) is { } route ? route.Label + (route.Informal ? " (informal)" : "") : null;

    private string? When() => _a.Date("occurred_on") is { } first ? _a.Date("occurred_until") is { } last ? $"Between {first.InFull()} and {last.InFull()}" : first.InFull() : null;

    private string? Label(string list, string input) => _a.Has(input) ? draft.Now.Taxonomy.Label(list, _a.Text(input)) : null;

    private CheckRow Row(string key, string question, string what, string? line) => Row(key, question, what, string.IsNullOrEmpty(line) ? [] : [line]);

    private CheckRow Row(string key, string question, string what, IReadOnlyList<string> lines) => new(key, Change(question), what, lines);

    // The first words are enough to know the paragraph by.
    private static string Opening(string? text)
    {
        const int longest = 90;
        if (text is null || text.Length <= longest) return text ?? "";
        return text[..text.LastIndexOf(' ', longest)].TrimEnd(',', ';', ':') + "…";
    }
}

/// <summary>Who would see it when it is sent, and who would not: read off the cases that the trial made.</summary>
internal sealed class WhoReads(OpenDraft draft, Raised raised)
{
    private readonly Circumstances _now = draft.Now;
    private readonly string _you = draft.Draft.ForSomebodyElse ? "they" : "you";

    // Who has a conflict of interest with whom is not for everybody to find out.
    public IReadOnlyList<Reader> Readers() => draft.IsAnonymous ? [new Reader("A Monitoring Officer with no conflict of interest", "The Monitoring Officer, the deputy, or another authority’s", "Reads the full account. There is no name.")] :
    [
        .. raised.Cases.SelectMany(c => Deals(c).Select(g => (Case: c, Grant: g))).GroupBy(x => (x.Grant.Person, x.Grant.Hat)).Select(x => x.First())
            .Select(x => new Reader(_now.People.Find(x.Grant.Person)!.Name, Role(x.Grant), Reads(x.Case, x.Grant))),
        .. raised.Cases.Where(c => !Deals(c).Any()).Take(1).Select(c => new Reader(MonitoringOfficers.Substitutor(c, _now)?.Name ?? "The Chief Executive", "Names a Monitoring Officer", "Sees the reference only.")),
    ];

    public IReadOnlyList<string> Checked()
    {
        if (draft.IsAnonymous) return ["It never goes to anybody who is named in it."];
        List<string> said = [];
        foreach (var (c, grant) in raised.Cases.SelectMany(c => Deals(c).Where(g => g.Hat != "cover").Select(g => (c, g))).DistinctBy(x => x.g.Person))
        {
            var name = _now.People.Find(grant.Person)!.Name;
            said.Add(grant.Kind == GrantKind.Mo
                ? $"We checked for conflicts of interest. {name} is not named in {Concern} and does not manage anyone who is."
                : $"We checked for conflicts of interest. {name} is not who this is about, and has declared no close connection with anyone named.");
        }
        return said;
    }

    public IReadOnlyList<string> NotReaders()
    {
        List<string> lines = [];
        var kept = draft.Answers.Parties("keep_out").Select(draft.NameOf).ToList();
        if (kept.Count > 0) lines.Add($"{kept.AndList()}, because {_you} asked. They will not be able to find it, see it in a list or tell that it exists.");
        if (!draft.IsAnonymous) lines.AddRange(Diverted());
        if (raised.Cases[0].Route == Route.R1) lines.Add($"The Monitoring Officer, unless {_you} ask for that, or say that somebody pressed {(_you == "you" ? "you" : "them")} to withdraw.");
        lines.Add(Subject());
        return lines;
    }

    public string GoesTo() => draft.IsAnonymous ? "a Monitoring Officer who has no conflict of interest" : Readers().Where(r => r.Reads != "Sees the reference only.").Select(r => r.Name).Distinct().ToList() is { Count: > 0 } names ? names.AndList() : "the Monitoring Officer who is named for it";

    private string Your => draft.Draft.ForSomebodyElse ? "their" : "your";

    private string Concern => draft.Draft.ForSomebodyElse ? "this concern" : "your concern";

    private IEnumerable<Grant> Deals(Case c) => c.Grants.Where(g => g.Kind is GrantKind.Handler or GrantKind.Mo && g.Person is not null);

    private string Role(Grant grant) => grant.Hat switch
    {
        "cover" => $"Deputy, in cover until {grant.Until?.WithoutYear()}",
        "line-manager" => draft.Draft.ForSomebodyElse ? "Their line manager" : "Your line manager",
        var hat => RoleWords.Of(hat),
    };

    private string Reads(Case c, Grant grant) => (grant.Kind, c.Confidentiality) switch
    {
        (_, "anonymous") => "Reads the full account. There is no name.",
        (_, "named") => $"Sees {Your} name and the full account.",
        (GrantKind.Handler, _) => $"Reads the brief, without {Your} name.",
        _ => $"Reads the full account, without {Your} name.",
    };

    private IEnumerable<string> Diverted()
    {
        if (raised.Cases[0].Route is not (Route.R2 or Route.R3)) yield break;
        var holders = raised.Cases.SelectMany(Deals).Select(g => g.Person).ToHashSet();
        var kept = draft.Answers.Parties("keep_out").Select(p => p.Person).ToHashSet();
        foreach (var officer in _now.People.Holding(Domain.People.Role.MonitoringOfficer, _now.Today).Where(p => !holders.Contains(_now.People.PseudonymOf(p)) && !kept.Contains(_now.People.PseudonymOf(p))))
            yield return $"{officer.Name}, the Monitoring Officer, because of a conflict of interest. They will not be able to find it or tell that it exists.";
    }

    private string Subject()
    {
        var names = draft.Subjects.Select(draft.NameOf).ToList();
        var who = names.AndList();
        return raised.Cases[0].Route switch
        {
            Route.R3 => $"{who}, for now. After the first checks they {(names.Count == 1 ? "are" : "are each")} told what is alleged and can comment.",
            Route.R4 => $"{who}, for now. They are asked for their side when somebody has taken it on.",
            Route.R2 => $"{who}. They are told nothing unless {_you} agree, or someone is at risk.",
            _ => $"{who}. They are told nothing unless {_you} agree.",
        };
    }
}
