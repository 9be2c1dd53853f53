using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Tests.Cases;

/// <summary>The limits of the inputs, row by row of the table.</summary>
public class InputRulesTests
{
    private readonly World _w = new();

    /// <summary>Inputs that a guard, the engine or the page around it speaks for; their limits are tried with those.</summary>
    private static readonly string[] Elsewhere =
        ["allegations", "raiser", "handler", "declaration", "read_back", "route", "case", "neutral", "filter_answers", "interest_test", "findings", "letters", "hearing_on", "destination", "starts_on", "recommend_to", "name_consent", "carry", "new_value"];

    /// <summary>Each input with a verb that asks for it, values it takes and values it refuses.</summary>
    private static readonly Dictionary<string, (string Verb, string?[][] Takes, string?[][] Refuses)> Rows = new()
    {
        ["reason"] = ("pause", [[Text(10)], [Text(2000)]], [[Text(2001)], []]),
        ["summary"] = ("submit", [[Text(5)], [Text(150)]], [[Text(4)], [Text(151)], []]),
        ["narrative"] = ("submit", [[Text(20)], [Text(20_000)]], [[Text(19)], [Text(20_001)], []]),
        ["place"] = ("submit", [[], [Text(200)]], [[Text(201)]]),
        ["wish"] = ("submit", [[], [Text(2000)]], [[Text(2001)]]),
        ["support"] = ("submit", [[], [Text(500)]], [[Text(501)]]),
        ["subject"] = ("submit", [["Cllr One"]], [[], Many(11)]),
        ["subject_type"] = ("submit", [["councillor"]], [["wizard"]]),
        ["occurred_on"] = ("submit", [["2025-06-02"]], [["2025-02-30"], []]),
        ["setting"] = ("submit", [["committee"]], [["moon"], []]),
        ["themes"] = ("submit", [["social-media"]], [["weather"], [], Many(6, "social-media")]),
        ["main_theme"] = ("submit", [[], ["social-media"]], [["weather"]]),
        ["paragraphs"] = ("submit", [[], ["7.4"]], [Many(11, "7.4")]),
        ["nolan"] = ("submit", [[], ["honesty"]], [["wit"], Many(8, "honesty")]),
        ["source_group"] = ("record-concern", [["public"]], [["wizard"]]),
        ["files"] = ("circulate-draft", [["A report."]], [[], Many(21)]),
        ["witnesses"] = ("submit", [[], ["Ann Other"]], [Many(11)]),
        ["keep_out"] = ("exclude-person", [], [[], ["Somebody"]]),
        ["confidentiality"] = ("submit", [["named"], ["confidential"]], [["shouted"]]),
        ["channel"] = ("record-concern", [["phone"]], [["pigeon"], []]),
        ["consent_kind"] = ("give-consent", [["contact-member"]], [["everything"], []]),
        ["consent_to"] = ("give-consent", [["the member"], Many(5)], [[], Many(6)]),
        ["until"] = ("hold-publication", [["2025-06-03"]], [["2025-06-02"], ["soon"], []]),
        ["contact"] = ("act", [["nobody"], ["member"], ["group-leader"]], [["everybody"], []]),
        ["action"] = ("act", [["apology"], Many(5, "apology")], [["hug"], [], Many(6, "apology")]),
        ["note"] = ("add-note", [[Text(1)], [Text(5000)]], [[Text(5001)], []]),
        ["note_kind"] = ("add-note", [["internal"], ["legal"]], [["secret"], []]),
        ["outcome"] = ("record-outcome", [["apology"]], [[]]),
        ["closure_reason"] = ("issue-decision", [["breach"]], [["boredom"], []]),
        ["legal_duty"] = ("hand-over", [[], [Text(500)]], [[Text(501)]]),
        ["pressure"] = ("withdraw", [["no"], ["yes"], ["talk"]], [["maybe"], []]),
        ["conflict_declaration"] = ("acknowledge", [[], [Text(10)], [Text(2000)]], [[Text(9)], [Text(2001)]]),
        ["due_on"] = ("ask-other-side", [["2025-06-03"]], [["2025-06-02"], ["soon"], []]),
        ["pause_reason"] = ("pause", [["illness"]], [["tea"], []]),
        ["fact"] = ("correct", [["date"], ["setting"], ["theme"], ["person"], ["code"]], [["mood"], []]),
        ["person"] = ("reassign", [], [["Somebody"], []]),
        ["thread"] = ("send-message", [["raiser"], ["subject"]], [["everybody"], []]),
        ["message"] = ("send-message", [[Text(1)], [Text(5000)]], [[Text(5001)], []]),
        ["risk"] = ("record-risk", [[Text(20)], [Text(2000)]], [[Text(19)], [Text(2001)]]),
        ["conf_decision"] = ("decide-confidentiality", [["agreed"], ["refused"]], [["perhaps"], []]),
        ["view_text"] = ("record-view", [[Text(20)], [Text(20_000)]], [[Text(19)], [Text(20_001)], []]),
        ["papers"] = ("request-view", [["1"]], [Many(51, "1")]),
        ["considered"] = ("decide", [[Text(20)], [Text(5000)]], [[Text(5001)]]),
        ["sanction"] = ("sanction", [["arrange-training"]], [["stocks"], []]),
        ["members"] = ("convene", [Many(7)], [Many(8)]),
        ["crime"] = ("assess", [[], [Text(10)], [Text(2000)]], [[Text(2001)]]),
        ["done_on"] = ("act", [["2025-06-02"]], [["yesterday"], []]),
    };

