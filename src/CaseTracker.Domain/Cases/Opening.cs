using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Cases;

public sealed partial class Case
{
    /// <summary>
    /// What only this case can say about the inputs, and the cases that the step opens: made here, before anything changes, so that a conflict met on the way refuses
    /// the step as a whole (invariant 2).
    /// </summary>
    private void Prepare(Move move)
    {
        switch (move.Verb.Code)
        {
            case "submit" or "record-concern":
                CheckRaising(move);
                break;
            case "import" when move.Choice == "closed" && move.In.Has("sanction") && move.In.Text("outcome") != "breach":
                throw Move.Refuse("needs-finding", "sanction");
            case "correct":
                CheckCorrection(move);
                break;
            case "merge":
                CheckMerge(move);
                break;
            case "split":
                SplitOff(move);
                break;
            case "convert":
                Convert(move);
                break;
            case "make-informal":
                MakeInformal(move);
                break;
            case "request-view" or "convene" or "convene-assessment" when !move.In.Has("papers"):
                throw new RefusedException("input", "Choose at least one paper to send.", "papers");
            case "send-message" when !Threads(move).Contains(move.In.Text("thread")):
                throw new RefusedException("input", "Choose whom to write to: this is not a thread of yours.", "thread");
            case "send-message" when Reader(move) is { } reader && !Live(reader, move.Now.Today).Any():
                throw new RefusedException("input", "Choose whom to write to: nobody reads that thread now.", "thread");
            case "add-note" when move.In.Text("note_kind") == "legal" && move.As != Actor.Mo:
                throw new RefusedException("input", "Choose an internal note: legal notes are the Monitoring Officer's.", "note_kind");
            case "add-note" when move.In.Text("note_kind") == "plan" && move.As != Actor.Investigator:
                throw new RefusedException("input", "Choose another kind of note: the plan is the investigator's.", "note_kind");
        }
    }

    /// <summary>The threads of which somebody is a side (routes, section 4).</summary>
    private string[] Threads(Move move) => move.As switch
    {
        Actor.Raiser => ["raiser"],
        Actor.Subject => ["subject", "subject-ip"],
        Actor.IndependentPerson => ["independent-person"],
        Actor.SubjectIp => ["subject-ip"],
        Actor.Handler => Route is Route.R4 or Route.R5 ? ["raiser", "subject"] : ["raiser"],
        _ => ["raiser", "subject", "independent-person"],
    };

    /// <summary>Who has to have access, so that a message is read; null where somebody always has.</summary>
    private static GrantKind? Reader(Move move) => (move.In.Text("thread"), move.As) switch
    {
        ("subject", not Actor.Subject) => GrantKind.Subject,
        ("independent-person", not Actor.IndependentPerson) => GrantKind.IndependentPerson,
        ("subject-ip", Actor.Subject) => GrantKind.SubjectIp,
        ("subject-ip", _) => GrantKind.Subject,
        _ => null,
    };

    private void CheckRaising(Move move)
    {
        // Nobody records a concern about themself (c-subject), whoever told it.
        if (move.Verb == Verbs.RecordConcern && move.Actor is { } recorder && Subject == move.Step.By) throw Move.Refuse("c-subject", "subject", ("name", recorder.Name));
        if (Raiser is not null && Confidentiality == "anonymous") throw new RefusedException("input", "Choose what we may do with your name. To stay anonymous, report without signing in.", "confidentiality");
        CheckParagraphs(Paragraphs, OccurredOn, "paragraphs", move.Now);
    }

    /// <summary>Paragraphs are those of the Protocol in force when it happened (invariant 41).</summary>
    private static void CheckParagraphs(IEnumerable<string> paragraphs, DateOnly day, string field, Circumstances now)
    {
        if (now.Protocol is not { } protocol || paragraphs.FirstOrDefault(p => protocol.InForceOn(day)?.Find(p) is null) is not { } strange) return;
        throw new RefusedException("input", $"Choose paragraphs of the Protocol that was in force on {Deadlines.LondonTime.Date(day)}: it has no paragraph {strange}.", field);
    }

    private static string[] ParagraphsIn(string text) => text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private void CheckCorrection(Move move)
    {
        var (input, now) = (move.In, move.Now);
        var value = input.Text("new_value");
        RefusedException Wrong(string words) => new("input", words, "new_value");
        switch (input.Text("fact"))
        {
            case "date":
                var day = input.Date("new_value") ?? throw Wrong("Enter the correct date.");
                if (day == OccurredOn) throw Wrong("Enter a date that differs from the one recorded.");
                break;
            case "setting":
                if (!now.Taxonomy.Has("settings", value) || value == Setting) throw Wrong("Choose a setting that differs from the one recorded.");
                break;
            case "theme":
                if (!now.Taxonomy.Has("themes", value) || value == MainTheme) throw Wrong("Choose a theme that differs from the one recorded.");
                break;
            case "person":
                CheckPerson(Party.Parse(value), move);
                break;
            case "code":
                var paragraphs = ParagraphsIn(value);
                if (paragraphs.Length > 10) throw Wrong("Choose 10 paragraphs or fewer.");
                if (paragraphs.SequenceEqual(Paragraphs)) throw Wrong("Choose paragraphs that differ from those recorded.");
                CheckParagraphs(paragraphs, OccurredOn, "new_value", now);
                break;
        }
    }

