using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;

namespace CaseTracker.Domain.Cases;

/// <summary>What a verb does beside moving the case: the table says where, this says what else.</summary>
internal static class Effects
{
    /// <summary>Inputs that live in columns of their own, and are not written into the event as well.</summary>
    private static readonly HashSet<string> Elsewhere =
        ["narrative", "summary", "place", "wish", "support", "witnesses", "keep_out_reason", "allegations", "subject", "raiser", "files", "file_notes"];

    /// <summary>Before new grants are given and the stage is entered.</summary>
    public static void Before(Move move) => move.Case.Effect(move, after: false);

    /// <summary>After the stage was entered and its clocks started.</summary>
    public static void After(Move move) => move.Case.Effect(move, after: true);

    /// <summary>The inputs that the event keeps.</summary>
    public static Inputs Payload(Move move)
    {
        if (move.Verb != Verbs.Submit && move.Verb != Verbs.RecordConcern && move.Verb != Verbs.Import) return move.In;
        return new Inputs(move.In.Values.Where(v => !Elsewhere.Contains(v.Key.Split('.')[0])));
    }

    /// <summary>Outcome and closing reason with which a step closes the case (routes, “Closing codes”).</summary>
    public static (string Outcome, string Reason) ClosingCodes(Move move)
    {
        var (c, input) = (move.Case, move.In);
        switch (move.Verb.Code)
        {
            case "convert":
                return ("converted-to-formal", "other-procedure");
            case "merge":
                return ("", "merged-duplicate");
            case "make-informal":
                return ("withdrawn", "withdrawn");
            case "confirm-withdrawal":
                return (input.Text("outcome"), "withdrawn");
            case "close" when move.Choice is not null && move.Verb.Codes!.TryGetValue(move.Choice, out var byRoute):
                var codes = byRoute[c.Route];
                var outcome = move.Choice == "not-pursued" ? codes.Keys.First() : c.Outcome ?? "";
                return (outcome, codes.GetValueOrDefault(outcome, codes.GetValueOrDefault("*", "")));
            case "close" when move.Choice == "insufficient-information":
                return (c.Route == Route.R3 ? "no-further-action" : input.Text("outcome"), "insufficient-information");
            case "close" when move.Choice == "police":
                return ("referred-to-police", "police");
            default:
                return (input.Text("outcome"), input.Text("closure_reason"));
        }
    }
}

public sealed partial class Case
{
    internal void Effect(Move move, bool after)
    {
        if (!after)
        {
            BeforeEntering(move);
            return;
        }
        var (input, now) = (move.In, move.Now);
        switch (move.Verb.Code)
        {
            case "give-consent":
                Agree(input.Text("consent_kind"), input.List("consent_to"), input.Date("until"), now);
                break;
            case "withdraw-consent":
                foreach (var consent in _consents.Where(c => c.Kind == input.Text("consent_kind") && c.StandsOn(now.Today))) consent.WithdrawnAt = now.Now;
                break;
            case "accept-disclosure":
                Confidentiality = "named";
                Agree("use-name", ["the member"], null, now);
                break;
            case "pause":
                Pause(input.Text("pause_reason"), input.Date("until") ?? Running("information")?.DueOn, now);
                move.Words["until"] = Inputs.Iso(PausedUntil);
                break;
            case "assess" when move.Row.Pauses is { } reason:
                Pause(reason, null, now);
                break;
            case "resume":
                Unpause(now.Today, now.Calendar);
                break;
            case "extend":
                MainClock!.DueOn = input.Date("due_on")!.Value;
                MainClock.Extended = true;
                break;
            case "correct":
                Correct(move);
                break;
            case "sanction":
                AddSanction(move);
                break;
            case "record-action-done" when input.Has("sanction"):
                foreach (var sanction in _sanctions.Where(s => s.Code == input.Text("sanction"))) sanction.DoneOn = input.Date("done_on");
                break;
            case "record-view":
                // The Independent Person keeps access for five working days after each view (routes, section 3).
                foreach (var grant in Live(GrantKind.IndependentPerson, now.Today)) grant.Until = now.Calendar.Add(now.Today, 5);
                break;
            case "link":
                LinkTo(now.Other!, LinkKind.Incident);
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
            case "merge":
                LinkTo(now.Other!, LinkKind.Merged);
                break;
            case "choose-route" or "escalate" when move.As == Actor.Raiser && Confidentiality == "named" && HeldByHandler(now.Today)?.Person is { } handler:
                AgreeToHandler(handler, now);
                break;
            case "send-message" or "add-evidence" or "give-consent" when move.As == Actor.Raiser && Running("information") is { } waiting:
                Stop(waiting, now.Today);
                Unpause(now.Today, now.Calendar);
                break;
        }
        if (Stage == Stage.Closed && move.From != Stage.Closed && move.Verb != Verbs.DecideReview)
        {
            var (outcome, reason) = Effects.ClosingCodes(move);
            (Outcome, ClosureReason) = (outcome.Length > 0 ? outcome : null, reason);
        }
        SetWords(move);
    }

