using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.PerformVerb;

/// <summary>
/// Makes the fields of an act from the inputs that it declares: the type of an input says how it is asked, its list or the case which answers there are.
/// An input that has only one possible answer is not asked.
/// </summary>
internal sealed class VerbFields
{
    private readonly VerbAttempt _attempt;
    private readonly VerbAnswers _typed;
    private readonly bool _more;

    private VerbFields(VerbAttempt attempt, VerbAnswers typed, bool more) => (_attempt, _typed, _more) = (attempt, typed, more);

    private Case Case => _attempt.Case;
    private Circumstances Now => _attempt.Now;
    private Verb Verb => _attempt.Verb;
    private Taxonomy Taxonomy => Now.Taxonomy;

    /// <summary>The fields of that act on that case, in the order in which they are asked.</summary>
    public static IReadOnlyList<VerbField> Of(VerbAttempt attempt, VerbAnswers typed, bool more) => new VerbFields(attempt, typed, more).Build();

    private List<VerbField> Build()
    {
        var fields = Order().SelectMany(Field).ToList();
        if (_attempt.For is not null) fields.AddRange(RecordedFor());
        return fields;
    }

    // The table lists inputs; here they stand in the order in which somebody thinks about them, with the questions that only the guards know of.
    private IEnumerable<string> Order() => Verb.Code switch
    {
        "triage" => ["protected", "action", "note"],
        "end-comments" => ["reason", "no_comment"],
        "decide" => ["considered", "decision", "reason"],
        "assess" => ["interest_test", "decision", "reason"],
        "record-resolution" => ["decision", "action", "reason"],
        "decide-review" => ["decision", "reason", "letters"],
        "find" => ["findings", "considered"],
        "circulate-draft" => ["files", "due_on", "neutral"],
        "file-report" => ["files", "proposed", "note"],
        "publish" => ["letters", "subject_asks"],
        "exclude-person" => ["keep_out", "reason"],
        "close" => Closing(),
        "choose-route" or "make-informal" => ["route", "handler_confirmed", "reason"],
        "escalate" => ["handler", "handler_confirmed", "handler_named", "reason"],
        "accept-disclosure" => ["name_consent", "raiser_name"],
        "record-leaving" => ["person", "done_on"],
        _ => Verb.Inputs.Select(i => i.TrimEnd('?')),
    };

    private IEnumerable<string> Closing() => (Case.Route, Case.Stage) switch
    {
        (_, Stage.Outcome) => _attempt.Whose == Actor.Raiser ? [] : ["agreed", "message"],
        (_, Stage.RaiserChoice) or (Route.R3, Stage.Filter) => ["message"],
        _ => ["outcome", "closure_reason", "message"],
    };

