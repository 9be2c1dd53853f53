using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Cases;

/// <summary>
/// The handling of a concern about one subject. Its state is private to it: only <see cref="Do"/> changes the stage, by a row of the table of routes,
/// and each change leaves one event (invariants 1 and 2).
/// </summary>
public sealed partial class Case
{
    private readonly List<CaseEvent> _events = [];
    private readonly List<Grant> _grants = [];
    private readonly List<CaseClock> _clocks = [];
    private readonly List<Consent> _consents = [];
    private readonly List<NamedPerson> _named = [];
    private readonly List<Allegation> _allegations = [];
    private readonly List<RecordedSanction> _sanctions = [];
    private readonly List<CaseLink> _links = [];

    private Case()
    {
    }

    public Guid Id { get; private init; } = DayOnly.NewId();

    /// <summary>Changes with each step, so that two people cannot decide at once (refusal “stale”).</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();
    public CaseReference Reference { get; private init; }

    /// <summary>The concern: id of its first case.</summary>
    public Guid ConcernId { get; private init; }

    /// <summary>The concern keeps its first case's reference (invariant 6).</summary>
    public CaseReference ConcernReference { get; private init; }
    public Route Route { get; private set; }

    /// <summary>Code of the route in the taxonomy: R1 has two.</summary>
    public string RouteCode { get; private set; } = "";

    /// <summary>Code of the route first chosen.</summary>
    public string FirstRouteCode { get; private init; } = "";
    public Stage Stage { get; private set; }

    /// <summary>Stage before withdrawal or hand-over.</summary>
    public Stage? StageBefore { get; private set; }

    /// <summary>Whom it is about, if known to the council.</summary>
    public Pseudonym? Subject { get; private set; }

    /// <summary>Their name, if not.</summary>
    public Sealed SubjectName { get; private set; } = Sealed.None;
    public string SubjectType { get; private set; } = "";

    /// <summary>Who raised it, if known to the council; never set on an anonymous concern (invariant 16).</summary>
    public Pseudonym? Raiser { get; private set; }

    /// <summary>Name of a raiser who is not known to the council.</summary>
    public Sealed RaiserName { get; private set; } = Sealed.None;
    public string SourceGroup { get; private set; } = "";

    /// <summary>named, confidential or anonymous.</summary>
    public string Confidentiality { get; private set; } = "";

    /// <summary>Whether the raiser can be reached here: by account or receipt.</summary>
    public bool HasChannel { get; private set; } = true;
    public DateOnly OccurredOn { get; private set; }

    /// <summary>Last day of the period, where it was one.</summary>
    public DateOnly? OccurredUntil { get; private set; }
    public DateOnly ReceivedOn { get; private set; }

    /// <summary>Input of the step that brought a formal complaint: why the raiser asks that their name is not told to the member.</summary>
    public const string NameReason = "name_reason";
    public DateTimeOffset ReceivedAt { get; private set; }
    public string Setting { get; private set; } = "";
    public List<string> Themes { get; private set; } = [];
    public string MainTheme { get; private set; } = "";

    /// <summary>Paragraphs of the Protocol in force when it happened; the first is the main one (invariant 41).</summary>
    public List<string> Paragraphs { get; private set; } = [];
    public List<string> Nolan { get; private set; } = [];
    public Sealed Summary { get; private set; } = Sealed.None;
    public Sealed Narrative { get; private set; } = Sealed.None;
    public Sealed Place { get; private set; } = Sealed.None;
    public Sealed Wish { get; private set; } = Sealed.None;
    public Sealed Support { get; private set; } = Sealed.None;

    /// <summary>Facts that verbs set and guards ask for: disclosed, view, report, finding …</summary>
    public List<string> Facts { get; private set; } = [];
    public DateOnly? PausedOn { get; private set; }
    public DateOnly? PausedUntil { get; private set; }
    public string? PauseReason { get; private set; }

    /// <summary>Where it was handed over to.</summary>
    public string? Destination { get; private set; }
    public string? Outcome { get; private set; }
    public string? ClosureReason { get; private set; }
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Key of an imported row (a digest), so that a second import finds it.</summary>
    public string? ImportKey { get; private set; }

    /// <summary>Digest of what was first imported (invariant 47).</summary>
    public string? ImportDigest { get; private set; }

    /// <summary>For lists: the nearest date of a running clock.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>For lists: with whom the case is now, where that is one person.</summary>
    public Pseudonym? With { get; private set; }

    /// <summary>For lists: as what they have it (raiser, handler, mo, subject …).</summary>
    public string WithAs { get; private set; } = "";

