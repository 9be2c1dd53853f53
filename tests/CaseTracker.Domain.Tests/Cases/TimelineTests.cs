using System.Text.RegularExpressions;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Tests.Cases;

public partial class TimelineTests
{
    private readonly World _w = new() { Rules = new CouncilRules { ReviewAllowed = true } };

    public static TheoryData<Route> Routes => [Route.R1, Route.R2, Route.R3, Route.R4, Route.R5];

    [Theory]
    [MemberData(nameof(Routes))]
    public void Every_sentence_is_whole_and_names_nobody_whom_its_reader_may_not_see(Route route)
    {
        foreach (var stage in Journey.Stages(route))
        {
            var c = Journey.To(_w, route, stage);
            foreach (var (verb, choice, actor) in Side(c)) _w.Do(c, verb, actor, choice);
            ReadsWell(c);
        }
    }

    [Fact]
    public void A_whole_hearing_reads_well()
    {
        var c = Journey.ToBreach(_w);
        _w.Do(c, "sanction", Actor.Panel);
        _w.Do(c, "sanction", Actor.Panel, with: i => i.With("sanction", "recommend-censure").With("recommend_to", "Council"));
        _w.Do(c, "issue-decision", Actor.Mo);
        _w.Do(c, "publish", Actor.Mo);
        _w.Do(c, "hold-publication", Actor.Mo);
        _w.Do(c, "record-action-done", Actor.Mo);
        _w.Do(c, "ask-for-review", Actor.Subject);
        _w.Do(c, "decide-review", Actor.Reviewer, "confirm");
        ReadsWell(c);

        var read = new Timeline(c, _w.Now(c), maySeeRaiser: true).For(TimelineVariant.Mo).Select(e => e.Sentence).ToList();
        read.ShouldContain("The panel found: breach of the Code.");
        read.ShouldContain("The panel imposed Arrange training: For a reason that is given here.");
        read.ShouldContain("The panel recommended Recommend formal censure: For a reason that is given here.");
        read.ShouldContain("Tom Ashdown decided the review: the decision stands. For a reason that is given here.");
    }

    [Fact]
    public void The_three_timelines_of_a_complaint_say_what_each_may_know()
    {
        var c = Journey.To(_w, Route.R3, Stage.Assessment);

        Read(c, TimelineVariant.Raiser).ShouldBe([
            "You sent this on 2 June 2025. It is with the Monitoring Officer.", "The Monitoring Officer received this and will answer by 17 June 2025.", "First checks: your complaint goes forward, because As the account says. As the account says. As the account says. As the account says.",
            "The member has been told. They may comment until 19 June 2025.", "The member commented.",
        ]);
        Read(c, TimelineVariant.Subject).ShouldBe(["You were sent an allegation. Comment by 19 June 2025.", "You commented."]);
        Read(c, TimelineVariant.Mo, maySeeRaiser: true).ShouldBe([
            "Joanna Pell raised the concern on route Formal Code complaint.", "Priya Ranas acknowledged the concern.", "Priya Ranas applied the filter: it goes forward.", "Priya Ranas sent the allegation to Cllr Derek Stannage.", "Cllr Derek Stannage commented.",
        ]);
        Read(c, TimelineVariant.Mo)[0].ShouldStartWith("The raiser raised the concern");
    }

    [Fact]
    public void The_subject_reads_nothing_of_what_was_before_they_were_told_nor_consents_notes_and_risks()
    {
        var c = Journey.To(_w, Route.R3, Stage.Comments);
        foreach (var (verb, choice, actor) in new (string, string?, Actor)[] { ("add-note", null, Actor.Mo), ("give-consent", "contact-member", Actor.Raiser), ("ask-consent", null, Actor.Mo), ("withdraw-consent", "contact-member", Actor.Raiser), ("open-identity", null, Actor.Mo), ("exclude-person", "not-holder", Actor.Raiser) })
            _w.Do(c, verb, actor, choice);

        Read(c, TimelineVariant.Subject).ShouldHaveSingleItem();
        Read(Journey.To(_w, Route.R1, Stage.Closed), TimelineVariant.Subject).ShouldBeEmpty();
        Read(Journey.To(_w, Route.R2, Stage.Closed), TimelineVariant.Subject).ShouldBeEmpty();
    }