    private IEnumerable<VerbField> Field(string input) => input switch
    {
        "files" when Verb == Verbs.AddEvidence => [],
        "files" => [Text("files", Verb.Inputs.Contains("files?") ? "Papers that go with it (optional)" : "What the papers say", "Describe them, or copy in what they say.", most: 20000, rows: Verb.Inputs.Contains("files?") ? 3 : 12)],
        "reason" or "message" or "note" or "risk" or "considered" or "view_text" or "crime" => [Text(input, rows: input is "view_text" or "considered" ? 10 : 5)],
        "legal_duty" => [Text(input, rows: 2)],
        "conflict_declaration" => Now.SameConcern.Any(s => _attempt.Me is { } me && Conflicts.Advised(s, me)) && Case.Route == Route.R3 ? [Text(input)] : [],
        "due_on" => [Date(input, Verb == Verbs.Extend ? DateBound.Any : DateBound.Future)],
        "until" or "done_on" or "hearing_on" => [Date(input)],
        "occurred_on" => [Date(input) with { Default = [Inputs.Iso(Case.OccurredOn)] }],
        "neutral" or "declaration" => [Named(input, new VerbField(input, FieldKind.Tick, RouteTable.Input(input).Label))],
        "allegations" => Allegations(),
        "subject" => Subject(),
        "route" => RouteChoice(),
        "handler" => Handler("handler", Handlers.Above(Case, Now)),
        "handler_confirmed" => Confirming() ? [new VerbField("handler_confirmed", FieldKind.Tick, "This person was named as a witness, and is chosen all the same")] : [],
        "handler_named" => _attempt.Whose == Actor.Raiser ? [HandlerNamed(input)] : [],
        "raiser_name" => Case.Confidentiality == "anonymous" ? [new VerbField(input, FieldKind.Line, "The name of the person who raised it") { Hint = "They sent it without one.", Most = 200, Missing = "Enter the name." }] : [],
        "keep_out" => [Named(input, new VerbField(input, FieldKind.People, "") { People = People(Now.People.People.Where(p => p.ServesOn(Now.Today))) })],
        "consent_kind" => [ConsentKind()],
        "consent_to" => ConsentTo(),
        "contact" => [Contact()],
        "action" => [Choices(input, FieldKind.Checkboxes, Actions())],
        "note_kind" => _attempt.Reader.Reads(CaseParts.LegalNotes)
            ? [Choices(input, FieldKind.Radios, [new("internal", "Internal", "Whoever holds the case as Monitoring Officer can read it."), new("legal", "Legal advice", "Privileged. Only Monitoring Officers on this case can read it.")])]
            : _attempt.As == Actor.Investigator
                ? [Choices(input, FieldKind.Radios, [new("plan", "Plan of the investigation", "Whom you will speak to, which papers you need, and by when."), new("internal", "Internal", "The Monitoring Officer of this case can read it.")])]
                : [Fixed(input, "internal")],
        "outcome" => Outcome(),
        "closure_reason" => [],
        "destination" => [Choices(input, FieldKind.Radios, Terms("off_ramps"))],
        "pressure" => [Pressure()],
        "carry" => Papers(input, CasePapers.All(Case).Where(p => p.From == Actor.Raiser && p.Event.Verb == "add-evidence")),
        "papers" => Papers(input, CasePapers.Of(Case, _attempt.Reader)),
        "name_consent" => [Choices(input, FieldKind.Radios, NameConsent())],
        "pause_reason" => [Choices(input, FieldKind.Radios, [.. Taxonomy.List(input + "s").Select(t => new FieldChoice(t.Code, t.Code switch { "waiting-raiser" => "Waiting for the person who raised it", "waiting-subject" => "Waiting for the person it is about", _ => t.Label }))])],
        "fact" => [Fact()],
        "new_value" => [],
        "case" => [Named(input, new VerbField(input, FieldKind.Line, RouteTable.Input(input).Label) { Most = 20, Missing = "Enter the reference of the other case." })],
        "person" => Person(),
        "thread" => Thread(),
        "filter_answers" => Filter(),
        "conf_decision" => [Choices(input, FieldKind.Radios, ConfidentialityDecision()) with { Hint = WhyPrivate() }],
        "decision" => [Choices(input, FieldKind.Radios, Decision())],
        "interest_test" => InterestTest(),
        "findings" => Findings(),
        "proposed" => Proposals(),
        "sanction" => Sanctions(),
        "recommend_to" => [],
        "members" => [Named(input, new VerbField(input, FieldKind.People, "") { People = People(Panel()) })],
        "letters" => Letters(),
        "protected" => [Whistleblowing()],
        "no_comment" => [new VerbField(input, FieldKind.Tick, "The member has said that they will not comment") { Hint = "Only then can the wait end before its last day." }],
        "agreed" => [new VerbField(input, FieldKind.Tick, "The person who raised it has told me that it is settled") { Hint = "Only then can it close before the last day to reply." }],
        "subject_asks" => Case.Has("finding") || !Now.Rules.NoBreachPublished ? [] : [new VerbField(input, FieldKind.Tick, "The member has asked for it to be published") { Hint = "No breach was found: only the member can ask for that to be published." }],
        _ => throw new InvalidOperationException($"No form asks for {input}."),
    };

    // Words: those of the act, otherwise those of the input.
    private VerbField Named(string input, VerbField field)
    {
        var words = _attempt.Text.Fields.GetValueOrDefault(input);
        return field with
        {
            Label = words?.Label ?? (field.Label.Length > 0 ? field.Label : RouteTable.Input(input).Label),
            Hint = words?.Hint is { } hint ? VerbWords.Fill(hint, Now) : field.Hint,
            Section = words?.Section ?? field.Section,
        };
    }

    private VerbField Text(string input, string label = "", string? hint = null, int? most = null, int rows = 5) =>
        Named(input, new VerbField(input, FieldKind.Text, label) { Hint = hint, Rows = rows, Most = most ?? InputRules.Range(input)?.Most });

    private VerbField Date(string input, DateBound bound = DateBound.Any) => Named(input, new VerbField(input, FieldKind.Date, "") { Bound = bound });

    private VerbField Choices(string input, FieldKind kind, IReadOnlyList<FieldChoice> choices) => Named(input, new VerbField(input, kind, RouteTable.Inputs.Any(i => i.Code == input) ? "" : input) { Choices = choices });

    private static VerbField Fixed(string input, string value) => new(input, FieldKind.Fixed, input) { Default = [value] };

    private IReadOnlyList<FieldChoice> Terms(string list) => [.. Taxonomy.List(list).Select(t => new FieldChoice(t.Code, t.Label))];

    private IReadOnlyList<PersonChoice> People(IEnumerable<Person> people) => [.. people.Select(p => new PersonChoice(Value(p), p.Name, About(p)))];

    private string Value(Person person) => Party.Of(Now.People.PseudonymOf(person)).ToString();

    private static string? About(Person person) => person.Kind == PersonKind.Member ? person.Ward.Length > 0 ? person.Ward : null : person.JobTitle.Length > 0 ? person.JobTitle : RoleWords.First(person);

    private string Limit(string clock) => VerbWords.Fill($"{{clock:{clock}}}", Now);

    private IReadOnlyList<FieldChoice> Actions()
    {
        var formal = _attempt.Whose == Actor.Mo;
        var leader = Case.Route is not (Route.R4 or Route.R5);
        return [.. Taxonomy.List("informal_outcomes").Where(t => t.Code != "converted-to-formal" && (formal || t.Code != "suggested-formal") && (leader || t.Code != "group-leader-spoken-to"))
            .Select(t => new FieldChoice(t.Code, Verb == Verbs.Triage ? Planned.GetValueOrDefault(t.Code, t.Label) : t.Label))];
    }