    public static TheoryData<string> Inputs => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void An_input_keeps_to_its_limit(string input)
    {
        var (verb, takes, refuses) = Rows[input];
        foreach (var values in takes) Faults(verb, input, values).ShouldBeEmpty($"{input} takes {values.Length} of {values.FirstOrDefault()?.Length} characters");
        foreach (var values in refuses)
        {
            var faults = Faults(verb, input, values);
            faults.ShouldNotBeEmpty($"{input} refuses {values.Length} of {values.FirstOrDefault()}");
            faults.ShouldAllBe(f => f.Message.EndsWith('.') && char.IsUpper(f.Message[0]) && !f.Message.Contains('{'));
        }
    }

    [Fact]
    public void Every_input_of_the_table_is_tried()
    {
        RouteTable.Inputs.Select(i => i.Code).Except(Rows.Keys).Except(Elsewhere).ShouldBeEmpty();
        foreach (var (input, row) in Rows) Verbs.Of(row.Verb).Asks(input).Asked.ShouldBeTrue($"{row.Verb} does not ask for {input}");
    }

    [Fact]
    public void Ranges_are_read_from_the_table()
    {
        InputRules.Range("reason").ShouldBe((10, 2000));
        InputRules.Range("narrative").ShouldBe((20, 20_000));
        InputRules.Range("members").ShouldBe((3, 7));
        InputRules.Range("occurred_on").ShouldBeNull();
    }

    [Fact]
    public void A_choice_that_is_missing_is_asked_for_and_not_called_impossible()
    {
        var c = Journey.To(_w, Route.R3, Stage.Assessment);
        _w.Refused(c, "assess", Actor.Mo).ShouldSatisfyAllConditions(r => r.Code.ShouldBe("input"), r => r.Field.ShouldBe("decision"), r => r.Message.ShouldBe("Choose what you have decided."));
        _w.Refused(Journey.To(_w, Route.R2, Stage.Triage), "give-consent", Actor.Raiser).Message.ShouldBe("Choose what to agree to.");
    }

