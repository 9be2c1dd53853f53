using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.TagHelpers;

namespace CaseTracker.Web.Features.Cases.CaseRecord;

/// <summary>The left side of a case page: what was raised, messages, notes, papers, timeline, each as far as its reader reaches.</summary>
internal sealed class CaseStory(OpenCase open, ProtocolVersions protocol)
{
    private static readonly HashSet<string> Papery = ["add-evidence", "answer", "comment", "comment-on-draft", "circulate-draft", "file-report", "record-view"];

    private readonly Case _case = open.Case;
    private readonly CaseReader _reader = open.Reader;
    private readonly CaseWords _words = open.Words;
    private readonly Circumstances _now = open.Now;

    public RaisedAccount? Account()
    {
        if (!_reader.Reads(CaseParts.Brief)) return null;
        var full = _reader.Reads(CaseParts.Narrative);
        var version = protocol.InForceOn(_case.OccurredOn);
        var recorded = _case.Events.FirstOrDefault(e => e.Verb == Verbs.RecordConcern.Code);
        return new(full ? Text(_case.Narrative, "narrative") : null, Text(_case.Summary, "summary"), RaisedBy(), RaisedByNote(), CanOpenName(), _case.ReceivedOn, recorded is null ? null : RecordedFor(recorded), When(),
            full ? Where() : _now.Taxonomy.Label("settings", _case.Setting), [.. _case.Themes.Select(t => _now.Taxonomy.Label("themes", t))],
            [.. _case.Paragraphs.Select(n => new ParagraphLine(n, version?.Find(n) is { } p ? $"/protocol/{version.Version}#{p.Anchor}" : null))], version?.Version, _case.OccurredOn, Text(_case.Wish, "wish"),
            full ? Text(_case.Support, "support") : "", full ? Witnesses() : [], !full && _reader.Holds(GrantKind.Handler));
    }

    public IReadOnlyList<AllegationLine> Allegations(bool disclosed)
    {
        if (!_reader.Reads(disclosed ? CaseParts.DisclosedAllegation : CaseParts.Narrative)) return [];
        // The parties learn of a finding by the letter that tells them.
        var told = _case.Events.Any(e => e.Verb == Verbs.IssueDecision.Code) || !_reader.IsOtherSide;
        var reasons = !_reader.IsOtherSide && _reader.Reads(CaseParts.Letters);
        return [.. _case.Allegations.Where(a => a.Disclosed == disclosed).OrderBy(a => a.Number).Select(a => new AllegationLine(a.Number, _case.Read(a, _now.Seam), _now.Taxonomy.Label("code_headings", a.Heading), a.Paragraph,
            told && a.Finding is { } finding ? (finding == "breach" ? "Breach found" : "No breach found") : null, told && reasons && a.Finding is not null ? _case.ReadFinding(a, _now.Seam) : null))];
    }

    /// <summary>Who made the allegations, for the side that they are about: the name goes with them, unless it was withheld.</summary>
    public string? MadeBy() => !_reader.IsOtherSide ? null : _words.RaiserName is { } name ? $"Made by {name}." : "You are not told who made this.";