    /// <summary>For lists: whether it is not closed.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>For lists: whether nobody is left to hold it as Monitoring Officer (c-no-mo), so that a substitute has to be named.</summary>
    public bool LacksMo { get; private set; }

    /// <summary>For lists: when something last happened.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    public IReadOnlyList<CaseEvent> Events => _events;
    public IReadOnlyList<Grant> Grants => _grants;
    public IReadOnlyList<CaseClock> Clocks => _clocks;
    public IReadOnlyList<Consent> Consents => _consents;

    /// <summary>Witnesses, people kept out, people recused.</summary>
    public IReadOnlyList<NamedPerson> Named => _named;
    public IReadOnlyList<Allegation> Allegations => _allegations;
    public IReadOnlyList<RecordedSanction> Sanctions => _sanctions;
    public IReadOnlyList<CaseLink> Links => _links;

    /// <summary>Whether the clock is paused.</summary>
    public bool IsPaused => PausedOn is not null;

    /// <summary>Whether a fact holds.</summary>
    public bool Has(string fact) => Facts.Contains(fact);

    /// <summary>Grants of that kind that are live at that moment.</summary>
    public IEnumerable<Grant> Live(GrantKind kind, DateOnly day) => _grants.Where(g => g.Kind == kind && g.IsLive(day));

    /// <summary>Live grants of one person.</summary>
    public IEnumerable<Grant> GrantsOf(Pseudonym? person, DateOnly day) => person is null ? [] : _grants.Where(g => g.Person == person && g.IsLive(day));

    /// <summary>The Monitoring Officer who holds the case, not a cover; null if none does.</summary>
    public Grant? HeldByMo(DateOnly day) => Live(GrantKind.Mo, day).LastOrDefault(g => g.Hat != "cover");

    /// <summary>The manager who deals with it; null if none does.</summary>
    public Grant? HeldByHandler(DateOnly day) => Live(GrantKind.Handler, day).LastOrDefault();

    /// <summary>Who has to act on it: handler or Monitoring Officer.</summary>
    public Grant? Holder(DateOnly day) => Route is Route.R2 or Route.R3 ? HeldByMo(day) : HeldByHandler(day) ?? HeldByMo(day);

    /// <summary>A clock that runs, or is paused; null if it does not.</summary>
    public CaseClock? Running(string clock) => _clocks.LastOrDefault(c => c.Kind == clock && c.IsRunning);

    /// <summary>The last clock of that kind, running or not.</summary>
    public CaseClock? Last(string clock) => Running(clock) ?? _clocks.LastOrDefault(c => c.Kind == clock);

    /// <summary>The clock that users see: of those that measure work at this stage, the one due first.</summary>
    public CaseClock? MainClock => _clocks.Where(c => c.IsRunning && !c.IsWindow).OrderBy(c => c.Kind == "information" ? 1 : 0).ThenBy(c => c.DueOn).FirstOrDefault();

    /// <summary>Whether the raiser agreed to that, and the agreement stands on that day. The raiser's choice to be named agrees for the handler chosen then.</summary>
    public bool Agreed(string kind, DateOnly day, Pseudonym? to = null) => _consents.Any(c => c.Kind == kind && c.StandsOn(day) && (to is null || IsFor(c, to.Value)));

    // Name and account are for the one person named; what names nobody, as “the member”, is for the other side.
    private bool IsFor(Consent consent, Pseudonym person) => consent.Kind is "use-name" or "share-narrative" ? consent.OnlyTo == person || (consent.OnlyTo is null && person == Subject) : consent.OnlyTo is null || consent.OnlyTo == person;

    /// <summary>Whether somebody is on the raiser's list of people to keep out.</summary>
    public bool KeepsOut(Pseudonym person) => _named.Any(n => n.Part == NamedPart.KeptOut && n.Person == person);

    /// <summary>Whether somebody was named as having seen it.</summary>
    public bool IsWitness(Pseudonym person) => _named.Any(n => n.Part == NamedPart.Witness && n.Person == person);

    /// <summary>Whether somebody stood aside.</summary>
    public bool IsRecused(Pseudonym person) => _named.Any(n => n.Part == NamedPart.Recused && n.Person == person);

    /// <summary>What an event recorded.</summary>
    public Inputs Read(CaseEvent what, ISeam seam) => what.Payload.IsEmpty ? Inputs.Empty : Inputs.FromJson(seam.Open(what.Payload, Id, "event", what.Id));

    /// <summary>The raiser's name as it may be told: text, or null where the raiser is a known person or has none.</summary>
    public string? ReadRaiserName(ISeam seam) => RaiserName.IsEmpty ? null : seam.Open(RaiserName, Id, "raiser_name");