    private static readonly Dictionary<string, string> Planned = new()
    {
        ["advised-officer"] = "Advise the person who raised it",
        ["advised-member"] = "Speak to the member",
        ["group-leader-spoken-to"] = "Speak to the Group Leader",
        ["apology"] = "Seek an apology",
        ["mediation"] = "Offer mediation",
        ["training"] = "Arrange training",
        ["process-change"] = "Change how something is done",
        ["suggested-formal"] = "Suggest a formal complaint",
    };

    private VerbField Contact()
    {
        var other = Case.Route switch { Route.R5 => "The officer it is about", Route.R4 => "The other side", _ => "The member" };
        var risk = Case.Has("risk") && Verb == Verbs.Advise;
        string? Missing(string kind) => Case.Agreed(kind, Now.Today) ? "The person who raised it has agreed to this."
            : risk ? "Not agreed to. An overriding risk is recorded." : "The person who raised it has not agreed to this yet.";
        List<FieldChoice> choices = [new("nobody", "Nobody else"), new("member", other, Missing("contact-member"))];
        if (Case.Route is not (Route.R4 or Route.R5)) choices.Add(new("group-leader", "The Group Leader", GroupLeader() is null ? "The member leads the group or has none. Speak to the member instead." : Missing("contact-group-leader")));
        return Choices("contact", FieldKind.Radios, choices);
    }

    private Person? GroupLeader() => Now.People.Find(Case.Subject) is { } member ? Now.People.GroupLeaderOf(member, Now.Today) : null;

    private VerbField ConsentKind()
    {
        var codes = Taxonomy.List("consent_kinds").Where(t => Fits(t.Code));
        if (Verb == Verbs.WithdrawConsent) codes = codes.Where(t => Case.Agreed(t.Code, Now.Today));
        var asked = Verb == Verbs.GiveConsent ? Asked() : Inputs.Empty;
        return Choices("consent_kind", FieldKind.Radios, [.. codes.Select(t => new FieldChoice(t.Code, _attempt.As == Actor.Raiser ? t.Label.Sentence() : OfRaiser.GetValueOrDefault(t.Code, t.Label.Sentence())))]) with { Default = asked.List("consent_kind") };

        bool Fits(string code) => code switch
        {
            "contact-group-leader" => Case.Route is not (Route.R4 or Route.R5),
            "share-narrative" => Case.Route is Route.R1 or Route.R4 or Route.R5,
            "tell-monitoring-officer" => Case.Route is Route.R1 or Route.R4,
            _ => true,
        };
    }

    // What the raiser was last asked to agree to.
    private Inputs Asked() => Case.Events.LastOrDefault(e => e.Verb == Verbs.AskConsent.Code) is { } asked ? Case.Read(asked, Now.Seam) : Inputs.Empty;

    private static readonly Dictionary<string, string> OfRaiser = new() { ["use-name"] = "Using their name", ["share-narrative"] = "Sharing their full account" };

    private IEnumerable<VerbField> ConsentTo()
    {
        var people = new List<FieldChoice> { new(Case.Subject is { } s ? Party.Of(s).ToString() : _attempt.Words.SubjectName, _attempt.Words.SubjectName, "The person it is about") };
        if (GroupLeader() is { } leader && Case.Route is not (Route.R4 or Route.R5)) people.Add(new(Value(leader), leader.Name, "Group Leader"));
        foreach (var holder in Case.Live(GrantKind.Handler, Now.Today).Concat(Case.Live(GrantKind.Mo, Now.Today)).Where(g => g.Person is not null && Now.People.Find(g.Person) is not null))
            people.Add(new(Party.Of(holder.Person!.Value).ToString(), Now.People.Find(holder.Person)!.Name, "Deals with this case"));
        if (Case.Route is Route.R1 or Route.R4) people.Add(new("the Monitoring Officer", "The Monitoring Officer"));
        people.Add(new("another procedure", "Whoever receives it in another procedure"));
        var chosen = people.DistinctBy(p => p.Value).ToList();
        yield return Named("consent_to", new VerbField("consent_to", FieldKind.Checkboxes, "") { Choices = chosen, Default = Verb == Verbs.GiveConsent ? Asked().List("consent_to") : [] });
        yield return new VerbField("consent_to.others", FieldKind.Text, "Anybody else (optional)") { Input = "consent_to", Hint = "One name on each line.", Rows = 2, Most = 500, EachLine = true };
    }

    private VerbField Pressure()
    {
        var own = _attempt.As == Actor.Raiser;
        var asked = Case.Events.LastOrDefault(e => e.Verb == Verbs.Withdraw.Code) is { } withdrawn ? Case.Read(withdrawn, Now.Seam).List("pressure") : [];
        return Choices("pressure", FieldKind.Radios,
        [
            new("no", "No"), new("yes", "Yes", own ? "The Monitoring Officer is told, and asks you about it." : "Only the Monitoring Officer can then close it."),
            new("talk", own ? "I would rather talk to the Monitoring Officer" : "They would rather talk to the Monitoring Officer"),
        ]) with
        { Default = Verb == Verbs.ConfirmWithdrawal ? asked : [] };
    }