    /// <summary>The conflict check is repeated for everybody who holds the case: about the right person it may not be theirs.</summary>
    private void CheckPerson(Party party, Move move)
    {
        var now = move.Now;
        RefusedException Wrong(string words) => new("input", words, "new_value");
        if (_grants.Any(g => g.Kind == GrantKind.Subject)) throw Wrong("The person named has been told already. Split the case instead.");
        if (Guards.IsSubject(this, party, now.Seam)) throw Wrong("Choose somebody who differs from the person recorded.");
        if (party.Person is { } who && who == Raiser) throw Move.Refuse("own-case", "new_value");
        CheckKind(party, "new_value", now);
        var about = Sibling(Route, RouteCode, party, now);
        about.CopyFacts(this, now);
        foreach (var grant in _grants.Where(g => g.IsLive(now.Today) && g.Kind is not (GrantKind.Raiser or GrantKind.ImportRecord)))
            if (now.People.Find(grant.Person) is { } holder && Conflicts.Of(about, grant.Kind, grant.Hat, holder, now).FirstOrDefault(h => h.Stops) is { } hit)
                throw Move.Refuse(hit.Code, "new_value", ("name", holder.Name), ("person", holder.Name));
    }

    /// <summary>A formal complaint names members, a concern about an officer officers (inputs, subject).</summary>
    private void CheckKind(Party party, string field, Circumstances now)
    {
        if (party.In(now.People) is not { } person) return;
        if (Route == Route.R3 && person.Kind != PersonKind.Member) throw Move.Refuse("named-member", field);
        if (Route == Route.R5 && person.Kind != PersonKind.Officer) throw Move.Refuse("officer-subject", field);
    }

    private void CheckMerge(Move move)
    {
        var other = move.Now.Other!;
        RefusedException Wrong(string words) => new("input", words, "case");
        if (other.Id == Id) throw Wrong("Choose a different case to merge into.");
        if (!other.IsOpen) throw Wrong("Choose a case that is open.");
        // A formal complaint would vanish into an informal case, or the other way round (invariant 4).
        if (other.Route == Route.R3 != (Route == Route.R3)) throw Wrong("Choose a case on the same kind of route: a formal complaint merges only with a formal complaint.");
    }

    private void SplitOff(Move move)
    {
        foreach (var subject in move.In.Parties("subject").Where(s => !Guards.IsSubject(this, s, move.Now.Seam)))
        {
            if (subject.Person is { } who && who == Raiser) throw Move.Refuse("own-case", "subject");
            CheckKind(subject, "subject", move.Now);
            var part = Sibling(Route, RouteCode, subject, move.Now);
            part.CopyFacts(this, move.Now);
            part.CopyWords(this, move.Now);
            part.Outcome = Outcome;
            // What was done and found about one person says nothing about the other.
            part.Facts = [.. Facts.Where(f => f is "conf-open" or "name-withheld" or "pressure")];
            foreach (var allegation in _allegations.Where(a => !a.Disclosed)) part.Allege(allegation.Number, disclosed: false, Read(allegation, move.Now.Seam), allegation.Heading, allegation.Paragraph, move.Now);
            // Agreement to speak to one person is no agreement to speak to another.
            foreach (var consent in _consents.Where(c => c.StandsOn(move.Now.Today) && c.Kind is "use-name" or "share-narrative" or "tell-monitoring-officer"))
            {
                var id = DayOnly.NewId();
                part._consents.Add(new Consent
                {
                    Id = id,
                    CaseId = part.Id,
                    Kind = consent.Kind,
                    OnlyTo = consent.OnlyTo,
                    To = part.Seal(move.Now, "consent_to", Read(consent, move.Now.Seam), row: id),
                    Wording = consent.Wording,
                    GivenAt = consent.GivenAt,
                    Until = consent.Until,
                });
            }
            // Whoever is named only now was told nothing yet, and nothing was decided about them: a complaint that has gone on from there begins again by telling them.
            part.Open(Route == Route.R3 && Told(Stage) ? Stage.Disclosure : Stage, move, held: [.. _grants.Where(g => g.IsLive(move.Now.Today) && g.Kind is GrantKind.Handler or GrantKind.Mo)]);
        }
    }

    private static bool Told(Stage stage) => stage is Stage.Comments or Stage.Assessment or Stage.Resolution or Stage.Investigation or Stage.View or Stage.Determination or Stage.Hearing or Stage.Decision or Stage.Review;

