using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Cases;

/// <summary>Who raises a concern: a person known to the council, somebody known by name only, or nobody who can be told.</summary>
/// <param name="Person">Their pseudonym, if known.</param>
/// <param name="Name">The name otherwise.</param>
/// <param name="HasChannel">Whether they can be reached here, by account or receipt.</param>
public sealed record RaiserIdentity(Pseudonym? Person, string? Name, bool HasChannel)
{
    /// <summary>What stands for whoever holds the receipt, and for nobody in particular; null without one. It is random and of this concern alone (invariant 16).</summary>
    public Pseudonym? Receipt { get; private init; }

    /// <summary>An anonymous raiser. A receipt is a channel.</summary>
    public static RaiserIdentity Anonymous(bool hasReceipt) => new(null, null, hasReceipt);

    /// <summary>An anonymous raiser who comes back with a receipt.</summary>
    public static RaiserIdentity WithReceipt(Pseudonym receipt) => new(null, null, true) { Receipt = receipt };
}

/// <summary>The cases of a concern just raised, one for each person it is about, and who is told.</summary>
public sealed record Raised(IReadOnlyList<Case> Cases, IReadOnlyList<Notice> Notices, IReadOnlyList<string> Warnings);

public sealed partial class Case
{
    /// <summary>Sends a concern (verb submit). Two subjects make two cases of one concern (invariant 3). Throws <see cref="RefusedException"/>; then nothing exists.</summary>
    public static Raised Submit(RaiserIdentity raiser, Inputs inputs, Circumstances now) => Raise(Verbs.Submit, Stage.Draft, raiser, inputs, Actor.Raiser, raiser.Person ?? raiser.Receipt, now);

    /// <summary>Records a concern told by phone, in person or on paper (verb record-concern), by a manager or Monitoring Officer.</summary>
    public static Raised RecordConcern(RaiserIdentity raiser, Inputs inputs, Actor by, Pseudonym recordedBy, Circumstances now) =>
        Raise(Verbs.RecordConcern, Stage.None, raiser, inputs, by, recordedBy, now);

    /// <summary>
    /// Takes over a concern from earlier records (verb import). Inputs beside those of submit: status (open or closed), received_on, outcome, closure_reason, sanction,
    /// closed_on, imported_by. <paramref name="continues"/> is the earlier case of the same concern, converted.
    /// </summary>
    public static Raised Import(RaiserIdentity raiser, Inputs inputs, string key, string digest, Case? continues, Circumstances now)
    {
        var raised = Raise(Verbs.Import, Stage.None, raiser, inputs, Actor.System, null, now, continues);
        foreach (var c in raised.Cases)
        {
            (c.ImportKey, c.ImportDigest) = (key, digest);
            if (continues is not null) continues.LinkTo(c, LinkKind.Converted);
        }
        return raised;
    }

    /// <summary>
    /// What a draft would become about one of its subjects, on some route: for the conflict check before anything is sent. It has taken no step, nobody has a grant
    /// to deal with it, and it is never stored. Throws <see cref="RefusedException"/> for an unknown route.
    /// </summary>
    public static Case Sketch(RaiserIdentity raiser, Inputs inputs, Party subject, string routeCode, Circumstances now) =>
        Fresh(Stage.Draft, raiser, inputs.With("route", routeCode), subject, null, now);

    private static Raised Raise(Verb verb, Stage from, RaiserIdentity raiser, Inputs inputs, Actor by, Pseudonym? who, Circumstances now, Case? continues = null)
    {
        var subjects = inputs.Parties("subject");
        if (subjects.Count == 0) throw new RefusedException("input", "Enter who it is about.", "subject");
        var (cases, notices, warnings) = (new List<Case>(), new List<Notice>(), new List<string>());
        foreach (var subject in subjects)
        {
            var c = Fresh(from, raiser, inputs, subject, continues ?? cases.FirstOrDefault(), now, verb == Verbs.Submit ? Verbs.Start.Code : verb.Code);
            var done = c.Do(new Step(verb, by, who, inputs.With("subject", subject.ToString())), now);
            c.AfterRaising(verb, inputs, by, who, now);
            foreach (var other in cases) other.LinkTo(c, LinkKind.Split);
            cases.Add(c);
            notices.AddRange(done.Notices);
            warnings.AddRange(done.Warnings);
        }
        return new Raised(cases, notices, [.. warnings.Distinct()]);
    }