    public IReadOnlyList<ThreadPart> Threads(CaseActs acts)
    {
        var write = acts.Main.Concat(acts.More).FirstOrDefault(a => a.Code == Verbs.SendMessage.Code)?.Href;
        var threads = new List<ThreadPart>();
        void Add(string code, string part, GrantKind? needs, ThreadKind kind, string title, string readers, string replyWords)
        {
            if (!_reader.Reads(part)) return;
            // A panel reads of a thread what was sent to it, and cannot tell that there is more.
            var messages = CaseThreads.In(_case, code, open.Read).Where(m => _reader.Reads(part, m.Event)).Select(m => Message(m.Event, m.Text, code)).ToList();
            var exists = needs is not { } other || _case.Live(other, _now.Today).Any();
            if (messages.Count > 0 || (exists && _reader.Writes(part))) threads.Add(new(kind, title, readers, messages, exists && write is not null && _reader.Writes(part) ? $"{write}?thread={code}" : null, replyWords));
        }

        var named = _words.RaiserName is { } name ? $": {name}" : "";
        if (_reader.IsOtherSide)
        {
            Add("subject", CaseParts.SubjectThread, null, ThreadKind.Subject, "With the council", "You and whoever deals with this case", "Write a message");
            Add("subject-ip", CaseParts.SubjectIpThread, GrantKind.SubjectIp, ThreadKind.Independent, _reader.Holds(GrantKind.SubjectIp) ? $"With the subject: {_words.SubjectName}" : "With your Independent Person", "The council cannot read this", "Write a message");
            return threads;
        }
        Add("raiser", CaseParts.RaiserThread, null, ThreadKind.Raiser, $"With the raiser{named}", "The raiser can read this", "Reply to the raiser");
        Add("subject", CaseParts.SubjectThread, GrantKind.Subject, ThreadKind.Subject, $"With the subject: {_words.SubjectName}", "The subject can read this", $"Reply to {_words.SubjectName}");
        Add("independent-person", CaseParts.IpThread, _reader.Holds(GrantKind.IndependentPerson) ? null : GrantKind.IndependentPerson, ThreadKind.Independent,
            _reader.Holds(GrantKind.IndependentPerson) ? "With the Monitoring Officer" : "With the Independent Person", _reader.Holds(GrantKind.IndependentPerson) ? "Only you and the Monitoring Officer" : "The Independent Person can read this", "Write a message");
        return threads;
    }

    public NotesPart? Notes(CaseActs acts)
    {
        if (!_reader.Reads(CaseParts.InternalNotes)) return null;
        var all = _reader.Of(CaseParts.LegalNotes) != Reach.None;
        var notes = _case.Events.Where(e => e.Verb == Verbs.AddNote.Code).Select(e => (Event: e, Input: open.Read(e)))
            .Where(n => _reader.Reads(n.Input.Text("note_kind") == "legal" ? CaseParts.LegalNotes : CaseParts.InternalNotes, n.Event))
            .Select(n => Message(n.Event, n.Input.Text("note"), "notes") with { Note = n.Input.Text("note_kind") switch { "legal" => "Legal note: privileged", "plan" => "Plan of the investigation", _ => null } }).ToList();
        var add = _reader.Writes(CaseParts.InternalNotes) ? acts.Main.Concat(acts.More).FirstOrDefault(a => a.Code == Verbs.AddNote.Code)?.Href : null;
        if (notes.Count == 0 && add is null) return null;
        return new(all ? "Only the Monitoring Officers of this case" : "Your own notes, and the Monitoring Officer’s to read if the case comes to them", notes, add);
    }

    public IReadOnlyList<Paper> Papers(CaseFiles files)
    {
        var account = CaseReader.AccountOf(_case);
        var inThread = _reader.Reads(CaseParts.SubjectThread);
        return
        [
            .. _case.Events.Where(e => Papery.Contains(e.Verb) && e.Number != account && _reader.ReadsPaper(e))
                // What somebody reads in a thread does not stand here again.
                .Where(e => e.Verb is not ("answer" or "comment") || !inThread).Where(e => e.Verb != "comment-on-draft" || !inThread || (e.OnBehalfOf ?? e.As) == Actor.Raiser)
                .Select(e => new Paper(e.Number, TitleOf(e), From(e), e.On, TextOf(e), _reader.ReadsNames(CaseParts.People) ? Readers(e) : null, files.LinesOf(e, _reader, "casework"))),
        ];
    }