    private IReadOnlyList<FieldChoice> NameConsent() => Verb == Verbs.AcceptDisclosure
        ? [new("yes", "Yes, the member may be told the name")]
        : [new("yes", "Yes"), new("confidential", "I ask for it to be kept private", "The Monitoring Officer decides. If the answer is no, you choose whether to go on.")];

    // What the raiser said when they asked for it.
    private string? WhyPrivate() =>
        Case.Events.FirstOrDefault(e => e.Number == CaseReader.AccountOf(Case)) is { } first && Case.Read(first, Now.Seam).Text(Case.NameReason) is { Length: > 0 } why ? $"They ask for it because: {why}" : null;

    private IReadOnlyList<FieldChoice> ConfidentialityDecision() =>
    [
        new("agreed", "Agree to it", "The member is not told who made the complaint.")
        {
            Reveals = Case.Confidentiality == "anonymous" ? [new VerbField("compelling", FieldKind.Tick, "It is serious, and the public interest is compelling") { Hint = "An anonymous complaint goes on only then. Say why below." }] : [],
        },
        new("refused", "Refuse it", "The person who raised it decides whether to go on."),
    ];

    private IReadOnlyList<FieldChoice> Decision() => Verb.Code switch
    {
        "assess" =>
        [
            new("no-further-action", "No further action")
            {
                Reveals = [new VerbField("closure_reason", FieldKind.Select, "Closing reason (optional)") { Choices = Reasons(RouteTable.Outcomes[Route.R3]["no-further-action"]) }],
            },
            new("informal-resolution", "Try to resolve it informally"),
            new("investigate", "Investigate it"),
            new("police", "Report it to the police", "The clock is paused. The complaint stays here meanwhile.")
            {
                Reveals = [new VerbField("crime", FieldKind.Text, "Which alleged crime did you report, to whom and when?") { Most = 2000, Rows = 3 }],
            },
        ],
        "decide" => [new("no-breach", "No breach of the Code"), new("local-resolution", "Resolve it locally"), new("hearing", "Send it to a hearing")],
        "record-resolution" =>
        [
            new("agreed", "It was agreed"),
            Case.Has("report") ? new("failed-after-report", "It failed: back to the decision") : new("failed", "It failed: back to assessment"),
        ],
        _ => [new("confirm", "The decision stands"), new("reconsider", "It is assessed again")],
    };

    private VerbField Whistleblowing() => Named("protected", new VerbField("protected", FieldKind.Radios, "")
    {
        Missing = "Choose whether this could be whistleblowing.",
        Choices =
        [
            new("no", "No"),
            new("yes", "Yes, or perhaps")
            {
                Reveals = [new VerbField("protected_read", FieldKind.Tick, "I have read about whistleblowing, and advice is still the right way") { Hint = "If it is not, do not go on: hand this over to whistleblowing instead." }],
            },
        ],
    });

    private VerbField Fact() => Choices("fact", FieldKind.Radios,
    [
        new("date", "The date it happened") { Reveals = [New("date", FieldKind.Date, "What is the correct date?", "Enter the correct date.") with { Bound = DateBound.TodayOrPast }] },
        new("setting", "Where it happened") { Reveals = [New("setting", FieldKind.Select, "What is the correct setting?", "Choose the correct setting.") with { Choices = Terms("settings") }] },
        new("theme", "The main theme") { Reveals = [New("theme", FieldKind.Select, "What is the correct theme?", "Choose the correct theme.") with { Choices = Terms("themes") }] },
        new("person", "Whom it is about", "Not once they have been told: then split the case.")
        {
            Reveals = [New("person", FieldKind.Person, "Whom is it about?", "Choose a person.") with { People = People(Now.People.People) }],
        },
        new("code", "The paragraphs of the Protocol") { Reveals = [New("code", FieldKind.Line, "Which paragraphs?", "Enter the correct paragraphs.") with { Hint = "With commas between them: 3.2, 5.1", Most = 200 }] },
    ]);

    private static VerbField New(string fact, FieldKind kind, string label, string missing) => new($"new_value.{fact}", kind, label) { Input = "new_value", Missing = missing };

    private IEnumerable<VerbField> Outcome()
    {
        var all = RouteTable.Outcomes[Case.Route].Where(o => Possible(o.Key, o.Value)).ToList();
        var list = RouteTable.Of(Case.Route).Outcomes!;
        var asksReason = Verb.Inputs.Any(i => i.TrimEnd('?') == "closure_reason");
        var same = all.Select(o => string.Join(',', ReasonsFor(o.Value))).Distinct().Count() == 1;
        if (all.Count == 1)
        {
            yield return Fixed("outcome", all[0].Key);
        }
        else
        {
            yield return Choices("outcome", FieldKind.Radios, [.. all.Select(o => new FieldChoice(o.Key, Taxonomy.Label(list, o.Key)) { Reveals = asksReason && !same ? [.. Reason(o.Key, ReasonsFor(o.Value))] : [] })]);
        }
        if (asksReason && same && all.Count > 0) foreach (var field in Reason(null, ReasonsFor(all[0].Value))) yield return field;
    }

