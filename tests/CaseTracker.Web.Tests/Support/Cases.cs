using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Support;

/// <summary>A case brought to a stage by the people of the sample council.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Raiser">Email of who raised it.</param>
/// <param name="Subject">Email of whom it is about.</param>
public sealed record GivenCase(string Reference, string Raiser, string Subject)
{
    public override string ToString() => Reference;
}

/// <summary>Cases for tests, made by the domain's own steps: nothing stands in the database that nobody could have done.</summary>
public static class Cases
{
    private static readonly Dictionary<Route, (string Raiser, string Subject, string Code)> Usual = new()
    {
        [Route.R1] = ("joanna.pell@wealdmere.example", "cllr.derek.stannage@wealdmere.example", "group-head"),
        [Route.R2] = ("joanna.pell@wealdmere.example", "cllr.derek.stannage@wealdmere.example", "monitoring-officer"),
        [Route.R3] = ("ruth.okafor@wealdmere.example", "cllr.graham.voss@wealdmere.example", "formal-complaint"),
        [Route.R4] = ("cllr.elin.marsh@wealdmere.example", "daniel.fry@wealdmere.example", "report-dispute"),
        [Route.R5] = ("cllr.asif.rahman@wealdmere.example", "leah.byrne@wealdmere.example", "officer-conduct"),
    };

    private static readonly Dictionary<Stage, string[]> Handled = new()
    {
        [Stage.Offered] = [],
        [Stage.BeingHandled] = ["accept"],
        [Stage.Outcome] = ["accept", "record-outcome"],
        [Stage.RaiserChoice] = ["decline"],
        [Stage.Withdrawal] = ["withdraw"],
        [Stage.HandedOver] = ["accept", "give-consent", "hand-over"],
        [Stage.Closed] = ["accept", "record-outcome", "close"],
    };

    private static readonly string[] ToAssessment = ["acknowledge", "apply-filter", "disclose", "comment"];
    private static readonly string[] ToView = [.. ToAssessment, "assess", "appoint-investigator", "circulate-draft", "comment-on-draft", "comment-on-draft:subject", "file-report"];
    private static readonly string[] ToDetermination = [.. ToView, "request-view", "record-view"];
    private static readonly string[] ToHearing = [.. ToDetermination, "decide"];
    private static readonly string[] ToDecision = [.. ToHearing, "convene", "find"];

    private static readonly Dictionary<Stage, string[]> Advised = new()
    {
        [Stage.Received] = [],
        [Stage.Triage] = ["acknowledge"],
        [Stage.Advice] = ["acknowledge", "triage"],
        [Stage.FollowUp] = ["acknowledge", "triage", "advise"],
        [Stage.Withdrawal] = ["withdraw"],
        [Stage.HandedOver] = ["acknowledge", "give-consent", "hand-over"],
        [Stage.Closed] = ["acknowledge", "triage", "advise", "close"],
    };

    private static readonly Dictionary<Stage, string[]> Formal = new()
    {
        [Stage.Received] = [],
        [Stage.Confidentiality] = ["acknowledge"],
        [Stage.RaiserChoice] = ["acknowledge", "decide-confidentiality"],
        [Stage.Filter] = ["acknowledge"],
        [Stage.OutsideCode] = ["acknowledge", "apply-filter:no"],
        [Stage.Disclosure] = ["acknowledge", "apply-filter"],
        [Stage.Comments] = ["acknowledge", "apply-filter", "disclose"],
        [Stage.Assessment] = ToAssessment,
        [Stage.Resolution] = [.. ToAssessment, "assess:informal-resolution"],
        [Stage.Investigation] = [.. ToAssessment, "assess"],
        [Stage.View] = ToView,
        [Stage.Determination] = ToDetermination,
        [Stage.Hearing] = ToHearing,
        [Stage.Decision] = ToDecision,
        [Stage.Closed] = [.. ToDecision, "issue-decision"],
        [Stage.Review] = [.. ToDecision, "issue-decision", "ask-for-review"],
        [Stage.Withdrawal] = ["withdraw"],
        [Stage.HandedOver] = ["acknowledge", "give-consent", "hand-over"],
    };