    public Decision? Decision()
    {
        if (!_reader.Reads(CaseParts.Letters)) return null;
        var letters = new List<(string, string)>();
        foreach (var e in _case.Events.Where(e => e.Verb is "issue-decision" or "decide-review" && _reader.Reads(CaseParts.Letters, e)))
        {
            var read = open.Read(e);
            if (!_reader.IsOtherSide && read.Has("letters.raiser")) letters.Add(("Letter to the person who raised it", read.Text("letters.raiser")));
            if (!_reader.Holds(GrantKind.SubjectIp) && read.Has("letters.subject")) letters.Add((_reader.IsOtherSide ? "Letter to you" : "Letter to the member", read.Text("letters.subject")));
        }
        var sanctions = _reader.IsOtherSide ? [] : _case.Sanctions.Select(s => new SanctionLine(_now.Taxonomy.Label("sanctions", s.Code), s.RecommendedTo, _case.Read(s, _now.Seam), s.DoneOn)).ToList();
        return letters.Count + sanctions.Count == 0 ? null : new(letters, sanctions);
    }

    public TimelinePart Timeline(int most, IReadOnlyList<TimelineEntry> letters)
    {
        var timeline = new Timeline(_case, _now, _reader.Reads(CaseParts.RaiserIdentity));
        if (_reader.Reads(CaseParts.FullTimeline))
        {
            // A manager or investigator has the whole timeline for as long as they have had the case; what was before, a manager knows as the raiser was told.
            var entries = _case.Events.Reverse().Where(e => _reader.Reads(CaseParts.FullTimeline, e)).Select(e => timeline.Entry(e, TimelineVariant.Mo)).OfType<TimelineEntry>().Concat(letters).OrderByDescending(e => e.At).ToList();
            var before = _reader.Reads(CaseParts.RaiserTimeline) ? _case.Events.Reverse().Where(e => !_reader.Reads(CaseParts.FullTimeline, e)).Select(e => timeline.Entry(e, TimelineVariant.Raiser)).OfType<TimelineEntry>() : [];
            return new([.. entries.Take(most)], entries.Count, [.. before]);
        }
        IReadOnlyList<TimelineEntry> own = _reader.Reads(CaseParts.SubjectTimeline) ? [.. timeline.For(TimelineVariant.Subject).Concat(letters).OrderByDescending(e => e.At)] : [];
        return new([.. own.Take(most)], own.Count, []);
    }

    private MessageLine Message(CaseEvent e, string text, string thread)
    {
        var author = e.OnBehalfOf ?? e.As;
        var isMine = e.By is { } by && by == _reader.Me && e.OnBehalfOf is null;
        var isOurs = _reader.IsOtherSide ? author is Actor.Subject && _reader.Holds(GrantKind.Subject) || author is Actor.SubjectIp && _reader.Holds(GrantKind.SubjectIp)
            : thread == "independent-person" && _reader.Holds(GrantKind.IndependentPerson) ? author == Actor.IndependentPerson : author is not (Actor.Raiser or Actor.Subject or Actor.IndependentPerson or Actor.SubjectIp);
        var note = e.OnBehalfOf is null ? null : $"Recorded by {Author(e, e.As)}, {_now.Taxonomy.Label("intake_channels", open.Read(e).Text("channel")).ToLowerInvariant()}";
        return new(isMine ? "You" : Author(e, author), e.At, thread != "notes" && isOurs, text, note);
    }

    private string Author(CaseEvent e, Actor author) => author switch
    {
        Actor.Raiser => _words.Raiser,
        Actor.Subject => _words.SubjectName,
        Actor.System => "CaseTracker",
        _ when _reader.ReadsNames(CaseParts.People) && _now.People.Find(e.By) is { } person => person.Name,
        _ => CaseWords.RoleOf(author.Code(), e.Hat.Length > 0 && e.OnBehalfOf is null ? e.Hat : null).Sentence(),
    };

    private string From(CaseEvent e) => e.By is { } by && by == _reader.Me && e.OnBehalfOf is null ? "You" : Author(e, e.OnBehalfOf ?? e.As);

