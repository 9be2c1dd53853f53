using System.Net;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Cases;

/// <summary>The hard stops of a formal complaint hold when somebody leaves the page aside and sends a form of their own: valid token, newest version, whatever they like in it.</summary>
public class ForgedFormTests(App app) : IClassFixture<App>
{
    private const string Officer = "priya.ranas@wealdmere.example", Helen = "helen.maddock@independent.wealdmere.example";

    private static readonly (string, string)[] Finding = [("findings.1", "breach"), ("findings.1.reason", "Because I say so."), ("considered", "The view was read and weighed.")];

    // Steps of which nothing may come: where the case stands, who tries, what, with which answers.
    private static readonly Dictionary<string, (Route Route, Stage Stage, string[] Then, string By, string Verb, (string, string)[] Answers)> Stops = new()
    {
        ["a finding without a panel"] = (Route.R3, Stage.Hearing, [], Officer, "find", Finding),
        ["a finding on an informal route"] = (Route.R2, Stage.Advice, [], Officer, "find", Finding),
        ["a sanction on an informal route"] = (Route.R2, Stage.FollowUp, [], Officer, "sanction", [("sanction", "arrange-training"), ("reason", "It would help.")]),
        ["a decision before the Independent Person's view"] = (Route.R3, Stage.View, [], Officer, "decide", [("decision", "no-breach"), ("considered", "I would have agreed."), ("reason", "It is clear enough.")]),
        ["a decision that takes no account of the view"] = (Route.R3, Stage.Determination, [], Officer, "decide", [("decision", "no-breach"), ("reason", "It is clear enough.")]),
        ["a sanction without a breach"] = (Route.R3, Stage.Determination, ["decide:no-breach"], Officer, "sanction", [("sanction", "arrange-training"), ("reason", "It would help.")]),
        ["a suspension"] = (Route.R3, Stage.Decision, [], Officer, "sanction", [("sanction", "suspension"), ("reason", "It is serious.")]),
        ["telling the member before the name is decided"] = (Route.R3, Stage.Confidentiality, [], Officer, "disclose", [("allegations.1.text", new string('x', 60)), ("allegations.1.heading", "respect"), ("neutral", "true")]),
        ["telling the member without having looked at the wording"] = (Route.R3, Stage.Disclosure, [], Officer, "disclose", [("allegations.1.text", new string('x', 60)), ("allegations.1.heading", "respect")]),
        ["first checks with an answer left out"] = (Route.R3, Stage.Filter, [], Officer, "apply-filter", [("filter_answers.1", "yes"), ("filter_answers.1.reason", "Yes."), ("filter_answers.2", "yes")]),
        ["an assessment without the public-interest test"] = (Route.R3, Stage.Assessment, [], Officer, "assess", [("decision", "investigate"), ("reason", "It is serious enough.")]),
        ["ending the wait for comments early"] = (Route.R3, Stage.Comments, [], Officer, "end-comments", [("reason", "I cannot wait any longer.")]),
        ["a panel of two"] = (Route.R3, Stage.Hearing, [], Officer, "convene", [("members", "p:cllr.gurdeep.sohal"), ("members", "p:cllr.penelope.shaw"), ("hearing_on.Day", "1"), ("hearing_on.Month", "4"), ("hearing_on.Year", "2026"), ("papers", "1")]),
        ["a member of the same group on the panel"] = (Route.R3, Stage.Hearing, [], Officer, "convene",
            [("members", "p:cllr.gurdeep.sohal"), ("members", "p:cllr.penelope.shaw"), ("members", "p:cllr.keith.barraclough"), ("hearing_on.Day", "1"), ("hearing_on.Month", "4"), ("hearing_on.Year", "2026"), ("papers", "1")]),
        ["a hearing without five clear days"] = (Route.R3, Stage.Hearing, [], Officer, "convene",
            [("members", "p:cllr.gurdeep.sohal"), ("members", "p:cllr.penelope.shaw"), ("members", "p:cllr.lorna.cheever"), ("hearing_on.Day", "13"), ("hearing_on.Month", "3"), ("hearing_on.Year", "2026"), ("papers", "1")]),
        ["an officer as Independent Person"] = (Route.R3, Stage.Assessment, [], Officer, "request-view", [("person", "p:joanna.pell"), ("papers", "1"), ("due_on.Day", "1"), ("due_on.Month", "4"), ("due_on.Year", "2026")]),
        ["the complainant as investigator"] = (Route.R3, Stage.Investigation, [], Officer, "appoint-investigator", [("person", "p:ruth.okafor"), ("reason", "They know the matter.")]),
        ["a view that nobody asked for"] = (Route.R3, Stage.Assessment, [], Helen, "record-view", [("view_text", "I think that this should end here and now.")]),
        ["a decision sent to one side"] = (Route.R3, Stage.Decision, [], Officer, "issue-decision", [("outcome", "breach"), ("closure_reason", "breach"), ("letters.raiser", "Dear Ms Okafor")]),
        ["a review that the arrangements do not allow"] = (Route.R3, Stage.Closed, [], "cllr.graham.voss@wealdmere.example", "ask-for-review", [("reason", "I do not agree with it at all.")]),
        ["a breach that is reopened"] = (Route.R3, Stage.Closed, [], Officer, "reopen", [("reason", "I have changed my mind about it.")]),
    };