    // A decision can only be sent as it was made; a withdrawal ends with an outcome that can go with one.
    private bool Possible(string outcome, string[] reasons) => Verb.Code switch
    {
        "issue-decision" => Case.Has("decided:" + outcome),
        "confirm-withdrawal" => reasons.Contains("withdrawn"),
        "close" when Case.Route == Route.R3 => Case.Stage == Stage.OutsideCode ? outcome == "outside-scope" : outcome is "no-further-action" or "referred-to-police",
        _ => outcome != "converted-to-formal",
    };

    private string[] ReasonsFor(string[] reasons) => Verb == Verbs.Close && Case is { Route: Route.R3, Stage: Stage.Assessment } ? [.. reasons.Where(r => r is "insufficient-information" or "police")] : reasons;

    private IEnumerable<VerbField> Reason(string? outcome, string[] reasons)
    {
        if (reasons.Length == 1) yield return Fixed("closure_reason", reasons[0]);
        else yield return Choices("closure_reason", FieldKind.Radios, Reasons(reasons)) with { Name = outcome is null ? "closure_reason" : $"closure_reason.{outcome}", Input = "closure_reason", Missing = "Choose a closing reason." };
    }

    private IReadOnlyList<FieldChoice> Reasons(IEnumerable<string> codes) => [.. codes.Select(r => new FieldChoice(r, Taxonomy.Label("closure_reasons", r)))];