    private void Convert(Move move)
    {
        var subject = move.In.Party("subject") ?? (Subject is { } s ? Party.Of(s) : Party.Called(ReadSubjectName(move.Now.Seam) ?? ""));
        if (subject.Person is { } who && who == Raiser) throw Move.Refuse("own-case", "subject");
        var formal = Sibling(Route.R3, "formal-complaint", subject, move.Now);
        formal.CopyFacts(this, move.Now);
        formal.OccurredOn = move.In.Date("occurred_on") ?? OccurredOn;
        if (formal.OccurredOn != OccurredOn) formal.OccurredUntil = null;
        formal.Confidentiality = Confidentiality == "anonymous" ? "anonymous" : move.In.Text("name_consent") == "yes" ? "named" : "confidential";
        // The account is the fresh allegation; nothing of the informal case goes along by itself.
        formal.Narrative = formal.Seal(move.Now, "narrative", string.Join("\n\n", move.In.Allegations.Select(a => a.Text)));
        formal.AddAllegations(move.In, disclosed: false, move.Now);
        if (formal.Confidentiality == "named") formal.Agree("use-name", ["the member"], null, move.Now);
        formal.Carry(this, move);
        formal.Open(Stage.Received, move);
    }

    private void MakeInformal(Move move)
    {
        var code = move.In.Text("route");
        var route = RouteTable.RouteOf(code) is { } r && (r is Route.R1 or Route.R2) ? r : throw new RefusedException("input", "Choose an informal route.", "route");
        var informal = Sibling(route, code, Subject is { } s ? Party.Of(s) : Party.Called(ReadSubjectName(move.Now.Seam) ?? ""), move.Now);
        informal.CopyFacts(this, move.Now);
        informal.CopyWords(this, move.Now);
        informal.Open(route == Route.R1 ? Stage.Offered : Stage.Received, move);
    }

    /// <summary>Opens a case beside another: raiser's and holder's grants with their conflict checks, first clocks, first event.</summary>
    private void Open(Stage stage, Move by, IReadOnlyList<Grant>? held = null)
    {
        // Who advised or handled there is known here.
        var now = by.Now.For(this) with { SameConcern = [.. by.Now.SameConcern, by.Case] };
        var move = new Move(this, by.Step with { Hat = by.Step.Hat ?? by.Case.HatIn(by) }, now) { Choice = by.Choice, Row = by.Row };
        Give(new PlannedGrant(GrantKind.Raiser, Raiser ?? by.Case._grants.Find(g => g.Kind == GrantKind.Raiser)?.Person, RaiserHat(now), "clear"), move);
        var at = stage;
        if (held is not null) at = TakeOver(held, stage, move);
        else if (stage == Stage.Received) foreach (var grant in GrantPlan.Mo(this, now, move)) Give(grant, move);
        else Give(GrantPlan.Handler(this, Route, RouteCode, move, Handlers.Options(this, Route, RouteCode, now)), move);
        Enter(at, move);
        if (Route is Route.R1 or Route.R4 or Route.R5 && by.As == Actor.Raiser && move.In.Ticked("handler_named") && HeldByHandler(now.Today)?.Person is { } handler) AgreeToHandler(handler, now);
        RefreshLists(now.Today);
        move.Words["new"] = Reference.Value;
        move.Words["route"] = RouteCode;
        move.Words["due"] = Inputs.Iso(MainClock?.DueOn);
        Record(move);
        by.Words["new"] = by.Opened.Count == 0 ? Reference.Value : $"{by.Words["new"]}, {Reference.Value}";
        by.Opened.Add(this);
        if (move.Words.TryGetValue("diverted", out var diverted)) by.Words["diverted"] = diverted;
    }

    /// <summary>
    /// Who holds the one part holds the other too, unless the conflict check finds something about its subject: then the next Monitoring Officer does, and from a handler
    /// it goes back to the raiser's choice.
    /// </summary>
    private Stage TakeOver(IReadOnlyList<Grant> held, Stage stage, Move move)
    {
        var at = stage;
        foreach (var grant in held)
        {
            var hits = move.Now.People.Find(grant.Person) is { } holder ? Conflicts.Of(this, grant.Kind, grant.Hat, holder, WithoutTheParent(move)) : [];
            if (!hits.Any(h => h.Stops)) Give(new PlannedGrant(grant.Kind, grant.Person, grant.Hat, Conflicts.Stored(hits)) { StartsOn = grant.StartsOn, Until = grant.Until }, move);
            else if (grant.Kind == GrantKind.Handler) at = Stage.RaiserChoice;
            else if (grant.Hat != "cover" && Holds(Route)) foreach (var next in GrantPlan.Mo(this, move.Now, move)) Give(next, move);
        }
        return at;
    }

    // The same person's part in the case that is split is what they go on with; it is no conflict.
    private static Circumstances WithoutTheParent(Move move) => move.Now with { SameConcern = [.. move.Now.SameConcern.SkipLast(1)] };
}