    [Fact]
    public void Allegations_are_bounded_and_disclosed_in_the_words_that_were_written_for_the_member()
    {
        var c = Journey.To(_w, Route.R3, Stage.Disclosure);
        Refused(i => i.With("allegations.1.text").With("allegations.1.heading")).ShouldBe("Enter each allegation as the member will read it.");
        Refused(i => i.With("allegations.1.text", Text(49))).ShouldBe("Allegation must be 50 characters or more.");
        Refused(i => i.With("allegations.1.text", Text(20_001))).ShouldBe("Allegation must be 20,000 characters or fewer.");
        Refused(i => Enumerable.Range(1, 21).Aggregate(i, (x, n) => x.With($"allegations.{n}.text", Favourable.Allegation).With($"allegations.{n}.heading", "respect"))).ShouldBe("Enter 20 allegations or fewer.");
        _w.Do(c, "disclose", Actor.Mo, with: i => i.With("allegations.2.text", Favourable.Allegation).With("allegations.2.heading", "bullying").With("allegations.2.paragraph", "2.1"));
        c.Allegations.Where(a => a.Disclosed).Select(a => (a.Number, a.Heading, a.Paragraph)).ShouldBe([(1, "respect", null), (2, "bullying", "2.1")]);
        string Refused(Func<Inputs, Inputs> with) => _w.Refused(c, "disclose", Actor.Mo, with: with).Message;
    }

    [Fact]
    public void Choosing_another_route_leads_only_where_that_verb_leads()
    {
        var c = Journey.To(_w, Route.R1, Stage.RaiserChoice);
        foreach (var route in new[] { "formal-complaint", "report-dispute", "officer-conduct" })
            _w.Refused(c, "choose-route", Actor.Raiser, "to-manager", i => i.With("route", route)).ShouldSatisfyAllConditions(r => r.Code.ShouldBe("input"), r => r.Field.ShouldBe("route"));
        _w.Do(c, "choose-route", Actor.Raiser, "to-manager", i => i.With("route", "line-manager").With("handler", _w.P(_w.Council.TeamLeader)));
        c.RouteCode.ShouldBe("line-manager");
    }

    [Fact]
    public void Nobody_writes_into_a_thread_that_is_not_theirs_or_that_nobody_reads()
    {
        var c = Journey.To(_w, Route.R3, Stage.Filter);
        foreach (var thread in new[] { "subject", "independent-person", "subject-ip" }) _w.Refused(c, "send-message", Actor.Raiser, with: i => i.With("thread", thread)).Field.ShouldBe("thread");
        _w.Refused(c, "send-message", Actor.Mo, with: i => i.With("thread", "subject-ip")).Field.ShouldBe("thread");
        _w.Refused(c, "send-message", Actor.Mo, with: i => i.With("thread", "subject")).Message.ShouldBe("Choose whom to write to: nobody reads that thread now.");
        _w.Do(c, "apply-filter", Actor.Mo, "pass");
        _w.Do(c, "disclose", Actor.Mo);
        _w.Do(c, "send-message", Actor.Mo, with: i => i.With("thread", "subject"));
        _w.Do(c, "send-message", Actor.Subject);
    }

    [Fact]
    public void Legal_notes_are_the_monitoring_officers()
    {
        _w.Refused(Journey.To(_w, Route.R1, Stage.BeingHandled), "add-note", Actor.Handler, with: i => i.With("note_kind", "legal")).Field.ShouldBe("note_kind");
        _w.Do(Journey.To(_w, Route.R2, Stage.Triage), "add-note", Actor.Mo, with: i => i.With("note_kind", "legal"));
    }

    [Fact]
    public void A_sanction_is_recommended_to_its_own_body_and_done_only_if_it_was_recorded()
    {
        var c = Journey.ToBreach(_w);
        _w.Refused(c, "sanction", Actor.Panel, with: i => i.With("sanction", "recommend-removal-committee").With("recommend_to", "The Queen")).Message.ShouldBe("Choose to whom this is recommended: Group Leader or Council.");
        _w.Do(c, "sanction", Actor.Panel, with: i => i.With("sanction", "recommend-removal-committee").With("recommend_to", "Council"));
        _w.Do(c, "issue-decision", Actor.Mo);
        _w.Refused(c, "record-action-done", Actor.Mo, with: i => i.With("sanction", "arrange-training")).Field.ShouldBe("sanction");
        _w.Refused(c, "record-action-done", Actor.Mo, with: i => i.With("sanction").With("action")).Message.ShouldBe("Choose what was done.");
        _w.Do(c, "record-action-done", Actor.Mo);
        c.Sanctions.Single().DoneOn.ShouldBe(_w.Today);
    }