    private void BeforeEntering(Move move)
    {
        var (input, now) = (move.In, move.Now);
        SetWordsBefore(move);
        switch (move.Verb.Code)
        {
            case "record-outcome":
                Outcome = input.Text("outcome");
                break;
            case "choose-route" or "escalate" or "refer" or "reopen":
                (Outcome, ClosureReason, ClosedOn) = (null, null, null);
                foreach (var grant in _grants.Where(g => g.EndedAt is null && g.Kind is GrantKind.Handler or GrantKind.Subject)) grant.Until = null;
                break;
            case "exclude-person":
                Exclude(move);
                break;
            case "recuse":
                _named.Add(new NamedPerson { CaseId = Id, Part = NamedPart.Recused, Person = move.Step.By });
                break;
            case "end-access":
                var gone = input.Party("person")!.Person;
                foreach (var grant in _grants.Where(g => g.Person == gone && g.EndedAt is null && g.Kind is not (GrantKind.Raiser or GrantKind.Subject)).ToList()) End(grant, move);
                break;
            case "record-leaving" when move.Choice == "mo":
                foreach (var grant in _grants.Where(g => g.Kind == GrantKind.Mo && g.Person == input.Party("person")!.Person && g.EndedAt is null).ToList()) End(grant, move);
                break;
            case "record-leaving" when move.Choice == "raiser":
                HasChannel = false;
                break;
            case "disclose":
                Disclose(move);
                break;
            case "find":
                Find(move);
                break;
            case "assess" or "record-resolution" or "decide":
                Decide(move);
                break;
            case "decide-review" when move.Choice == "reconsider":
                Facts.RemoveAll(f => f.StartsWith("decided:", StringComparison.Ordinal));
                (Outcome, ClosureReason, ClosedOn) = (null, null, null);
                break;
            case "ask-for-review":
                break;
            case "hand-over":
                Destination = input.Text("destination");
                break;
            case "decide-confidentiality" when move.Choice == "agreed":
                SetFact("name-withheld");
                break;
        }
    }

    private void Agree(string kind, IReadOnlyList<string> to, DateOnly? until, Circumstances now)
    {
        var one = to.Count == 1 ? Party.Parse(to[0]).Person : null;
        _consents.Add(new Consent { CaseId = Id, Kind = kind, To = Seal(now, "consent_to", string.Join('\n', to)), OnlyTo = kind is "use-name" or "share-narrative" ? one : null, GivenAt = now.Now, Until = until });
    }

    /// <summary>Choosing named agrees that this handler sees the name and the full account (routes, “What a handler reads”).</summary>
    private void AgreeToHandler(Pseudonym handler, Circumstances now)
    {
        foreach (var kind in new[] { "use-name", "share-narrative" })
            if (!Agreed(kind, now.Today, handler)) Agree(kind, ["p:" + handler], null, now);
    }