    /// <summary>Every route and stage to which a case can be brought; a review only where the council's arrangements allow one.</summary>
    public static IEnumerable<(Route Route, Stage Stage)> Places =>
        Usual.Keys.SelectMany(route => WaysOf(route).Keys.Where(stage => stage != Stage.Review).Select(stage => (route, stage)));

    /// <summary>
    /// A case at that stage. <paramref name="confidentiality"/> is named, confidential or anonymous; stages that only a confidential complaint reaches make it so.
    /// <paramref name="inputs"/> replace what is entered when it is raised; <paramref name="then"/> are further steps, as in the ways above.
    /// </summary>
    public static async Task<GivenCase> GivenCaseAsync(
        this App app, Route route, Stage stage, string? raiser = null, string? subject = null, string? confidentiality = null, IReadOnlyDictionary<string, string[]>? inputs = null, IEnumerable<string>? then = null)
    {
        var usual = Usual[route];
        var (by, about) = (raiser ?? usual.Raiser, subject ?? usual.Subject);
        var secret = route == Route.R3 && stage is Stage.Confidentiality or Stage.RaiserChoice && route == Route.R3;
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        var now = await NowAsync(scope.ServiceProvider);
        var reason = new Dictionary<string, string[]>(Raising(route, inputs?.GetValueOrDefault("route")?[0] ?? usual.Code, confidentiality ?? (secret ? "confidential" : "named"), now, about));
        foreach (var (code, values) in inputs ?? new Dictionary<string, string[]>()) reason[code] = values;
        var raised = Case.Submit(confidentiality == "anonymous" ? new RaiserIdentity(null, null, false) : new RaiserIdentity(Who(now, by), null, true), new Inputs(reason), now);
        var c = raised.Cases[0];
        db.Cases.AddRange(raised.Cases);
        foreach (var step in WaysOf(route)[stage].Concat(then ?? [])) Take(c, step, now, db);
        await db.SaveChangesAsync();
        if (then is null && c.Stage != stage) throw new InvalidOperationException($"The way to {stage} on {route} leads to {c.Stage}.");
        return new GivenCase(c.Reference.Value, by, about);
    }