    private static Case Fresh(Stage from, RaiserIdentity raiser, Inputs inputs, Party subject, Case? first, Circumstances now, string reason = "start")
    {
        var code = inputs.Text("route");
        var route = RouteTable.RouteOf(code) ?? throw new RefusedException("input", "Choose how you would like this handled.", "route");
        var reference = now.NewReference();
        var id = DayOnly.NewId();
        var received = inputs.Date("received_on") ?? now.Today;
        var person = now.People.Find(raiser.Person);
        var anonymous = raiser.Person is null && string.IsNullOrEmpty(raiser.Name);
        var c = new Case
        {
            Id = id,
            Reference = reference,
            ConcernId = first?.ConcernId ?? id,
            ConcernReference = first?.ConcernReference ?? reference,
            FirstRouteCode = first?.FirstRouteCode ?? code,
            Stage = from,
            Route = route,
            RouteCode = code,
            Raiser = raiser.Person,
            HasChannel = raiser.HasChannel,
            SourceGroup = anonymous ? "anonymous" : person is not null ? SubjectTypes.SourceGroupOf(person) : inputs.Text("source_group") is { Length: > 0 } group ? group : "other",
            Confidentiality = anonymous ? "anonymous" : route == Route.R3 && inputs.Text("name_consent") is { Length: > 0 } consent ? (consent == "yes" ? "named" : "confidential") : inputs.Text("confidentiality"),
            Subject = subject.Person,
            SubjectType = now.People.Find(subject.Person) is { } known ? SubjectTypes.Of(known, received) : inputs.Text("subject_type"),
            OccurredOn = inputs.Date("occurred_on") ?? received,
            OccurredUntil = inputs.Date("occurred_until"),
            ReceivedOn = received,
            ReceivedAt = received == now.Today ? now.Now : Deadlines.LondonTime.StartOf(received),
            Setting = inputs.Text("setting"),
            Themes = [.. inputs.List("themes")],
            MainTheme = inputs.Text("main_theme") is { Length: > 0 } main ? main : inputs.List("themes").FirstOrDefault() ?? "",
            Paragraphs = [.. inputs.List("paragraphs")],
            Nolan = [.. inputs.List("nolan")],
        };
        c.SubjectName = subject.Person is null ? c.Seal(now, "subject_name", subject.Name) : Sealed.None;
        c.RaiserName = raiser.Name is { Length: > 0 } name ? c.Seal(now, "raiser_name", name, KeyKind.Identity) : Sealed.None;
        c.Summary = c.Seal(now, "summary", inputs.Text("summary"));
        c.Narrative = c.Seal(now, "narrative", inputs.Text("narrative"));
        c.Place = c.Seal(now, "place", inputs.Text("place"));
        c.Wish = c.Seal(now, "wish", inputs.Text("wish"));
        c.Support = c.Seal(now, "support", inputs.Text("support"));
        foreach (var witness in inputs.Parties("witnesses")) c.Name(NamedPart.Witness, witness.Person, witness.Name, "", now);
        foreach (var (kept, i) in inputs.Parties("keep_out").Select((k, i) => (k, i))) c.Name(NamedPart.KeptOut, kept.Person, kept.Name, inputs.List("keep_out_reason").ElementAtOrDefault(i) ?? "", now);
        if (route == Route.R3) c.AddAllegations(inputs, disclosed: false, now);
        c._grants.Add(new Grant { CaseId = id, Kind = GrantKind.Raiser, Person = raiser.Person ?? raiser.Receipt, Hat = c.RaiserHat(now), Reason = reason, StartedAt = now.Now, Check = "clear" });
        return c;
    }

    /// <summary>Ids of the files that belong to what the input “files” describes, in the same order; <see cref="NoFile"/> for a description alone.</summary>
    public const string EvidenceFiles = "file_ids", NoFile = "-";

    /// <summary>What choosing a name includes, evidence described, and the history that an imported row brings.</summary>
    private void AfterRaising(Verb verb, Inputs inputs, Actor by, Pseudonym? who, Circumstances now)
    {
        if (Confidentiality == "named")
        {
            if (Route == Route.R3) Agree("use-name", ["the member"], null, now);
            else if (HeldByHandler(now.Today)?.Person is { } handler) AgreeToHandler(handler, now);
        }
        foreach (var (described, i) in inputs.List("files").Select((d, i) => (d, i)))
        {
            var told = new[] { "channel", "done_on", "read_back" }.Select(code => KeyValuePair.Create(code, new[] { inputs.Text(code) }));
            var step = new Step(Verbs.AddEvidence, by, who, new Inputs([new("note", [described]), new("files", [inputs.List(EvidenceFiles).ElementAtOrDefault(i) is { } file and not NoFile ? file : ""]), .. told])) { OnBehalfOf = by == Actor.Raiser ? null : Actor.Raiser };
            Record(new Move(this, step, now) { Row = Verbs.AddEvidence.Rows[0] });
        }
        if (verb != Verbs.Import || Stage != Stage.Closed) return;
        ClosedOn = inputs.Date("closed_on");
        // Nothing can be asked for any more that could not be asked for in the earlier register: windows count from the day it was closed.
        _clocks.Clear();
        if (Outcome == "breach") SetFact("finding");
        foreach (var code in inputs.List("sanction"))
        {
            var sanction = now.Taxonomy.Sanction(code)!;
            _sanctions.Add(new RecordedSanction
            {
                CaseId = Id,
                Code = code,
                Imposed = sanction.Power == Taxonomies.SanctionPower.Impose,
                RecommendedTo = sanction.Power == Taxonomies.SanctionPower.Recommend ? sanction.RecommendTo : null,
                On = ClosedOn ?? now.Today,
            });
        }
        RefreshLists(now.Today);
    }

    /// <summary>The hat in which somebody acts by a role.</summary>
    private static string HatOf(Actor role, Person? person)
    {
        if (person is null) return "";
        var manager = new[] { Role.ChiefExecutive, Role.Director, Role.GroupHead, Role.LineManager }.FirstOrDefault(person.Is);
        return (role == Actor.MoRole ? Conflicts.MoHat(person) : manager) ?? Conflicts.MoHat(person) ?? manager ?? "";
    }
}