    [Fact]
    public void Messages_and_comments_on_the_draft_show_only_to_their_sides()
    {
        var c = Journey.To(_w, Route.R3, Stage.Investigation);
        _w.Do(c, "appoint-investigator", Actor.Mo);
        _w.Do(c, "circulate-draft", Actor.Investigator);
        _w.Do(c, "comment-on-draft", Actor.Raiser);
        _w.Do(c, "send-message", Actor.Mo, with: i => i.With("thread", "subject"));

        Read(c, TimelineVariant.Raiser)[^1].ShouldBe("You commented on the draft.");
        Read(c, TimelineVariant.Subject)[^1].ShouldBe("The Monitoring Officer wrote.");
        Read(c, TimelineVariant.Subject).ShouldNotContain(s => s.Contains("commented on the draft", StringComparison.Ordinal));
        Read(c, TimelineVariant.Mo)[^1].ShouldBe("Priya Ranas wrote to the subject.");
    }

    [Fact]
    public void A_report_outcome_shows_to_both_sides_and_a_concern_about_an_officer_keeps_it_from_the_subject()
    {
        foreach (var (route, told) in new[] { (Route.R4, true), (Route.R5, false) })
        {
            var c = Journey.To(_w, route, Stage.BeingHandled);
            _w.Do(c, "give-consent", Actor.Raiser, "contact-member");
            _w.Do(c, "ask-other-side", Actor.Handler, route == Route.R5 ? "contact" : null);
            _w.Do(c, "answer", Actor.Subject);
            _w.Do(c, "record-outcome", Actor.Handler);
            Read(c, TimelineVariant.Subject).Any(s => s.StartsWith("Outcome:", StringComparison.Ordinal)).ShouldBe(told);
        }
    }

    [Fact]
    public void Steps_by_others_are_told_as_what_they_are()
    {
        var c = Journey.To(_w, Route.R2, Stage.Triage);
        _w.Do(c, "reassign", Actor.Mo);
        Read(c, TimelineVariant.Raiser)[^1].ShouldBe("This is now with the Deputy Monitoring Officer.");
        Read(c, TimelineVariant.Mo)[^1].ShouldBe("Priya Ranas moved the case from Priya Ranas to Tom Ashdown: For a reason that is given here.");

        _w.Do(c, "recuse", Actor.Mo);
        Read(c, TimelineVariant.Mo)[^1].ShouldBe("The Deputy Monitoring Officer stood aside; the Monitoring Officer took over.");
        _w.Do(c, "arrange-cover", Actor.Mo, with: i => i.With("person", _w.P(_w.Council.External)));
        Read(c, TimelineVariant.Raiser)[^1].ShouldStartWith("Another authority's Monitoring Officer covers for the Monitoring Officer from");

        var handled = Journey.To(_w, Route.R1, Stage.BeingHandled);
        _w.Do(handled, "recuse", Actor.Handler);
        Read(handled, TimelineVariant.Mo)[^1].ShouldBe("The Group Head stood aside; nobody yet took over.");

        var left = Journey.To(_w, Route.R1, Stage.BeingHandled);
        _w.Do(left, "record-leaving", Actor.System, "handler");
        Read(left, TimelineVariant.Raiser)[^1].ShouldBe("The Group Head has left.");

        var handed = Journey.To(_w, Route.R5, Stage.HandedOver);
        _w.Do(handed, "return-handover", Actor.Hr);
        Read(handed, TimelineVariant.Raiser)[^1].ShouldBe("Human Resources (Employee Code) sent this back to the Group Head.");
    }

    [Fact]
    public void An_oversight_tells_the_raiser_who_looked_and_why()
    {
        var c = Journey.To(_w, Route.R1, Stage.Offered);
        _w.Do(c, "take-oversight", Actor.MoRole);

        Read(c, TimelineVariant.Raiser)[^1].ShouldBe("The Monitoring Officer opened this: For a reason that is given here.");
        Read(c, TimelineVariant.Mo)[^1].ShouldBe("Priya Ranas opened this case: For a reason that is given here.");
    }