    public static TheoryData<string> Names => [.. Stops.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    [Asvs("2.2.1", "2.2.2", "2.3.1")]
    public async Task Nothing_comes_of(string what)
    {
        var (route, stage, then, by, verb, answers) = Stops[what];
        var given = await app.GivenCaseAsync(route, stage, then: then);
        var before = await app.ReadCaseAsync(given.Reference);
        var people = (await app.PeopleAsync()).ToDictionary(p => p.Value.Email.Split('@')[0], p => Party.Of(p.Key).ToString());
        var answer = await SendAsync(await app.SignInAsync(by), given.Reference, verb, [.. answers.Select(a => (a.Item1, a.Item2.StartsWith("p:", StringComparison.Ordinal) ? people[a.Item2[2..]] : a.Item2))]);

        answer.Status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound]);
        answer.Banner.ShouldBeEmpty();
        if (answer.Status != HttpStatusCode.NotFound) answer.Text.ShouldNotContain("An error occurred");
        var after = await app.ReadCaseAsync(given.Reference);
        (after.Version, after.Stage, after.Events.Count, after.Sanctions.Count, after.Outcome).ShouldBe((before.Version, before.Stage, before.Events.Count, before.Sanctions.Count, before.Outcome));
        after.Grants.Count(g => g.EndedAt is null).ShouldBe(before.Grants.Count(g => g.EndedAt is null));
    }

    [Fact]
    [Asvs("15.3.3")]
    public async Task What_is_forged_beside_the_question_counts_for_nothing()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Decision);
        var officer = await app.SignInAsync(Officer);
        await SendAsync(officer, given.Reference, "sanction", ("sanction", "recommend-censure"), ("recommend_to", "nobody: the council imposes it"), ("reason", "It is serious enough."));
        (await app.ReadCaseAsync(given.Reference)).Sanctions.ShouldHaveSingleItem().RecommendedTo.ShouldBe("Council");
        await SendAsync(officer, given.Reference, "issue-decision", ("outcome", "no-breach"), ("closure_reason", "no-breach"), ("letters.raiser", "Dear Ms Okafor"), ("letters.subject", "Dear Cllr Voss"));
        var c = await app.ReadCaseAsync(given.Reference);
        (c.Stage, c.Outcome, c.ClosureReason).ShouldBe((Stage.Closed, "breach", "breach"));
    }

    // As a program would, with a token from any page of theirs and the newest version of the case.
    private async Task<Page> SendAsync(Browser browser, string reference, string verb, params (string, string)[] answers)
    {
        var now = await app.ReadCaseAsync(reference);
        var token = (await browser.GetAsync("/account/password")).Value("__RequestVerificationToken")!;
        return await browser.PostAsync($"/casework/{reference}/{verb}", [.. answers, ("__RequestVerificationToken", token), ("version", now.Version.ToString()), ("seen", $"{now.Events.Count}"), ("step", "do")]);
    }
}