    /// <summary>The subject's name where they are not known to the council; null otherwise.</summary>
    public string? ReadSubjectName(ISeam seam) => SubjectName.IsEmpty ? null : seam.Open(SubjectName, Id, "subject_name");

    /// <summary>What is alleged.</summary>
    public string Read(Allegation allegation, ISeam seam) => seam.Open(allegation.Text, Id, "allegation", allegation.Id);

    /// <summary>Why it was found so; empty before.</summary>
    public string ReadFinding(Allegation allegation, ISeam seam) => seam.Open(allegation.FindingReason, Id, "finding_reason", allegation.Id);

    /// <summary>Why there is a sanction.</summary>
    public string Read(RecordedSanction sanction, ISeam seam) => seam.Open(sanction.Reason, Id, "sanction_reason", sanction.Id);

    /// <summary>To whom the raiser agreed, one in each line.</summary>
    public string Read(Consent consent, ISeam seam) => seam.Open(consent.To, Id, "consent_to", consent.Id);

    /// <summary>The name of somebody who is not known to the council; empty for those who are.</summary>
    public string ReadName(NamedPerson named, ISeam seam) => seam.Open(named.Name, Id, "named_name", named.Id);

    /// <summary>Why somebody is to be kept out, if it was said.</summary>
    public string ReadReason(NamedPerson named, ISeam seam) => seam.Open(named.Reason, Id, "keep_out_reason", named.Id);

    private Sealed Seal(Circumstances now, string column, string? text, KeyKind key = KeyKind.Matter, Guid? row = null, int version = 1) => now.Seam.Seal(key, Id, column, version, text, row);

    private void RefreshLists(DateOnly today)
    {
        var row = RouteTable.Of(Stage);
        IsOpen = !row.IsTerminal;
        DueOn = !IsOpen || IsPaused ? (IsOpen ? Running("information")?.DueOn : null) : MainClock?.DueOn;
        (WithAs, With) = row.With switch
        {
            // Nobody can ask the raiser: whoever holds it has to find out.
            "raiser" when !HasChannel && Holder(today) is { } recorder => (recorder.Kind.Code(), recorder.Person),
            "raiser" => ("raiser", Raiser),
            "handler" => ("handler", HeldByHandler(today)?.Person),
            "mo" => ("mo", HeldByMo(today)?.Person),
            "mo or sub-committee" => Live(GrantKind.AssessmentPanel, today).Any() ? ("assessment-panel", null) : ("mo", HeldByMo(today)?.Person),
            "handler or mo" => Holder(today) is { } holder ? (holder.Kind.Code(), holder.Person) : ("handler", null),
            "subject" => ("subject", Subject),
            "investigator" => Live(GrantKind.Investigator, today).LastOrDefault() is { } i ? ("investigator", i.Person) : ("mo", HeldByMo(today)?.Person),
            "independent-person" => Live(GrantKind.IndependentPerson, today).LastOrDefault() is { } p ? ("independent-person", p.Person) : ("mo", HeldByMo(today)?.Person),
            "panel" => Live(GrantKind.Panel, today).Any() ? ("panel", null) : ("mo", HeldByMo(today)?.Person),
            "reviewer" => ("reviewer", Live(GrantKind.Reviewer, today).LastOrDefault()?.Person),
            "receiving body" => Live(GrantKind.Hr, today).LastOrDefault() is { } hr ? ("hr", hr.Person) : ("receiving body", null),
            _ => ("", (Pseudonym?)null),
        };
        LacksMo = IsOpen && Route is Route.R2 or Route.R3 && HeldByMo(today) is null;
        foreach (var grant in _grants.Where(g => g.EndedAt is null)) RefreshList(grant);
    }

    private void RefreshList(Grant grant)
    {
        // The other side is told of its own dates and of no move that its timeline leaves out.
        var isOtherSide = grant.Kind is GrantKind.Subject or GrantKind.SubjectIp;
        grant.CaseIsOpen = IsOpen;
        grant.IsNew = IsOpen && !isOtherSide && Stage is Stage.Received or Stage.Offered;
        grant.IsWithThem = IsOpen && _grants.Any(g => g.EndedAt is null && g.Person == grant.Person && WaitsFor(g));
        grant.ListedOn = !IsOpen ? ClosedOn ?? Grant.NoDate : isOtherSide && !grant.IsWithThem ? Grant.NoDate : DueOn ?? Grant.NoDate;
    }

    private bool WaitsFor(Grant grant) => grant.Kind.Code() == WithAs && (With is null || With == grant.Person || grant.Hat == "cover");
}