    private IEnumerable<VerbField> Papers(string input, IEnumerable<CasePaper> papers)
    {
        var choices = papers.Select(p => new FieldChoice(p.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), p.Title)).ToList();
        if (choices.Count == 0) yield break;
        var needed = Verb.Code is "request-view" or "convene" or "convene-assessment";
        yield return Choices(input, FieldKind.Checkboxes, choices) with { Missing = needed ? "Choose at least one paper to send." : null };
    }

    private IEnumerable<VerbField> RouteChoice()
    {
        var manager = Verb == Verbs.MakeInformal || Row("to-manager");
        var mo = Verb == Verbs.MakeInformal || Row("to-mo");
        string[] codes = [.. manager ? Case.Route is Route.R4 or Route.R5 ? [Case.RouteCode] : ["line-manager", "group-head"] : Array.Empty<string>(), .. mo ? ["monitoring-officer"] : Array.Empty<string>()];
        yield return Choices("route", FieldKind.Radios, [.. codes.Select(code => new FieldChoice(code, Taxonomy.Label("routes", code), code == "monitoring-officer" ? "Informal advice. Nobody is contacted without agreement." : null)
        {
            Reveals = code == "monitoring-officer" ? [] : [.. Handler($"handler.{code}", Handlers.Options(Case, RouteTable.RouteOf(code)!.Value, code, Now)), HandlerNamed($"handler_named.{code}")],
        })]);

        bool Row(string when) => Verb.Rows.Any(r => r.When == when && r.Routes.Contains(Case.Route) && r.IsFrom(Case.Stage, Case.Route));
    }

    private IEnumerable<VerbField> Handler(string name, IReadOnlyList<HandlerOption> options)
    {
        // Whoever is kept out is the raiser's own knowledge; to others somebody who cannot take it is simply not there.
        var free = options.Where(o => o.IsFree).ToList();
        if (free.Count > 8)
        {
            yield return Named("handler", new VerbField(name, FieldKind.Person, "Who should deal with it?") { Input = "handler", People = People(free.Select(o => o.Person)), Missing = "Choose who should deal with this." });
            yield break;
        }
        yield return Named("handler", new VerbField(name, FieldKind.Radios, "Who should deal with it?")
        {
            Input = "handler",
            Missing = "Choose who should deal with this.",
            Choices = [.. free.Select(o => new FieldChoice(Value(o.Person), o.Person.Name, RoleWords.Of(o.Level) + (o.NeedsConfirming ? ". Named as a witness" : "")))],
        });
    }

    // What was agreed for one manager does not hold for another (routes, “What a handler reads”).
    private static VerbField HandlerNamed(string name) => new(name, FieldKind.Radios, "May they know who raised it?")
    {
        Input = "handler_named",
        Missing = "Select whether they may know who raised it.",
        Choices = [new("yes", "Yes, they see the name and the full account"), new("no", "No, they read a brief without the name", "They may guess who it is. Agreement can be given later.")],
    };

    private bool Confirming() => _attempt.Whose == Actor.Raiser && (Verb == Verbs.Escalate ? Handlers.Above(Case, Now)
        : new[] { "line-manager", "group-head" }.SelectMany(code => Handlers.Options(Case, Route.R1, code, Now))).Any(o => o.NeedsConfirming);

    private IEnumerable<VerbField> Subject()
    {
        var members = Now.People.People.Where(p => Case.Route != Route.R3 && Verb != Verbs.Convert || p.Kind == PersonKind.Member);
        var own = Verb == Verbs.Convert && Case.Subject is { } s ? new[] { Party.Of(s).ToString() } : [];
        var field = Named("subject", new VerbField("subject", FieldKind.Person, "") { People = People(members.Where(p => p.Kind is PersonKind.Member or PersonKind.Officer)), Default = own });
        yield return Verb == Verbs.Convert ? field with { Missing = "Choose a member." } : field;
        if (Verb == Verbs.Split) yield return new VerbField("subject.name", FieldKind.Line, "Or their name, if they are not in the list") { Input = "subject", Most = 200 };
    }

    private IEnumerable<VerbField> Person()
    {
        if (Verb == Verbs.RecordLeaving)
        {
            // Never the raiser's pseudonym: the form would tell who they are.
            List<FieldChoice> gone = [];
            if (Case.Raiser is not null) gone.Add(new("raiser", _attempt.KnowsRaiser ? _attempt.Words.Raiser : "The person who raised it") { Stored = Party.Of(Case.Raiser.Value).ToString() });
            if (Case.Subject is not null) gone.Add(new("subject", _attempt.Words.SubjectName, "The person it is about") { Stored = Party.Of(Case.Subject.Value).ToString() });
            yield return Choices("person", FieldKind.Radios, gone);
            yield break;
        }
        var people = Verb.Code switch
        {
            "reassign" => MonitoringOfficers().Where(p => Now.People.PseudonymOf(p) != Case.HeldByMo(Now.Today)?.Person && !Stops(GrantKind.Mo, Conflicts.MoHat(p)!, p)),
            // Only people of other authorities beside the Monitoring Officers: whoever is missing from a list of officers would be known for a party.
            "name-substitute" => MonitoringOfficers().Concat(Now.People.People.Where(p => p.Kind == PersonKind.External && p.ServesOn(Now.Today))).Distinct().Where(p => !Stops(GrantKind.Mo, Conflicts.MoHat(p) ?? Role.ExternalMonitoringOfficer, p)),
            "end-access" => Case.Grants.Where(g => g.IsLive(Now.Today) && g.Kind is not (GrantKind.Raiser or GrantKind.Subject) && g.Person != Case.HeldByMo(Now.Today)?.Person).Select(g => Now.People.Find(g.Person)).OfType<Person>().Distinct(),
            "appoint-investigator" => Now.People.Holding(Role.Investigator, Now.Today).Concat(Now.People.People.Where(p => p.Kind == PersonKind.Officer && p.ServesOn(Now.Today) && !p.Is(Role.Administrator))).Distinct().Where(p => !Stops(GrantKind.Investigator, "investigator", p)),
            // Whoever the law bars is named as barred when they are chosen. Who else cannot take it may be a party whom the reader must not know, and is not there.
            _ => Now.People.Holding(Role.IndependentPerson, Now.Today).Where(p => Conflicts.Of(Case, Verb == Verbs.ConsultOwn ? GrantKind.SubjectIp : GrantKind.IndependentPerson, Role.IndependentPerson, p, Now).All(h => !h.Stops || h.Code == "c-ip-law")),
        };
        var list = people.ToList();
        if (list.Count is > 0 and <= 4) yield return Choices("person", FieldKind.Radios, [.. list.Select(p => new FieldChoice(Value(p), p.Name, About(p)))]);
        else yield return Named("person", new VerbField("person", FieldKind.Person, "") { People = People(list) });
    }

    private IEnumerable<Person> MonitoringOfficers() => new[] { Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer }.SelectMany(r => Now.People.Holding(r, Now.Today)).Distinct();

    private IEnumerable<Person> Panel() => Now.People.Holding(Role.StandardsCommittee, Now.Today).Where(p => !Stops(Verb == Verbs.Convene ? GrantKind.Panel : GrantKind.AssessmentPanel, "panel-member", p));

    private bool Stops(GrantKind kind, string hat, Person person) => Conflicts.Of(Case, kind, hat, person, Now).Any(h => h.Stops);

    private IEnumerable<VerbField> Thread()
    {
        var own = _attempt.For is null ? Threads() : [_attempt.For switch { Actor.Subject => "subject", Actor.IndependentPerson => "independent-person", _ => "raiser" }];
        if (own.Count == 1) yield return Fixed("thread", own[0]);
        else yield return Choices("thread", FieldKind.Radios, [.. own.Select(t => new FieldChoice(t, ThreadWords(t)))]);
    }

    // Those in which they write, where somebody is there to read.
    private List<string> Threads()
    {
        bool Live(GrantKind kind) => Case.Live(kind, Now.Today).Any();
        (string Thread, string Part, bool Someone)[] all =
        [
            ("raiser", CaseParts.RaiserThread, true), ("subject", CaseParts.SubjectThread, Live(GrantKind.Subject)),
            ("independent-person", CaseParts.IpThread, Live(GrantKind.IndependentPerson)), ("subject-ip", CaseParts.SubjectIpThread, Live(GrantKind.SubjectIp)),
        ];
        return [.. all.Where(t => t.Someone && _attempt.Reader.Writes(t.Part)).Select(t => t.Thread)];
    }

    private string ThreadWords(string thread) => (thread, _attempt.Whose) switch
    {
        ("subject", Actor.Subject) => "Whoever deals with this",
        ("subject", _) => $"{_attempt.Words.SubjectName}, whom it is about",
        ("independent-person", _) => "The Independent Person",
        ("subject-ip", _) => "The Independent Person whom you consult",
        _ => _attempt.KnowsRaiser ? $"{_attempt.Words.Raiser}, who raised it" : "The person who raised it",
    };

    private IEnumerable<VerbField> Filter()
    {
        var subject = Now.People.Find(Case.Subject);
        var headings = Case.Allegations.Where(a => !a.Disclosed && a.Heading.Length > 0).Select(a => Taxonomy.Label("code_headings", a.Heading).ToLowerInvariant()).Distinct();
        (string Question, string? Hint)[] questions =
        [
            ("Is it about a named, serving member of this council?", null),
            ($"Were they in office on {Case.OccurredOn.Brief()}?", subject is { Kind: PersonKind.Member } m ? $"{m.Name} has been a member since {m.JoinedOn.Brief()}{(m.LeftOn is { } left ? $", until {left.Brief()}" : "")}." : null),
            ("Were they acting as a councillor at the time?", $"It is said to have happened here: {Taxonomy.Label("settings", Case.Setting).ToLowerInvariant()}."),
            ("If it were proved, could it be a breach of the Members’ Code?", headings.AndList() is { Length: > 0 } cited ? $"The complaint cites {cited}." : null),
        ];
        var papers = CasePapers.Of(Case, _attempt.Reader).Select(p => new FieldChoice(p.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), p.Title)).ToList();
        for (var n = 1; n <= 4; n++)
        {
            yield return Answer($"filter_answers.{n}", questions[n - 1].Question, questions[n - 1].Hint) with { Section = n == 1 ? _attempt.Text.Fields["filter_answers"].Section : null };
            if (n == 3) yield return Capacity();
            yield return Reasons($"filter_answers.{n}.reason", $"Your reasons on question {n}");
            if (papers.Count > 0) yield return new VerbField($"filter_answers.{n}.papers", FieldKind.Checkboxes, $"What your answer to question {n} rests on (optional)") { Choices = papers };
        }
    }

    // The Monitoring Officer of a district or borough deals with complaints about its parish councillors too (Localism Act 2011 s.28(9)(b)): which council it was is on the record, so that nothing is counted twice.
    private static VerbField Capacity() => new("filter_answers.3.capacity", FieldKind.Radios, "As whom were they acting? (optional)")
    {
        Choices =
        [
            new("this-council", "As a member of this council"),
            new("parish", "As a member of a town or parish council", "Its own Code applies.") { Reveals = [new VerbField("filter_answers.3.council", FieldKind.Line, "Which council?") { Most = 200, Missing = "Enter which council." }] },
            new("both", "As both, or it is not clear"), new("private", "Privately"),
        ],
    };

    private IEnumerable<VerbField> InterestTest()
    {
        foreach (var (term, n) in Taxonomy.List("public_interest_questions").Select((t, i) => (t, i + 1)))
        {
            yield return Answer($"interest_test.{term.Code}", term.Label, null) with { Section = n == 1 ? _attempt.Text.Fields["interest_test"].Section : null };
            yield return Reasons($"interest_test.{term.Code}.reason", $"Your reasons on question {n}");
        }
    }

    private static VerbField Answer(string name, string label, string? hint) => new(name, FieldKind.Radios, label) { Hint = hint, Inline = true, Choices = [new("yes", "Yes"), new("no", "No"), new("doubt", "Not clear")] };

    private static VerbField Reasons(string name, string label) => new(name, FieldKind.Text, label) { Most = 2000, Rows = 2 };

    private IEnumerable<VerbField> Findings()
    {
        foreach (var allegation in Case.Allegations.Where(a => a.Disclosed).OrderBy(a => a.Number))
        {
            yield return new VerbField($"findings.{allegation.Number}", FieldKind.Radios, $"Finding on allegation {allegation.Number}")
            {
                Section = $"Allegation {allegation.Number}",
                Hint = Case.Read(allegation, Now.Seam) + Proposed(allegation.Number),
                Choices = [new("breach", "Breach of the Code"), new("no-breach", "No breach of the Code")],
            };
            yield return new VerbField($"findings.{allegation.Number}.reason", FieldKind.Text, $"Reasons for the finding on allegation {allegation.Number}") { Most = 5000 };
        }
    }

    // What the investigator proposed stands beside the question that it answers.
    private string Proposed(int allegation) =>
        Case.Events.LastOrDefault(e => e.Verb == Verbs.FileReport.Code && _attempt.Reader.ReadsPaper(e)) is { } report && Proposal.Of(Case.Read(report, Now.Seam), allegation) is { } proposed ? $" {proposed.Sentence}" : "";

    private IEnumerable<VerbField> Proposals()
    {
        foreach (var allegation in Case.Allegations.Where(a => a.Disclosed).OrderBy(a => a.Number))
        {
            yield return new VerbField($"proposed.{allegation.Number}", FieldKind.Radios, $"What do you propose on allegation {allegation.Number}?")
            {
                Section = $"Allegation {allegation.Number}",
                Hint = Case.Read(allegation, Now.Seam),
                Choices = [new("breach", "That the Code was broken"), new("no-breach", "That the Code was not broken")],
            };
            yield return new VerbField($"proposed.{allegation.Number}.paragraph", FieldKind.Line, $"Paragraph of the Code that allegation {allegation.Number} turns on (optional)") { Most = 40, Default = allegation.Paragraph is { } p ? [p] : [] };
            yield return new VerbField($"proposed.{allegation.Number}.reason", FieldKind.Text, $"Why you propose this on allegation {allegation.Number}") { Most = 5000 };
        }
    }

    private IEnumerable<VerbField> Sanctions()
    {
        if (Verb == Verbs.RecordActionDone)
        {
            var recorded = Case.Sanctions.Where(s => s.DoneOn is null).Select(s => new FieldChoice(s.Code, Taxonomy.Label("sanctions", s.Code))).ToList();
            if (recorded.Count > 0) yield return Choices("sanction", FieldKind.Radios, recorded);
            yield break;
        }
        yield return Choices("sanction", FieldKind.Radios, [.. Taxonomy.Sanctions.Select(s => new FieldChoice(s.Code, s.Label, s switch
        {
            { Power: SanctionPower.None } when !s.IsEnabledFor(Case.ReceivedOn, Now.Today) => "The council has no power to impose this.",
            _ when !s.IsEnabledFor(Case.ReceivedOn, Now.Today) => "Switched off until it has legal sign-off.",
            { Power: SanctionPower.Recommend } => $"Can only be recommended: {s.RecommendTo}.",
            _ => null,
        })
        {
            Reveals = s.Power == SanctionPower.Recommend ? [.. Bodies(s)] : [],
        })]);
    }

    private static IEnumerable<VerbField> Bodies(Sanction sanction)
    {
        var bodies = sanction.RecommendTo.Split(" or ");
        yield return bodies.Length == 1 ? Fixed("recommend_to", bodies[0])
            : new VerbField($"recommend_to.{sanction.Code}", FieldKind.Radios, "To whom is it recommended?") { Input = "recommend_to", Choices = [.. bodies.Select(b => new FieldChoice(b, b))] };
    }

    private IEnumerable<VerbField> Letters()
    {
        if (Verb == Verbs.Publish) return [Named("letters", new VerbField("letters.notice", FieldKind.Text, "") { Most = 20000, Rows = 18, Default = Draft("letters.notice") })];
        return
        [
            new("letters.raiser", FieldKind.Text, "Letter to the person who raised it") { Most = 20000, Rows = 18, Default = Draft("letters.raiser") },
            new("letters.subject", FieldKind.Text, "Letter to the member") { Most = 20000, Rows = 18, Default = Draft("letters.subject") },
        ];

        string[] Draft(string field) => _attempt.Drafts.TryGetValue(field, out var text) ? [text] : [];
    }

    private IEnumerable<VerbField> Allegations()
    {
        var start = Verb == Verbs.Disclose ? Case.Allegations.Where(a => !a.Disclosed).OrderBy(a => a.Number).ToList() : [];
        var count = Math.Clamp(Math.Max(start.Count, _typed.PartsOf("allegations")) + (_more ? 1 : 0), 1, 20);
        for (var n = 1; n <= count; n++)
        {
            var own = start.ElementAtOrDefault(n - 1);
            yield return new VerbField($"allegations.{n}.text", FieldKind.Text, n == 1 && Verb != Verbs.Disclose ? "Allegation 1: what the member did, when and where" : $"Allegation {n}")
            {
                Section = n == 1 ? "What is alleged" : null,
                Hint = n == 1 ? _attempt.Text.Fields.GetValueOrDefault("allegations")?.Hint : null,
                Most = 20000,
                Rows = 6,
                Default = own is null ? [] : [Case.Read(own, Now.Seam)],
            };
            yield return new VerbField($"allegations.{n}.heading", FieldKind.Select, $"Code heading of allegation {n}") { Choices = [.. Taxonomy.CodeHeadingsOn(Verb == Verbs.Disclose ? Case.ReceivedOn : Now.Today).Select(t => new FieldChoice(t.Code, t.Label))], Default = own is null ? [] : [own.Heading] };
            yield return new VerbField($"allegations.{n}.paragraph", FieldKind.Line, $"Paragraph of the Code, if known, for allegation {n} (optional)") { Most = 40, Default = own?.Paragraph is { } p ? [p] : [] };
        }
    }

    private IEnumerable<VerbField> RecordedFor()
    {
        yield return new VerbField("channel", FieldKind.Radios, "How did it reach you?") { Section = "How you know", Choices = Terms("intake_channels"), Missing = "Choose how it reached you." };
        yield return new VerbField("done_on", FieldKind.Date, "When did they say or send it?") { Missing = "Enter the date on which they said or sent it." };
        yield return new VerbField("read_back", FieldKind.Tick, "I read it back to them, and they agree that it is what they said");
        yield return new VerbField("document", FieldKind.Text, "What they sent (only if you did not read it back)") { Hint = "Copy in what their letter or email says.", Most = 20000, Rows = 4 };
    }
}