    private string TextOf(CaseEvent e) => CasePapers.TextOf(e, open.Read(e), _reader.Reads(CaseParts.FullTimeline));

    private string TitleOf(CaseEvent e) => (e.Verb, e.OnBehalfOf ?? e.As) switch
    {
        ("add-evidence", Actor.Investigator) => open.Read(e).Text("kind") switch { "statement" => "Statement", "interview" => "Note of an interview", "document" => "Document", _ => "Evidence" },
        ("add-evidence", _) => "Evidence",
        ("answer", _) => "Answer of the other side",
        ("comment", _) => "The member’s comments",
        ("comment-on-draft", Actor.Raiser) => "The raiser’s comments on the draft",
        ("comment-on-draft", _) => "The member’s comments on the draft",
        ("circulate-draft", _) => "Draft report",
        ("file-report", _) => "Final report",
        _ => e.Choice == "report" ? "Independent Person’s view of the report" : "Independent Person’s early view",
    };

    private string Readers(CaseEvent e)
    {
        var roles = _case.Grants.Where(g => g.IsLive(_now.Today) && CaseReader.By(_case, g, _now.Today, _now.Seam).ReadsPaper(e)).Select(g => CaseWords.RoleOf(g.Kind.Code(), g.Kind is GrantKind.Handler or GrantKind.Mo ? g.Hat : null)).Distinct().ToList();
        return roles.Count == 0 ? "Nobody" : roles.AndList().Sentence();
    }

    private string? RaisedBy()
    {
        if (_words.RaiserName is not { } name) return null;
        return _now.People.Find(_case.Raiser) is { } person && person.JobTitle.Length > 0 ? $"{name}, {person.JobTitle}" : name;
    }

    private string RaisedByNote()
    {
        if (_case.Confidentiality == "anonymous") return "Sent anonymously. There is no name to open.";
        if (_words.RaiserName is null) return CanOpenName() ? "The raiser asked for confidentiality. You can open the name, with a reason that they will see." : "The raiser’s name is protected.";
        if (_case.Confidentiality == "confidential") return "Confidential: keep this name to yourself, and out of letters and reports.";
        return _case.Consents.Where(c => c.Kind == "use-name" && c.StandsOn(_now.Today)).OrderBy(c => c.GivenAt).FirstOrDefault() is { } agreed ? $"Agreed on {Pipeline.LondonClock.LondonDay(agreed.GivenAt).Brief()} that the name may be given." : "";
    }

    private bool CanOpenName() => _words.RaiserName is null && _case.Confidentiality != "anonymous" && (_reader.Holds(GrantKind.Mo) || _reader.Holds(GrantKind.Reviewer)) && (_case.Raiser is not null || !_case.RaiserName.IsEmpty);

    private string RecordedFor(CaseEvent e)
    {
        var read = open.Read(e);
        var by = _reader.ReadsNames(CaseParts.People) ? _now.People.Find(e.By)?.Name : null;
        return $"Recorded by {by ?? "the " + CaseWords.RoleOf(e.As.Code(), e.Hat.Length > 0 ? e.Hat : null)}, told {_now.Taxonomy.Label("intake_channels", read.Text("channel")).ToLowerInvariant()}";
    }

    private string When() => _case.OccurredUntil is { } until && until != _case.OccurredOn ? $"{_case.OccurredOn.InFull()} to {until.InFull()}" : _case.OccurredOn.InFull();

    private string Where() => Text(_case.Place, "place") is { Length: > 0 } place ? $"{_now.Taxonomy.Label("settings", _case.Setting)}: {place}" : _now.Taxonomy.Label("settings", _case.Setting);

    private List<string> Witnesses() =>
        [.. _case.Named.Where(n => n.Part == NamedPart.Witness).Select(n => _now.People.Find(n.Person)?.Name ?? _case.ReadName(n, _now.Seam))];

    private string Text(Domain.Protection.Sealed text, string column) => open.Open(text, column);
}