    /// <summary>Takes a step on a case outside the site, as a colleague in another room would: <c>accept</c>, <c>apply-filter:no</c>.</summary>
    public static async Task GivenStepAsync(this App app, string reference, string step)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        var c = await scope.ServiceProvider.GetRequiredService<CaseDesk>().FindOtherAsync(reference, CancellationToken.None) ?? throw new InvalidOperationException($"There is no {reference}.");
        Take(c, step, await NowAsync(scope.ServiceProvider), db);
        await db.SaveChangesAsync();
    }

    /// <summary>Email of whoever holds a live grant of that kind on the case.</summary>
    public static async Task<string> HolderOfAsync(this App app, string reference, GrantKind kind)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var c = await scope.ServiceProvider.GetRequiredService<CaseDesk>().FindOtherAsync(reference, CancellationToken.None) ?? throw new InvalidOperationException($"There is no {reference}.");
        var now = await NowAsync(scope.ServiceProvider);
        return now.People.Find(c.Live(kind, now.Today).Last().Person)!.Email;
    }

    /// <summary>The case as it is stored.</summary>
    public static async Task<Case> ReadCaseAsync(this App app, string reference)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CaseDesk>().FindOtherAsync(reference, CancellationToken.None) ?? throw new InvalidOperationException($"There is no {reference}.");
    }

    /// <summary>What was entered the last time that somebody did this.</summary>
    public static async Task<Inputs> ReadInputsAsync(this App app, Case c, string verb)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return c.Read(c.Events.Last(e => e.Verb == verb), scope.ServiceProvider.GetRequiredService<ISeam>());
    }

    private static IReadOnlyDictionary<Stage, string[]> WaysOf(Route route) => route switch { Route.R2 => Advised, Route.R3 => Formal, _ => Handled };

    private static async Task<Circumstances> NowAsync(IServiceProvider services)
    {
        await services.GetRequiredService<CurrentPerson>().LoadAsync(CancellationToken.None);
        return await services.GetRequiredService<CaseDesk>().NowAsync(null, CancellationToken.None);
    }

    private static Pseudonym Who(Circumstances now, string email) => now.People.PseudonymOf(now.People.Find(email) ?? throw new InvalidOperationException($"There is no {email}."));

    private static string P(Circumstances now, string email) => Party.Of(Who(now, email)).ToString();

    private static Dictionary<string, string[]> Raising(Route route, string code, string confidentiality, Circumstances now, string about)
    {
        var occurred = Inputs.Iso(now.Today.AddDays(-5));
        var raising = new Dictionary<string, string[]>
        {
            ["subject"] = [P(now, about)],
            ["narrative"] = ["In the meeting I was told in front of everybody that I was clueless and should go home."],
            ["summary"] = ["Put down in a meeting"],
            ["occurred_on"] = [occurred],
            ["setting"] = ["committee"],
            ["themes"] = ["disrespect-in-meeting"],
            ["route"] = [code],
            ["confidentiality"] = [confidentiality],
            ["declaration"] = ["yes"],
            ["wish"] = ["An apology"],
        };
        if (route != Route.R3) return raising;
        raising["name_consent"] = [confidentiality == "named" ? "yes" : "confidential"];
        raising["allegations.1.text"] = ["On that evening the member telephoned me and told me to change my recommendation, or else."];
        raising["allegations.1.heading"] = ["impartiality"];
        return raising;
    }

    private static void Take(Case c, string step, Circumstances now, CaseDb db)
    {
        var (code, how) = step.Split(':') is [var name, var choice] ? (name, choice) : (step, "");
        var verb = Verbs.Of(code);
        var actor = how == "subject" ? Actor.Subject : verb.Actors.First(a => a != Actor.System && verb.IsPossible(c.Route, c.Stage, a) && a.Grant() is { } kind && c.Live(kind, now.Today).Any());
        var by = c.Live(actor.Grant()!.Value, now.Today).Last().Person;
        var done = c.Do(new Step(verb, actor, by, new Inputs(Entered(c, code, how, now))), now);
        db.Cases.AddRange(done.Opened);
    }

    private static Dictionary<string, string[]> Entered(Case c, string code, string how, Circumstances now)
    {
        const string Reason = "There are good reasons for this, and they are written down.";
        var later = Inputs.Iso(now.Calendar.Add(now.Today, 10));
        string[] papers = ["1"];
        return code switch
        {
            "decline" or "hand-over" or "decide-confidentiality" or "appoint-investigator" or "ask-for-review" or "recuse" or "refer" or "continue-in-public-interest" => new()
            {
                ["reason"] = [Reason],
                ["destination"] = [c.Route == Route.R5 ? "hr" : "grievance"],
                ["conf_decision"] = [how.Length > 0 ? how : "refused"],
                ["person"] = [P(now, "rosalind@thayer-reviews.example")],
            },
            "record-outcome" => new() { ["outcome"] = [c.Route switch { Route.R4 => "report-corrected", Route.R5 => "handled-by-manager", _ => "apology" }], ["note"] = ["Spoke to both."], ["message"] = ["They have apologised."] },
            "withdraw" => new() { ["pressure"] = [how.Length > 0 ? how : "no"] },
            "give-consent" => new() { ["consent_kind"] = [how.Length > 0 ? how : "pass-on"], ["consent_to"] = ["whoever needs to know"] },
            "ask-consent" => new() { ["consent_kind"] = [how.Length > 0 ? how : "contact-member"], ["consent_to"] = ["the member"], ["message"] = ["May I speak to the member?"] },
            "ask-other-side" => new() { ["message"] = ["What is your side of this?"], ["due_on"] = [later] },
            "acknowledge" or "comment" or "comment-on-draft" => new() { ["message"] = ["Thank you. This has arrived."] },
            "send-message" => new() { ["thread"] = ["raiser"], ["message"] = ["A word about how this goes on."] },
            "triage" => new() { ["protected"] = ["no"], ["note"] = ["A quiet word may do."], ["action"] = ["advised-officer"] },
            "advise" => new() { ["action"] = ["advised-officer"], ["contact"] = ["nobody"], ["message"] = ["This is what I advise."] },
            "close" when c.Route == Route.R2 => new() { ["outcome"] = ["support-only"], ["closure_reason"] = ["resolved"] },
            "pause" => new() { ["pause_reason"] = [how.Length > 0 ? how : "illness"], ["until"] = [later], ["reason"] = [Reason] },
            "apply-filter" => new(Enumerable.Range(1, 4).SelectMany(n => new[] { KeyValuePair.Create($"filter_answers.{n}", new[] { n == 3 && how == "no" ? "no" : "yes" }), KeyValuePair.Create($"filter_answers.{n}.reason", new[] { Reason }) })),
            "disclose" => new() { ["allegations.1.text"] = ["It is alleged that you telephoned an officer and told them to change a recommendation."], ["allegations.1.heading"] = ["impartiality"], ["neutral"] = ["yes"] },
            "assess" => new(now.Taxonomy.List("public_interest_questions").SelectMany(q => new[] { KeyValuePair.Create($"interest_test.{q.Code}", new[] { "yes" }), KeyValuePair.Create($"interest_test.{q.Code}.reason", new[] { Reason }) }))
            {
                ["decision"] = [how.Length > 0 ? how : "investigate"],
                ["reason"] = [Reason],
            },
            "circulate-draft" => new() { ["files"] = ["The draft report."], ["due_on"] = [later], ["neutral"] = ["yes"] },
            "file-report" => new(c.Allegations.Where(a => a.Disclosed).SelectMany(a => new[] { KeyValuePair.Create($"proposed.{a.Number}", new[] { "breach" }), KeyValuePair.Create($"proposed.{a.Number}.reason", new[] { "Two witnesses agree." }) }))
            {
                ["files"] = ["The final report."],
                ["note"] = ["Filed."],
            },
            "consult-own" => new() { ["person"] = [P(now, "desmond.achterlonie@independent.wealdmere.example")] },
            "request-view" => new() { ["person"] = [P(now, "helen.maddock@independent.wealdmere.example")], ["papers"] = papers, ["due_on"] = [later] },
            "record-view" => new() { ["view_text"] = ["In my view the evidence supports a hearing."] },
            "decide" => new() { ["decision"] = [how.Length > 0 ? how : "hearing"], ["considered"] = ["The view was read and weighed."], ["reason"] = [Reason] },
            "convene" => new()
            {
                ["members"] = [P(now, "cllr.gurdeep.sohal@wealdmere.example"), P(now, "cllr.penelope.shaw@wealdmere.example"), P(now, "cllr.lorna.cheever@wealdmere.example")],
                ["hearing_on"] = [later],
                ["papers"] = papers,
            },
            "find" => new() { ["findings.1"] = [how.Length > 0 ? how : "breach"], ["findings.1.reason"] = [Reason], ["considered"] = ["The view was read and weighed."] },
            "issue-decision" => new() { ["letters.raiser"] = ["Dear complainant, this is the decision."], ["letters.subject"] = ["Dear councillor, this is the decision."], ["outcome"] = ["breach"], ["closure_reason"] = ["breach"] },
            _ => [],
        };
    }
}