    [Fact]
    public void Paragraphs_are_those_of_the_protocol_in_force_when_it_happened()
    {
        _w.Protocol = Versions();
        var occurred = new DateOnly(2025, 3, 20);
        Inputs Before(Inputs i) => i.With("occurred_on", "2025-03-20");
        var old = _w.Protocol.InForceOn(occurred)!.Paragraphs.First().Number;
        var gone = _w.Protocol.InForceOn(_w.Today)!.Paragraphs.Select(p => p.Number).First(n => _w.Protocol.InForceOn(occurred)!.Find(n) is null);

        Should.Throw<RefusedException>(() => Journey.Sent(_w, Route.R2, i => Before(i).With("paragraphs", gone))).Field.ShouldBe("paragraphs");
        var c = Journey.Go(_w, Journey.Sent(_w, Route.R2, i => Before(i).With("paragraphs", old)), Stage.Triage);
        _w.Refused(c, "correct", Actor.Mo, with: i => i.With("fact", "code").With("new_value", gone)).Field.ShouldBe("new_value");
        _w.Do(c, "correct", Actor.Mo, with: i => i.With("fact", "date").With("new_value", "2025-05-02"));
        c.Paragraphs.ShouldBeEmpty("another version was in force then, and its numbers mean other paragraphs");
        _w.Do(c, "correct", Actor.Mo, with: i => i.With("fact", "code").With("new_value", gone));
        Invariants.Broken(_w).ShouldBeEmpty();
    }

    [Fact]
    public void Correcting_the_person_repeats_the_conflict_check()
    {
        var c = Journey.To(_w, Route.R2, Stage.Triage);
        Refused(_w.P(_w.Council.Mo)).ShouldBe("c-subject");
        Refused(_w.P(_w.Council.Planner)).ShouldBe("own-case");
        Refused(_w.P(_w.Council.Stannage)).ShouldBe("input");
        _w.Do(c, "correct", Actor.Mo, with: i => i.With("fact", "person").With("new_value", _w.P(_w.Council.Marsh)));
        (_w.Person(c.Subject), c.SubjectType).ShouldBe((_w.Council.Marsh, "chair"));

        var formal = Journey.To(_w, Route.R3, Stage.Filter);
        _w.Refused(formal, "correct", Actor.Mo, with: i => i.With("fact", "person").With("new_value", _w.P(_w.Council.Tenancy))).Code.ShouldBe("named-member");
        string Refused(string person) => _w.Refused(c, "correct", Actor.Mo, with: i => i.With("fact", "person").With("new_value", person)).Code;
    }

    private IReadOnlyList<InputFault> Faults(string code, string input, string?[] values)
    {
        var verb = Verbs.Of(code);
        var c = Journey.To(_w, Route.R3, Stage.Received);
        var inputs = (code is "submit" or "record-concern" ? Favourable.Concern(_w, "monitoring-officer", _w.Council.Planner).With("subject", "Cllr One").With("subject_type", "councillor").With("source_group", "public").With("channel", "phone")
            : Favourable.For(_w.On(2025, 6, 2), c, verb, verb.Choices.FirstOrDefault(), Actor.Mo)).With(input, values);
        if (inputs.Has("starts_on")) inputs = inputs.With("starts_on", "2025-06-02");
        return [.. InputRules.Faults(verb, verb.Choices.FirstOrDefault(), _ = inputs, _w.On(2025, 6, 2).Now(), null).Where(f => f.Field == input)];
    }

    private static ProtocolVersions Versions() => new(new[] { "protocol-2019.md", "protocol-2025.md" }.Select(name =>
    {
        var file = ProtocolFile.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sample", name))).File!;
        var version = new ProtocolVersion { Id = Guid.NewGuid(), Version = file.Version };
        version.Take(file);
        return version;
    }));

    private static string Text(int length) => new('x', length);

    private static string?[] Many(int count, string? value = null) => [.. Enumerable.Range(1, count).Select(n => value ?? $"Cllr {n}")];
}
