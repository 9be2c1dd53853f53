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
        ["narrative", "summary", "place", "wish", "support", "witnesses", "keep_out_reason", "allegations", "subject", "raiser", "files", "file_notes", Case.EvidenceFiles];

    /// <summary>Before new grants are given and the stage is entered.</summary>
    public static void Before(Move move) => move.Case.Effect(move, after: false);

    /// <summary>After the stage was entered and its clocks started.</summary>
    public static void After(Move move) => move.Case.Effect(move, after: true);

    /// <summary>The inputs that the event keeps.</summary>
    public static Inputs Payload(Move move)
    {
        // A name that was withheld until now stands beside the case under the key of identities, and nowhere else.
        if (move.Verb == Verbs.AcceptDisclosure) return new Inputs(move.In.Values.Where(v => v.Key != "raiser_name"));
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
                // A disagreement about a report has no such outcome of its own: the report stands, and the complaint goes its own way.
                return (c.Route == Route.R4 ? "report-unchanged" : "converted-to-formal", "other-procedure");
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
                // Who no longer agrees to be named has asked for confidentiality.
                if (input.Text("consent_kind") == "use-name" && Confidentiality == "named") Confidentiality = "confidential";
                break;
            case "accept-disclosure":
                if (Confidentiality == "anonymous") RaiserName = Seal(now, "raiser_name", input.Text("raiser_name"), KeyKind.Identity);
                Confidentiality = "named";
                Facts.Remove("name-withheld");
                Agree("use-name", ["the member"], null, now);
                break;
            case "circulate-draft" when Running("draft-comments") is { } asked && input.Date("due_on") > asked.DueOn:
                (asked.DueOn, asked.Extended) = (input.Date("due_on")!.Value, true);
                break;
            case "advise" when Running("follow-up") is { } next && input.Date("due_on") is { } day:
                (next.DueOn, next.Extended) = (day, true);
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
                Extend(MainClock!, input.Date("due_on")!.Value, now);
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
                foreach (var grant in Live(GrantKind.IndependentPerson, now.Today).Where(g => g.Person == move.Acting)) grant.Until = now.Calendar.Add(now.Today, 5);
                break;
            case "link":
                LinkTo(now.Other!, LinkKind.Incident);
                break;
            case "split" or "convert" or "make-informal":
                foreach (var opened in move.Opened) LinkTo(opened, move.Verb == Verbs.Split ? LinkKind.Split : LinkKind.Converted);
                break;
            case "merge":
                LinkTo(now.Other!, LinkKind.Merged);
                break;
            case "choose-route" or "escalate" when move.As == Actor.Raiser && input.Ticked("handler_named") && HeldByHandler(now.Today)?.Person is { } handler:
                AgreeToHandler(handler, now);
                break;
        }
        // What was waited for is here: the clock goes on by itself (routes, section 3, information).
        if (move.As == Actor.Raiser && move.Verb.Code is "send-message" or "add-evidence" or "give-consent" && Running("information") is { } waiting)
        {
            Stop(waiting, now.Today);
            Unpause(now.Today, now.Calendar);
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
                break;
            case "exclude-person":
                Exclude(move);
                break;
            case "recuse":
                _named.Add(new NamedPerson { CaseId = Id, Part = NamedPart.Recused, Person = move.Acting });
                // Who stands aside keeps no other way in, nor cover for somebody else (invariant 43).
                foreach (var grant in _grants.Where(g => g.Person == move.Acting && g.EndedAt is null && g.Kind is not (GrantKind.Raiser or GrantKind.Subject)).ToList()) End(grant, move);
                break;
            case "arrange-cover":
                foreach (var grant in _grants.Where(g => g is { Kind: GrantKind.Mo, Hat: "cover", EndedAt: null })) End(grant, move);
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
                // What the earlier decision found and imposed no longer stands; the events keep it.
                foreach (var allegation in _allegations) (allegation.Finding, allegation.FindingReason) = (null, Sealed.None);
                _sanctions.Clear();
                break;
            case "hand-over":
                Destination = input.Text("destination");
                break;
            case "decide-confidentiality" when move.Choice == "agreed":
                SetFact("name-withheld");
                break;
        }
        // A case that goes on after it was closed is open again to those whose access was running out.
        if (move.From == Stage.Closed && move.Target != Stage.Closed)
            foreach (var grant in _grants.Where(g => g.EndedAt is null && g.Kind is GrantKind.Handler or GrantKind.Subject)) grant.Until = null;
    }

    private static void Extend(CaseClock clock, DateOnly due, Circumstances now)
    {
        clock.Extended = true;
        // A paused clock keeps what is left up to the new date.
        if (clock.PausedOn is { } paused) clock.DaysLeft = now.Calendar.Between(now.Today, due);
        clock.DueOn = clock.PausedOn is { } since ? now.Calendar.Add(since, clock.DaysLeft ?? 0) : due;
    }

    private void Agree(string kind, IReadOnlyList<string> to, DateOnly? until, Circumstances now)
    {
        // Name and account are for one person each, so that a later handler needs them again (routes, “What a handler reads”).
        var each = kind is "use-name" or "share-narrative" ? to.Select(t => (IReadOnlyList<string>)[t]) : [to];
        foreach (var told in each)
        {
            var one = kind is "use-name" or "share-narrative" ? Party.Parse(told[0]).Person : null;
            var id = DayOnly.NewId();
            _consents.Add(new Consent { Id = id, CaseId = Id, Kind = kind, To = Seal(now, "consent_to", string.Join('\n', told), row: id), OnlyTo = one, GivenAt = now.Now, Until = until });
        }
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
            Name(NamedPart.KeptOut, party.Person, "", move.In.Text("reason"), move.Now);
            foreach (var grant in _grants.Where(g => g.Person == party.Person && g.EndedAt is null && g.Kind is not (GrantKind.Raiser or GrantKind.Subject)).ToList()) End(grant, move);
        }
    }

    private void Correct(Move move)
    {
        var (input, now) = (move.In, move.Now);
        var value = input.Text("new_value");
        switch (input.Text("fact"))
        {
            case "date":
                var day = input.Date("new_value")!.Value;
                move.Words["old"] = Inputs.Iso(OccurredOn);
                // Another version may have been in force on that day, and its numbers mean other paragraphs (invariant 41).
                if (now.Protocol is { } protocol && protocol.InForceOn(OccurredOn) != protocol.InForceOn(day)) Paragraphs = [];
                OccurredOn = day;
                if (OccurredUntil < day) OccurredUntil = null;
                break;
            case "setting":
                move.Words["old"] = now.Taxonomy.Label("settings", Setting);
                Setting = value;
                break;
            case "theme":
                move.Words["old"] = now.Taxonomy.Label("themes", MainTheme);
                Themes = [value, .. Themes.Where(t => t != value && t != MainTheme)];
                MainTheme = value;
                break;
            case "person":
                var party = Party.Parse(value);
                move.Words["old"] = Subject is { } s ? "p:" + s : ReadSubjectName(now.Seam) ?? "";
                (Subject, SubjectName) = (party.Person, party.Person is null ? Seal(now, "subject_name", party.Name) : Sealed.None);
                if (party.In(now.People) is { } known) SubjectType = SubjectTypes.Of(known, ReceivedOn);
                break;
            case "code":
                move.Words["old"] = string.Join(", ", Paragraphs);
                Paragraphs = [.. ParagraphsIn(value)];
                break;
        }
    }

    private void Disclose(Move move)
    {
        _allegations.RemoveAll(a => a.Disclosed);
        AddAllegations(move.In, disclosed: true, move.Now);
        if (!_allegations.Any(a => a.Disclosed))
            foreach (var own in _allegations.ToList()) Allege(own.Number, disclosed: true, Read(own, move.Now.Seam), own.Heading, own.Paragraph, move.Now);
    }

    internal void AddAllegations(Inputs input, bool disclosed, Circumstances now)
    {
        foreach (var a in input.Allegations) Allege(a.Number, disclosed, a.Text, a.Heading, a.Paragraph, now);
    }

    private void Allege(int number, bool disclosed, string text, string heading, string? paragraph, Circumstances now)
    {
        var id = DayOnly.NewId();
        _allegations.Add(new Allegation { Id = id, CaseId = Id, Number = number, Disclosed = disclosed, Text = Seal(now, "allegation", text, row: id), Heading = heading, Paragraph = paragraph });
    }

    // The name of somebody the council knows is theirs to change; it is looked up, and not kept here.
    private void Name(NamedPart part, Pseudonym? person, string name, string reason, Circumstances now)
    {
        var id = DayOnly.NewId();
        _named.Add(new NamedPerson { Id = id, CaseId = Id, Part = part, Person = person, Name = Seal(now, "named_name", person is null ? name : "", row: id), Reason = Seal(now, "keep_out_reason", reason, row: id) });
    }

    private void Find(Move move)
    {
        foreach (var allegation in _allegations.Where(a => a.Disclosed))
        {
            allegation.Finding = move.In.Text($"findings.{allegation.Number}");
            allegation.FindingReason = Seal(move.Now, "finding_reason", move.In.Text($"findings.{allegation.Number}.reason"), row: allegation.Id, version: allegation.FindingReason.IsEmpty ? 1 : allegation.FindingReason.RowVersion + 1);
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
        var id = DayOnly.NewId();
        _sanctions.Add(new RecordedSanction
        {
            Id = id,
            CaseId = Id,
            Code = sanction.Code,
            Imposed = sanction.Power != SanctionPower.Recommend,
            RecommendedTo = sanction.Power == SanctionPower.Recommend ? move.In.Text("recommend_to") : null,
            On = move.Now.Today,
            Reason = Seal(move.Now, "sanction_reason", move.In.Text("reason"), row: id),
        });
        move.Words["imposed"] = sanction.Power == SanctionPower.Recommend ? "recommended" : "imposed";
    }

    /// <summary>Links two cases of one incident, as an import does for rows with the same key. Opens nothing of the other (invariant 38).</summary>
    public void Link(Case other) => LinkTo(other, LinkKind.Incident);

    internal void LinkTo(Case other, LinkKind kind)
    {
        if (_links.All(l => l.OtherId != other.Id)) _links.Add(new CaseLink { CaseId = Id, OtherId = other.Id, Other = other.Reference, Kind = kind });
        if (other._links.All(l => l.OtherId != Id)) other._links.Add(new CaseLink { CaseId = other.Id, OtherId = Id, Other = Reference, Kind = kind });
    }

    /// <summary>A new case of the same concern and raiser (invariants 4 and 5).</summary>
    private Case Sibling(Route route, string code, Party subject, Circumstances now)
    {
        var part = new Case
        {
            Reference = now.NewReference(),
            ConcernId = ConcernId,
            ConcernReference = ConcernReference,
            FirstRouteCode = FirstRouteCode,
            Route = route,
            RouteCode = code,
            Raiser = Raiser,
            SourceGroup = SourceGroup,
            Confidentiality = Confidentiality,
            HasChannel = HasChannel,
            SubjectType = SubjectType,
            OccurredOn = OccurredOn,
            OccurredUntil = OccurredUntil,
            ReceivedOn = now.Today,
            ReceivedAt = now.Now,
            Setting = Setting,
            Themes = [.. Themes],
            MainTheme = MainTheme,
            Paragraphs = [.. Paragraphs],
            Nolan = [.. Nolan],
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
        foreach (var named in from._named.Where(n => n.Part != NamedPart.Recused)) Name(named.Part, named.Person, from.ReadName(named, now.Seam), from.ReadReason(named, now.Seam), now);
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
            var id = DayOnly.NewId();
            _events.Add(new CaseEvent
            {
                Id = id,
                CaseId = Id,
                Number = _events.Count + 1,
                Verb = paper.Verb,
                As = paper.As,
                By = paper.By,
                Hat = paper.Hat,
                OnBehalfOf = paper.OnBehalfOf,
                At = move.Now.Now,
                On = move.Now.Today,
                From = Stage.Received,
                To = Stage.Received,
                Payload = Seal(move.Now, "event", from.Read(paper, move.Now.Seam).ToJson(), row: id),
            });
        }
    }

    private string RaiserHat(Circumstances now) => now.People.Find(Raiser)?.Kind switch { PersonKind.Officer => "officer", PersonKind.Member => "member", _ => Confidentiality == "anonymous" ? "receipt" : "public" };

    /// <summary>What the sentence says of the state before the step.</summary>
    private void SetWordsBefore(Move move)
    {
        if (move.Verb == Verbs.Extend) move.Words["due"] = Inputs.Iso(MainClock!.DueIf(move.Now.Today, move.Now.Calendar));
        if (move.OldHolder is { } old) move.Words["old"] = "p:" + old;
        if (move.Verb == Verbs.RecordLeaving) move.Words["old_hat"] = Handlers.LevelOf(this);
    }

    private void SetWords(Move move)
    {
        var (words, input) = (move.Words, move.In);
        words["with"] = WithWords(move.Now);
        if (move.Verb.Code is "choose-route" or "submit" or "record-concern" or "make-informal") words["route"] = move.Verb == Verbs.MakeInformal ? input.Text("route") : RouteCode;
        if (move.Verb.Code is "escalate" or "choose-route" && HeldByHandler(move.Now.Today) is { } handler) words["to"] = handler.Hat;
        if (move.Verb.Code is "link" or "merge" && move.Now.Other is { } other) words["other"] = other.Reference.Value;
        if (move.Verb.Code is "recuse" or "name-substitute" or "reassign" && move.Planned.FirstOrDefault(p => p.Hat != "cover") is { } next) words["new"] = next.Hat;
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