    private void Exclude(Move move)
    {
        foreach (var party in move.In.Parties("keep_out").Where(p => p.Person is { } who && !KeepsOut(who)))
        {
            _named.Add(new NamedPerson { CaseId = Id, Part = NamedPart.KeptOut, Person = party.Person, Reason = Seal(move.Now, "keep_out_reason", move.In.Text("reason")) });
            foreach (var grant in _grants.Where(g => g.Person == party.Person && g.EndedAt is null && g.Kind is not (GrantKind.Raiser or GrantKind.Subject)).ToList()) End(grant, move);
        }
    }

    private void Correct(Move move)
    {
        var (input, now) = (move.In, move.Now);
        var value = input.Text("new_value");
        string Wrong(string words) => throw new RefusedException("input", words, "new_value");
        switch (input.Text("fact"))
        {
            case "date":
                var day = input.Date("new_value") ?? throw new RefusedException("input", "Enter the correct date.", "new_value");
                if (day == OccurredOn) Wrong("Enter a date that differs from the one recorded.");
                move.Words["old"] = Inputs.Iso(OccurredOn);
                OccurredOn = day;
                break;
            case "setting":
                if (!now.Taxonomy.Has("settings", value) || value == Setting) Wrong("Choose a setting that differs from the one recorded.");
                move.Words["old"] = now.Taxonomy.Label("settings", Setting);
                Setting = value;
                break;
            case "theme":
                if (!now.Taxonomy.Has("themes", value) || value == MainTheme) Wrong("Choose a theme that differs from the one recorded.");
                move.Words["old"] = now.Taxonomy.Label("themes", MainTheme);
                Themes = [value, .. Themes.Where(t => t != value && t != MainTheme)];
                MainTheme = value;
                break;
            case "person":
                if (_grants.Any(g => g.Kind == GrantKind.Subject)) Wrong("The person named has been told already. Split the case instead.");
                var party = Party.Parse(value);
                if (Guards.IsSubject(this, party, now.Seam)) Wrong("Choose somebody who differs from the person recorded.");
                move.Words["old"] = Subject is { } s ? "p:" + s : ReadSubjectName(now.Seam) ?? "";
                (Subject, SubjectName) = (party.Person, party.Person is null ? Seal(now, "subject_name", party.Name) : Sealed.None);
                break;
            case "code":
                move.Words["old"] = string.Join(", ", Paragraphs);
                Paragraphs = [.. value.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
                break;
        }
    }

    private void Disclose(Move move)
    {
        _allegations.RemoveAll(a => a.Disclosed);
        AddAllegations(move.In, disclosed: true, move.Now);
        if (!_allegations.Any(a => a.Disclosed))
            foreach (var own in _allegations.ToList()) _allegations.Add(new Allegation { CaseId = Id, Number = own.Number, Disclosed = true, Text = own.Text, Heading = own.Heading, Paragraph = own.Paragraph });
    }

    internal void AddAllegations(Inputs input, bool disclosed, Circumstances now)
    {
        foreach (var a in input.Allegations)
            _allegations.Add(new Allegation { CaseId = Id, Number = a.Number, Disclosed = disclosed, Text = Seal(now, "allegation", a.Text), Heading = a.Heading, Paragraph = a.Paragraph });
    }

    private void Find(Move move)
    {
        foreach (var allegation in _allegations.Where(a => a.Disclosed))
        {
            allegation.Finding = move.In.Text($"findings.{allegation.Number}");
            allegation.FindingReason = Seal(move.Now, "finding_reason", move.In.Text($"findings.{allegation.Number}.reason"));
        }
        SetDecided(move.Choice!);
    }

    private void Decide(Move move)
    {
        var decided = (move.Verb.Code, move.Choice) switch
        {
            ("assess", "no-further-action") => "no-further-action",
            ("record-resolution", "agreed") => "informal-resolution",
            ("decide", "no-breach") => "no-breach",
            _ => null,
        };
        if (decided is not null) SetDecided(decided);
    }

    private void SetDecided(string outcome)
    {
        Facts.RemoveAll(f => f.StartsWith("decided:", StringComparison.Ordinal));
        SetFact("decided:" + outcome);
    }

    private void AddSanction(Move move)
    {
        var sanction = move.Now.Taxonomy.Sanction(move.In.Text("sanction"))!;
        _sanctions.Add(new RecordedSanction
        {
            CaseId = Id, Code = sanction.Code, Imposed = sanction.Power == SanctionPower.Impose, RecommendedTo = sanction.Power == SanctionPower.Recommend ? move.In.Text("recommend_to") : null,
            On = move.Now.Today, Reason = Seal(move.Now, "sanction_reason", move.In.Text("reason")),
        });
        move.Words["imposed"] = sanction.Power == SanctionPower.Impose ? "imposed" : "recommended";
    }

    /// <summary>Links two cases of one incident, as an import does for rows with the same key. Opens nothing of the other (invariant 38).</summary>
    public void Link(Case other) => LinkTo(other, LinkKind.Incident);

    internal void LinkTo(Case other, LinkKind kind)
    {
        if (_links.All(l => l.OtherId != other.Id)) _links.Add(new CaseLink { CaseId = Id, OtherId = other.Id, Other = other.Reference, Kind = kind });
        if (other._links.All(l => l.OtherId != Id)) other._links.Add(new CaseLink { CaseId = other.Id, OtherId = Id, Other = Reference, Kind = kind });
    }

    private void SplitOff(Move move)
    {
        var subject = move.In.Parties("subject").First(s => !Guards.IsSubject(this, s, move.Now.Seam));
        var part = Sibling(Route, RouteCode, subject, move.Now);
        part.CopyWords(this, move.Now);
        part.Facts = [.. Facts.Where(f => f is not ("paused" or "view" or "view-asked" or "draft" or "report" or "investigator" or "panel" or "finding") && !f.StartsWith("decided:", StringComparison.Ordinal))];
        foreach (var allegation in _allegations.Where(a => !a.Disclosed))
            part._allegations.Add(new Allegation { CaseId = part.Id, Number = allegation.Number, Text = part.Seal(move.Now, "allegation", move.Now.Seam.Open(allegation.Text, Id, "allegation")), Heading = allegation.Heading, Paragraph = allegation.Paragraph });
        foreach (var consent in _consents.Where(c => c.StandsOn(move.Now.Today)))
            part._consents.Add(new Consent { CaseId = part.Id, Kind = consent.Kind, OnlyTo = consent.OnlyTo, To = part.Seal(move.Now, "consent_to", move.Now.Seam.Open(consent.To, Id, "consent_to")), Wording = consent.Wording, GivenAt = consent.GivenAt, Until = consent.Until });
        part.Open(Stage, move, held: _grants.Where(g => g.EndedAt is null && g.Kind is GrantKind.Handler or GrantKind.Mo));
        LinkTo(part, LinkKind.Split);
    }

    private void Convert(Move move)
    {
        var subject = move.In.Party("subject") ?? (Subject is { } s ? Party.Of(s) : Party.Called(ReadSubjectName(move.Now.Seam) ?? ""));
        var formal = Sibling(Route.R3, "formal-complaint", subject, move.Now);
        formal.CopyFacts(this, move.Now);
        formal.OccurredOn = move.In.Date("occurred_on") ?? OccurredOn;
        formal.Confidentiality = Confidentiality == "anonymous" ? "anonymous" : move.In.Text("name_consent") == "yes" ? "named" : "confidential";
        // The account is the fresh allegation; nothing of the informal case goes along by itself.
        formal.Narrative = formal.Seal(move.Now, "narrative", string.Join("\n\n", move.In.Allegations.Select(a => a.Text)));
        formal.AddAllegations(move.In, disclosed: false, move.Now);
        if (formal.Confidentiality == "named") formal.Agree("use-name", ["the member"], null, move.Now);
        formal.Carry(this, move);
        formal.Open(Stage.Received, move);
        LinkTo(formal, LinkKind.Converted);
    }

    private void MakeInformal(Move move)
    {
        var code = move.In.Text("route");
        var route = RouteTable.RouteOf(code) is { } r && (r is Route.R1 or Route.R2) ? r : throw new RefusedException("input", "Choose an informal route.", "route");
        var informal = Sibling(route, code, Subject is { } s ? Party.Of(s) : Party.Called(ReadSubjectName(move.Now.Seam) ?? ""), move.Now);
        informal.CopyFacts(this, move.Now);
        informal.CopyWords(this, move.Now);
        informal.Open(route == Route.R1 ? Stage.Offered : Stage.Received, move);
        LinkTo(informal, LinkKind.Converted);
    }

    /// <summary>A new case of the same concern and raiser (invariants 4 and 5).</summary>
    private Case Sibling(Route route, string code, Party subject, Circumstances now)
    {
        var part = new Case
        {
            Reference = now.NewReference(), ConcernId = ConcernId, ConcernReference = ConcernReference, FirstRouteCode = FirstRouteCode, Route = route, RouteCode = code, Raiser = Raiser,
            SourceGroup = SourceGroup, Confidentiality = Confidentiality, HasChannel = HasChannel, SubjectType = SubjectType, OccurredOn = OccurredOn, OccurredUntil = OccurredUntil,
            ReceivedOn = now.Today, ReceivedAt = now.Now, Setting = Setting, Themes = [.. Themes], MainTheme = MainTheme, Paragraphs = [.. Paragraphs], Nolan = [.. Nolan],
        };
        part.Subject = subject.Person;
        if (subject.Person is null) part.SubjectName = part.Seal(now, "subject_name", subject.Name);
        if (now.People.Find(subject.Person) is { } known) part.SubjectType = SubjectTypes.Of(known, now.Today);
        if (ReadRaiserName(now.Seam) is { } name) part.RaiserName = part.Seal(now, "raiser_name", name, KeyKind.Identity);
        return part;
    }

    /// <summary>People kept out and witnesses stay so in every case of the concern.</summary>
    private void CopyFacts(Case from, Circumstances now)
    {
        Summary = Seal(now, "summary", now.Seam.Open(from.Summary, from.Id, "summary"));
        foreach (var named in from._named.Where(n => n.Part != NamedPart.Recused))
        {
            _named.Add(new NamedPerson
            {
                CaseId = Id, Part = named.Part, Person = named.Person, Name = named.Name.IsEmpty ? Sealed.None : Seal(now, "named_name", now.Seam.Open(named.Name, from.Id, "named_name")),
                Reason = named.Reason.IsEmpty ? Sealed.None : Seal(now, "keep_out_reason", now.Seam.Open(named.Reason, from.Id, "keep_out_reason")),
            });
        }
    }

    private void CopyWords(Case from, Circumstances now)
    {
        if (Summary.IsEmpty) CopyFacts(from, now);
        Narrative = Seal(now, "narrative", now.Seam.Open(from.Narrative, from.Id, "narrative"));
        Place = Seal(now, "place", now.Seam.Open(from.Place, from.Id, "place"));
        Wish = Seal(now, "wish", now.Seam.Open(from.Wish, from.Id, "wish"));
        Support = Seal(now, "support", now.Seam.Open(from.Support, from.Id, "support"));
    }

    /// <summary>Carries over what the raiser chose of their own papers; of nobody else's.</summary>
    private void Carry(Case from, Move move)
    {
        var chosen = move.In.List("carry").Select(n => int.TryParse(n, out var number) ? number : 0).ToHashSet();
        foreach (var paper in from._events.Where(e => chosen.Contains(e.Number) && e.Verb == "add-evidence" && (e.OnBehalfOf ?? e.As) == Actor.Raiser))
        {
            _events.Add(new CaseEvent
            {
                CaseId = Id, Number = _events.Count + 1, Verb = paper.Verb, As = paper.As, By = paper.By, Hat = paper.Hat, OnBehalfOf = paper.OnBehalfOf, At = move.Now.Now, On = move.Now.Today,
                From = Stage.Received, To = Stage.Received, Payload = Seal(move.Now, "event", from.Read(paper, move.Now.Seam).ToJson()),
            });
        }
    }

    /// <summary>Opens a case beside another: raiser's and holder's grants, first clocks, first event.</summary>
    private void Open(Stage stage, Move by, IEnumerable<Grant>? held = null)
    {
        var move = new Move(this, by.Step with { OnBehalfOf = by.Step.OnBehalfOf }, by.Now) { Choice = by.Choice, Row = by.Row };
        Give(new PlannedGrant(GrantKind.Raiser, Raiser, SourceGroup == "anonymous" ? "receipt" : RaiserHat(by.Now), "clear"), move);
        if (held is not null)
            foreach (var grant in held) Give(new PlannedGrant(grant.Kind, grant.Person, grant.Hat, grant.Check) { StartsOn = grant.StartsOn, Until = grant.Until }, move);
        else if (stage == Stage.Received)
            foreach (var grant in GrantPlan.Mo(this, by.Now, move)) Give(grant, move);
        else
            Give(GrantPlan.Handler(this, Route, RouteCode, move, Handlers.Options(this, Route, RouteCode, by.Now)), move);
        Enter(stage, move);
        if (Route is Route.R1 or Route.R4 or Route.R5 && Confidentiality == "named" && by.As == Actor.Raiser && HeldByHandler(by.Now.Today)?.Person is { } handler) AgreeToHandler(handler, by.Now);
        RefreshLists(by.Now.Today);
        move.Words["new"] = Reference.Value;
        move.Words["route"] = RouteCode;
        move.Words["due"] = Inputs.Iso(MainClock?.DueOn);
        Record(move);
        by.Opened.Add(this);
        by.Words["new"] = Reference.Value;
        foreach (var (key, value) in move.Words.Where(w => w.Key == "diverted")) by.Words[key] = value;
    }

    private string RaiserHat(Circumstances now) => now.People.Find(Raiser)?.Kind switch { PersonKind.Officer => "officer", PersonKind.Member => "member", _ => Confidentiality == "anonymous" ? "receipt" : "public" };

    /// <summary>What the sentence says of the state before the step.</summary>
    private void SetWordsBefore(Move move)
    {
        if (move.Verb == Verbs.Extend) move.Words["due"] = Inputs.Iso(MainClock!.DueOn);
        if (move.OldHolder is { } old) move.Words["old"] = "p:" + old;
    }

    private void SetWords(Move move)
    {
        var (words, input) = (move.Words, move.In);
        words["with"] = WithWords(move.Now);
        if (move.Verb.Code is "choose-route" or "submit" or "record-concern" or "make-informal") words["route"] = move.Verb == Verbs.MakeInformal ? input.Text("route") : RouteCode;
        if (move.Verb.Code is "escalate" or "choose-route" && HeldByHandler(move.Now.Today) is { } handler) words["to"] = handler.Hat;
        if (move.Verb.Code is "link" or "merge" && move.Now.Other is { } other) words["other"] = other.Reference.Value;
        if (move.Verb.Code is "recuse" or "name-substitute" or "reassign" && Holder(move.Now.Today) is { } next) words["new"] = next.Hat;
        if (move.Verb.Code == "extend") words["new"] = input.Text("due_on");
        if (move.Verb.Code == "correct") words["new"] = input.Text("new_value");
        if (move.Verb.Code == "request-view") words["n"] = input.List("papers").Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (move.Choice is { } choice && move.Verb.Code is "assess" or "decide" or "decide-review" or "record-resolution" or "decide-confidentiality" or "apply-filter" or "find") words["decision"] = move.Choice ?? "";
        if (Outcome is not null) words["outcome"] = Outcome;
        if (ClosureReason is not null) words["closure_reason"] = ClosureReason;
        if (Destination is not null) words["destination"] = Destination;
        if (move.Verb.Code == "apply-filter") words["reason"] = string.Join(" ", Enumerable.Range(1, 4).Where(n => input.Text($"filter_answers.{n}") == "no" || move.Choice == "pass").Select(n => input.Text($"filter_answers.{n}.reason")));
        if (Running("draft-comments") is { } draft && move.Verb == Verbs.CirculateDraft) words["due"] = Inputs.Iso(draft.DueOn);
    }

    private string WithWords(Circumstances now) => Holder(now.Today)?.Hat ?? "monitoring-officer";
}