    [Fact]
    public void Stages_read_as_their_users_see_them()
    {
        Journey.To(_w, Route.R1, Stage.Offered).StageName().ShouldBe("Waiting for the Group Head to accept");
        Journey.To(_w, Route.R1, Stage.BeingHandled).StageName().ShouldBe("Being dealt with by the Group Head");
        Journey.To(_w, Route.R5, Stage.HandedOver).StageName().ShouldBe("Being passed to Human Resources (Employee Code)");
        Journey.To(_w, Route.R3, Stage.View).StageName().ShouldBe("Independent Person's view");
        foreach (var stage in RouteTable.Stages) Journey.To(_w, Route.R2, Stage.Received).StageName(stage.Stage).ShouldNotContain("{");
    }

    private void ReadsWell(Case c)
    {
        var raiser = _w.Person(c.Raiser)!.Name.Split(' ')[^1];
        foreach (var variant in Enum.GetValues<TimelineVariant>())
        {
            foreach (var maySee in new[] { true, false })
            {
                foreach (var entry in new Timeline(c, _w.Now(c), maySee).For(variant))
                {
                    var where = $"{entry.Verb} on {c.Route}, {variant}: {entry.Sentence}";
                    entry.Sentence.ShouldNotContain("{", customMessage: where);
                    Broken().IsMatch(entry.Sentence).ShouldBeFalse(where);
                    char.IsUpper(entry.Sentence[0]).ShouldBeTrue(where);
                    if (!maySee) entry.Sentence.ShouldNotContain(raiser, customMessage: where);
                    if (variant != TimelineVariant.Mo) Everybody(c).ShouldAllBe(name => !entry.Sentence.Contains(name), where);
                }
            }
        }
    }

    /// <summary>Names that the parties' timelines may never hold: of everybody but the raiser, an appointed investigator, and whom the raiser named to be kept out.</summary>
    private IEnumerable<string> Everybody(Case c) => _w.Council.People.Where(p => p != _w.Council.Investigator && p != _w.Council.Democratic && _w.Pseudonym(p) != c.Raiser).Select(p => p.Name);

    private IReadOnlyList<string> Read(Case c, TimelineVariant variant, bool maySeeRaiser = false) => [.. new Timeline(c, _w.Now(c), maySeeRaiser).For(variant).Reverse().Select(e => e.Sentence)];

    /// <summary>Side steps that are possible at the stage.</summary>
    private static IEnumerable<(string, string?, Actor)> Side(Case c)
    {
        var holder = c.Route is Route.R2 or Route.R3 ? Actor.Mo : Actor.Handler;
        (string Verb, string? Choice, Actor Actor)[] steps =
        [
            ("give-consent", "contact-member", Actor.Raiser), ("withdraw-consent", "use-name", Actor.Raiser), ("exclude-person", "not-holder", Actor.Raiser), ("ask-consent", null, holder), ("pause", "other", holder), ("resume", null, holder),
            ("extend", null, holder), ("correct", null, holder), ("send-message", null, Actor.Raiser), ("send-message", null, holder), ("add-evidence", null, Actor.Raiser), ("add-evidence", null, holder), ("add-note", null, holder), ("take-oversight", null, Actor.MoRole),
            ("record-risk", null, Actor.Mo), ("arrange-cover", null, Actor.Mo), ("record-leaving", "subject", Actor.System),
        ];
        return steps.Where(s => Verbs.Of(s.Verb).IsPossible(c.Route, c.Stage, s.Actor) && (s.Actor.Grant() is not { } kind || c.Grants.Any(g => g.Kind == kind && g.EndedAt is null)));
    }

    [GeneratedRegex(@"[{}]|  |\s[.,;:]|\.\.|: *$|\bby \.|\buntil \.|^[.,:]")]
    private static partial Regex Broken();
}
