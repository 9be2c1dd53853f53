using System.Collections.Concurrent;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Features.Raising;
using CaseTracker.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>
/// A tour of the whole site by the people who use it: every page once, with the states in which it looks different. What was found is kept for the tests that ask about it.
/// </summary>
public sealed class Tour(Chromium chromium) : ListeningApp(chromium)
{
    private const string PageHeader = "X-Test-Page", BreaksTheSite = "The words at which this site breaks. ";

    private readonly ConcurrentDictionary<string, string> _visited = [];
    private readonly ConcurrentDictionary<Round, Task<IReadOnlyCollection<string>>> _rounds = [];
    private Lazy<Task>? _all;

    /// <summary>Who goes round.</summary>
    public enum Round
    {
        Anybody,
        Raiser,
        Recorder,
        Follower,
        Handler,
        Officer,
        Others,
        Importer,
        Publisher,
        Doors,
        Reporter,
        Requests,
    }

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["CaseTracker:Rules:ReviewAllowed"] = "true",
        // An identity provider that is out of reach.
        ["CaseTracker:SingleSignOn:Authority"] = "http://127.0.0.1:1",
        ["CaseTracker:SingleSignOn:ClientId"] = "casetracker",
        ["CaseTracker:SingleSignOn:ClientSecret"] = "secret",
        ["CaseTracker:SingleSignOn:Name"] = "your council account",
    };

    /// <summary>Files of the pages that were opened.</summary>
    public ICollection<string> Visited => _visited.Keys;

    /// <summary>What was found wrong on a round. All are gone once, two at a time.</summary>
    public async Task<IReadOnlyCollection<string>> GoAsync(Round round)
    {
        var all = LazyInitializer.EnsureInitialized(ref _all, () => new(() => Parallel.ForEachAsync(Enum.GetValues<Round>(), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (r, _) =>
            // What goes wrong on one round is told by the test of that round.
            await ((Task)(_rounds[r] = GoRoundAsync(r))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing))));
        await all.Value;
        return await _rounds[round];
    }

    protected override void Configure(IWebHostBuilder builder) => builder.ConfigureTestServices(services =>
    {
        services.AddTransient<IStartupFilter, PageNames>();
        services.Configure<MvcOptions>(options => options.Filters.Add(new Breaking()));
    });

    private async Task<IReadOnlyCollection<string>> GoRoundAsync(Round round)
    {
        var found = new Inspection();
        await (round switch
        {
            Round.Anybody => AnybodyAsync(found),
            Round.Raiser => RaiserAsync(found),
            Round.Recorder => RecorderAsync(found),
            Round.Follower => FollowerAsync(found),
            Round.Handler => HandlerAsync(found),
            Round.Officer => OfficerAsync(found),
            Round.Others => OthersAsync(found),
            Round.Importer => ImporterAsync(found),
            Round.Publisher => PublisherAsync(found),
            Round.Doors => DoorsAsync(found),
            Round.Reporter => ReporterAsync(found),
            Round.Requests => RequestsAsync(found),
            _ => throw new ArgumentOutOfRangeException(nameof(round)),
        });
        return found.Found;
    }

    // Nobody has signed in.
    private async Task AnybodyAsync(Inspection found)
    {
        await using var visitor = Watched(await VisitAsync());
        foreach (var path in new[]
                 {
                     "/", "/protocol", "/protocol/compare", "/help", "/help/words", "/help/something-else", "/privacy", "/accessibility", "/statistics", "/account/ended", "/account/mail", "/nowhere", "/errors/409",
                 })
            await LookAsync(found, visitor, path);
        await visitor.GoAsync("/protocol");
        await visitor.ClickAsync(visitor.Page.Locator("main table a").Last);
        await LookAsync(found, visitor, "two versions of the Protocol");

        await LookAsync(found, visitor, "/account/sign-in/provider");
        await LookAsync(found, visitor, "/account/sign-in/provider/back?code=x&state=y");
        await LookAsync(found, visitor, "/account/sign-in");
        await RefuseAsync(found, visitor, "Sign in");
        await LookAsync(found, visitor, "/account/start");
        await RefuseAsync(found, visitor, "Send me a link");
        await visitor.FillAsync("Email address", Story.Email("leah.byrne"));
        await visitor.PressAsync("Send me a link");
        await LookAsync(found, visitor, "a link was asked for", "Check your email");
        await LookAsync(found, visitor, "/account/start/a-link-that-never-was");
        var letters = visitor.Page.Locator("main section a");
        // Whether an address is known is looked up after the answer, so the letter may take a moment.
        for (var tries = 0; tries < 40 && await letters.CountAsync() == 0; tries++)
        {
            await Task.Delay(250);
            await visitor.GoAsync("/account/mail");
        }

        await LookAsync(found, visitor, "letters");
        // Its address begins as the council's does, which is not where this site listens.
        await visitor.GoAsync(new Uri((await letters.First.GetAttributeAsync("href"))!).PathAndQuery);
        await LookAsync(found, visitor, "choose a password", "Choose a password");
        await RefuseAsync(found, visitor, "Set my password");

        // A link from a letter arrives without the cookie; the site then goes on from a page of its own, which is held here for long enough to be looked at.
        await visitor.Page.RouteAsync("**/account/continue**", async onward =>
        {
            var answer = await onward.FetchAsync();
            await onward.FulfillAsync(new() { Response = answer, Headers = answer.Headers.Where(h => !h.Key.Equals("refresh", StringComparison.OrdinalIgnoreCase)) });
        });
        await visitor.GoAsync("/account/continue?to=/help");
        await LookAsync(found, visitor, "arrived from a letter", "Opening the page");
    }

    // Somebody sets up a second step, uses it, and takes it away again.
    private async Task DoorsAsync(Inspection found)
    {
        await using var visitor = Watched(await VisitAsAsync("imogen.stroud"));
        await LookAsync(found, visitor, "/account/second-step");
        await LookAsync(found, visitor, "/account/second-step/app");
        await RefuseAsync(found, visitor, "Set up the app");
        var phone = new Phone(Clock, await visitor.Page.Locator("dd .ct-reference").InnerTextAsync());
        await visitor.FillAsync("Code", phone.Code());
        await visitor.PressAsync("Set up the app");
        await LookAsync(found, visitor, "recovery codes", "Keep your recovery codes");
        await LookAsync(found, visitor, "/account/second-step");
        await LookAsync(found, visitor, "/account/confirm");
        await RefuseAsync(found, visitor, "Confirm");
        await LookAsync(found, visitor, "/account/second-step/codes");
        await LookAsync(found, visitor, "/account/second-step/app/off");

        // A passkey belongs to a name, and 127.0.0.1 is none.
        var here = new UriBuilder(Address) { Host = "localhost" }.Uri.GetLeftPart(UriPartial.Authority);
        var device = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        await device.SendAsync("WebAuthn.enable");
        var options = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true };
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = options });
        await visitor.GoAsync($"{here}/account/sign-in");
        await visitor.FillAsync("Email address", Story.Email("imogen.stroud"));
        await visitor.FillAsync("Password", DemonstrationAccounts.Password);
        await visitor.PressAsync("Sign in");
        await LookAsync(found, visitor, "the second step of signing in", "Your second step");
        await RefuseAsync(found, visitor, "Continue");
        await visitor.FillAsync("Code", phone.Code(1));
        await visitor.PressAsync("Continue");
        await visitor.GoAsync($"{here}/account/second-step/passkeys");
        await LookAsync(found, visitor, "a new passkey", "Add a passkey");
        await visitor.PressAsync("Add a passkey");
        await visitor.IsToldAsync("The passkey is added");
        await LookAsync(found, visitor, "second steps of every kind", "Second step");
        await visitor.FollowAsync("Change the passkey Chrome on Linux");
        await LookAsync(found, visitor, "change a passkey", "Change a passkey");
        await visitor.GoAsync($"{here}/account/confirm");
        await LookAsync(found, visitor, "confirm with a passkey", "Confirm that it is you");
    }

    // An officer who has raised nothing yet raises a concern, slowly.
    private async Task RaiserAsync(Inspection found)
    {
        await using var visitor = Watched(await VisitAsAsync("tamsin.crewe"));
        await LookAsync(found, visitor, "/concerns");
        await LookAsync(found, visitor, "/account");
        await LookAsync(found, visitor, "/directory");
        await visitor.FillAsync("What is it about?", "unicorns");
        await visitor.PressAsync("Search");
        await LookAsync(found, visitor, "nothing found in the directory");
        await LookAsync(found, visitor, "/account/password");
        await RefuseAsync(found, visitor, "Change my password");
        await LookAsync(found, visitor, "/concerns/new/elsewhere");
        await RefuseAsync(found, visitor, "Show me where to go");
        await visitor.GoAsync("/concerns/new");
        await RefuseAsync(found, visitor, "Start");

        string[] needed = ["Who is it about?", "What happened?", "When and where did it happen?", "What does it touch?", "How would you like this handled?", "What do you say the councillor did?", "What may we do with your name?"];
        var telling = new Telling
        {
            Route = "Formal complaint",
            Allegation = "On 5 March at the Planning Committee Councillor Stannage said in public that I was clueless.",
            Name = "Yes",
            KeepOut = ("Edmund Sayle, Development Management Team Leader", "A friend of theirs"),
        };
        await telling.ToCheckAsync(visitor, async heading =>
        {
            await LookAsync(found, visitor, $"raising: {heading}");
            if (needed.Contains(heading)) await RefuseAsync(found, visitor, "Save and continue");
        });
        var draft = visitor.Path.Split('/')[3];
        await visitor.GoAsync($"/concerns/new/{draft}/evidence?from=check");
        await visitor.PressAsync("Add a file");
        await LookAsync(found, visitor, "a file for a draft", "Add a file");
        await RefuseAsync(found, visitor, "Add the file");
        await visitor.FillAsync("What does it show, or say?", "The notice on the door of the chamber.");
        await visitor.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "notice.jpg", MimeType = "image/jpeg", Buffer = SampleFiles.Jpeg() });
        await visitor.PressAsync("Add the file");
        await visitor.ReadsAsync("notice.jpg");
        await LookAsync(found, visitor, "a draft with a file");
        await visitor.GoAsync($"/concerns/new/{draft}/delete");
        await LookAsync(found, visitor, "delete a draft");
        await visitor.GoAsync($"/concerns/new/elsewhere/{draft}");
        await LookAsync(found, visitor, "use another procedure instead of a draft");
        await LookAsync(found, visitor, "/concerns");
        await LookAsync(found, visitor, "/concerns/new");
        await visitor.GoAsync($"/concerns/new/{draft}/declaration");
        await LookAsync(found, visitor, "the declaration");
        await RefuseAsync(found, visitor, "Send your concern");
        await visitor.ChooseAsync("What I have written is true as far as I know");
        await visitor.PressAsync("Send your concern");
        await LookAsync(found, visitor, "a concern was sent", "Your concern has been sent");

        await visitor.GoAsync("/concerns/new/elsewhere");
        await visitor.ChooseAsync("Whistleblowing");
        await visitor.PressAsync("Show me where to go");
        await LookAsync(found, visitor, "where to go instead", "Whistleblowing");
    }

    // Somebody without an account reports, and comes back.
    private async Task ReporterAsync(Inspection found)
    {
        await using var visitor = Watched(await VisitAsync());
        await LookAsync(found, visitor, "/report");
        await RefuseAsync(found, visitor, "Start");
        await new TellingAnonymously().ToCheckAsync(visitor, heading => LookAsync(found, visitor, $"reporting: {heading}"));
        await LookAsync(found, visitor, "/report", "Report a concern without giving your name");
        await visitor.PressAsync("Go on with it");
        await visitor.PressAsync("Continue to the declaration");
        await LookAsync(found, visitor, "reporting: the declaration", "Declaration");
        await visitor.ChooseAsync("What I have written is true as far as I know");
        await visitor.PressAsync("Send your concern");
        await LookAsync(found, visitor, "the code of a report", "Your report has been sent");
        var code = await visitor.Page.Locator("#code").InnerTextAsync();
        await visitor.PressAsync("I have written it down: end this visit");
        await LookAsync(found, visitor, "a visit has ended", "You have left");
        await LookAsync(found, visitor, "/report/return");
        await RefuseAsync(found, visitor, "Open your report");
        await visitor.FillAsync("Your code", code);
        await visitor.PressAsync("Open your report");
        await LookAsync(found, visitor, "a report", "Your concern about Cllr Derek Stannage");
        var report = visitor.Path;
        foreach (var page in new[] { "add-evidence", "withdraw", "seen", "convert", "exclude-person" })
        {
            await visitor.GoAsync($"{report}/{page}");
            await LookAsync(found, visitor, $"a report: {page}");
        }
        await LookAsync(found, visitor, "/report/concerns", "My report");
        await LookAsync(found, visitor, "/report/nowhere");
    }

    // A manager writes down what somebody else tells.
    private async Task RecorderAsync(Inspection found)
    {
        await using var visitor = Watched(await VisitAsAsync("kev.mundy"));
        await LookAsync(found, visitor, "/casework");
        await LookAsync(found, visitor, "/casework/new");
        await visitor.PressAsync("Start recording");
        await LookAsync(found, visitor, "recording: who told", "Who told you, and how?");
        await RefuseAsync(found, visitor, "Save and continue");
        await visitor.ChooseAsync("In person");
        await visitor.ChooseAsync("Somebody who works for the council or serves on it");
        await visitor.PickAsync("Their name", "Darren Pask, Refuse Loader");
        await visitor.PressAsync("Save and continue");
        await visitor.Page.WaitForURLAsync("**/account");
        await LookAsync(found, visitor, "recording: what they tell");
        await RefuseAsync(found, visitor, "Save and continue");
        await visitor.PickAsync("Person 1", "Cllr Maureen Tuckwell, Saltmarsh");
        await visitor.FillAsync("In their own words", "She came to the depot gate and shouted that the crew were thieves.");
        await visitor.FillAsync("In one line", "Crew called thieves at the gate");
        await visitor.FillDateAsync("Date it happened", new DateOnly(2026, 3, 6));
        await visitor.ChooseAsync("In person");
        await visitor.FillAsync("Where it happened", "Depot gate");
        await visitor.PressAsync("Save and continue");
        await visitor.Page.WaitForURLAsync("**/touches");
        await LookAsync(found, visitor, "recording: what it touches");
        await RefuseAsync(found, visitor, "Save and continue");
        await visitor.ChooseAsync("Public criticism");
        await visitor.PressAsync("Save and continue");
        await visitor.Page.WaitForURLAsync("**/handling");
        await LookAsync(found, visitor, "recording: who deals with it");
        await RefuseAsync(found, visitor, "Save and continue");
        await visitor.ChooseAsync("Formal complaint");
        await visitor.ChooseAsync("Use their name");
        await visitor.PressAsync("Save and continue");
        await visitor.Page.WaitForURLAsync("**/allegations");
        await LookAsync(found, visitor, "recording: allegations");
        await RefuseAsync(found, visitor, "Save and continue");
        await visitor.FillAsync("What the councillor did, when and where", "On 6 March at the depot gate she shouted at the whole crew that they were thieves.");
        await visitor.SelectAsync("Which part of the Code of Conduct it comes under", "Respect");
        await visitor.PressAsync("Save and continue");
        await LookAsync(found, visitor, "recording: read it back", "Read it back to them");
        await RefuseAsync(found, visitor, "Record the concern");
        await visitor.ChooseAsync("I have read this back to them, and they agree");
        await visitor.PressAsync("Record the concern");
        await LookAsync(found, visitor, "a concern was recorded", "The concern has been recorded");
    }

    // Whoever raised concerns follows them.
    private async Task FollowerAsync(Inspection found)
    {
        var (offered, asked, agreed) = (await CaseAsync(Route.R1, Stage.Offered), await CaseAsync(Route.R1, Stage.BeingHandled, "ask-consent"), await CaseAsync(Route.R1, Stage.BeingHandled, "give-consent:contact-member"));
        var (outcome, choice, withdrawn, closed) = (await CaseAsync(Route.R1, Stage.Outcome), await CaseAsync(Route.R1, Stage.RaiserChoice), await CaseAsync(Route.R1, Stage.Withdrawal), await CaseAsync(Route.R1, Stage.Closed));
        await using var visitor = Watched(await VisitAsAsync("joanna.pell"));
        await LookAsync(found, visitor, "/concerns");
        foreach (var (c, where) in new[] { (offered, "offered"), (asked, "asked to agree"), (outcome, "with an outcome"), (choice, "handed back"), (withdrawn, "withdrawn"), (closed, "closed") })
        {
            await visitor.GoAsync($"/concerns/{c}");
            await LookAsync(found, visitor, $"my concern, {where}");
        }

        await ActAsync(found, visitor, $"/concerns/{asked}", "who has seen", "seen", null);
        await visitor.GoAsync($"/concerns/{asked}");
        await RefuseAsync(found, visitor, "Send your answer");
        (string Case, string Act, string Button)[] acts =
        [
            (offered, "send-message", "Send"), (offered, "add-evidence", "Add the evidence"), (offered, "exclude-person", "Keep them out"), (offered, "withdraw", "Withdraw your concern"), (offered, "convert", "Send your formal complaint"),
            (agreed, "give-consent", "Record your agreement"), (agreed, "withdraw-consent", "Take it back"), (agreed, "escalate", "Take it further"), (outcome, "close", "Send your answer"), (choice, "choose-route", "Send your choice"),
        ];
        foreach (var (c, act, button) in acts) await ActAsync(found, visitor, $"/concerns/{c}", $"my concern: {act}", act, act == "send-message" ? null : button);
        await ActAsync(found, visitor, $"/concerns/{offered}", "my concern: a failure", "send-message", null);
        await visitor.Page.Locator("#message").FillAsync(BreaksTheSite + string.Concat(Enumerable.Repeat("It happened again on Thursday. ", 40)));
        await visitor.PressAsync("Send the message");
        await LookAsync(found, visitor, "a failure that gives back what was typed", "Sorry, there is a problem");
        await ActAsync(found, visitor, $"/concerns/{withdrawn}", "my concern: cancel-withdrawal", "cancel-withdrawal", null);
        await ActAsync(found, visitor, $"/concerns/{closed}", "my concern: withdraw, too late", "withdraw", null);

        var refused = await CaseAsync(Route.R3, Stage.RaiserChoice);
        await using var other = Watched(await VisitAsAsync("ruth.okafor"));
        await ActAsync(found, other, $"/concerns/{refused}", "my complaint: accept-disclosure", "accept-disclosure", "Continue");
        await ActAsync(found, other, $"/concerns/{refused}", "my complaint: make-informal", "make-informal", "Go on informally");
    }

    // A Group Head to whom cases were put.
    private async Task HandlerAsync(Inspection found)
    {
        var (offered, handled) = (await CaseAsync(Route.R1, Stage.Offered), await CaseAsync(Route.R1, Stage.BeingHandled));
        await using var visitor = Watched(await VisitAsAsync("colin.farraday"));
        await LookAsync(found, visitor, "/casework");
        foreach (var c in new[] { offered, handled })
        {
            await visitor.GoAsync($"/casework/{c}");
            await LookAsync(found, visitor, $"a manager's case, {(c == offered ? "offered" : "accepted")}");
        }

        await ActAsync(found, visitor, $"/casework/{handled}", "brief", "brief", null);
        await ActAsync(found, visitor, $"/casework/{offered}", "accept", "accept", null);
        await ActAsync(found, visitor, $"/casework/{handled}", "accept, too late", "accept", null);
        foreach (var (act, button) in new[] { ("act", "Record what you did"), ("record-outcome", "Continue"), ("ask-consent", "Ask for agreement"), ("hand-over", "Continue"), ("escalate", "Continue") })
            await ActAsync(found, visitor, $"/casework/{handled}", act, act, button);
        await ActAsync(found, visitor, $"/casework/{offered}", "decline", "decline", "Continue");
        await visitor.FillAsync("Why can you not take this?", "I was in the room myself.");
        await visitor.PressAsync("Continue");
        await LookAsync(found, visitor, "decline, once more before it counts", "Check before you go on");
    }

    // Files of each look, added and opened.
    private async Task FilesAsync(Inspection found, Visitor visitor, string reference)
    {
        foreach (var (content, name) in new[] { (SampleFiles.Jpeg(orientation: 1), "notice.jpg"), (SampleFiles.Pdf(), "letter.pdf") })
        {
            await visitor.GoAsync($"/casework/{reference}/add-evidence");
            await LookAsync(found, visitor, "add evidence", "Add evidence");
            await visitor.FillAsync("What is it, and what does it say?", "The notice on the door of the chamber, with its date and who signed it.");
            await visitor.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });
            await visitor.PressAsync("Add the evidence");
            await visitor.IsToldAsync("Evidence added");
        }
        await LookAsync(found, visitor, "a case with files");
        foreach (var link in await visitor.Page.Locator("#evidence a[href*='/files/']").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))"))
        {
            await visitor.GoAsync(link);
            await LookAsync(found, visitor, "a file of evidence");
        }
        await visitor.GoAsync($"/casework/{reference}");
        await visitor.Page.Locator("#evidence a[href*='/files/']").First.ClickAsync();
        await visitor.FollowAsync("Open the original");
        await LookAsync(found, visitor, "the original of a file", "Open the original");
        await RefuseAsync(found, visitor, "Open the original");
    }

    // The Monitoring Officer.
    private async Task OfficerAsync(Inspection found)
    {
        var (received, triage, advice, follow) = (await CaseAsync(Route.R2, Stage.Received, confidentiality: "confidential"), await CaseAsync(Route.R2, Stage.Triage), await CaseAsync(Route.R2, Stage.Advice), await CaseAsync(Route.R2, Stage.FollowUp));
        var (filter, disclosure, assessment, investigation) = (await CaseAsync(Route.R3, Stage.Filter), await CaseAsync(Route.R3, Stage.Disclosure), await CaseAsync(Route.R3, Stage.Assessment), await CaseAsync(Route.R3, Stage.Investigation));
        var (view, hearing, decision, closed, managers) = (await CaseAsync(Route.R3, Stage.View), await CaseAsync(Route.R3, Stage.Hearing), await CaseAsync(Route.R3, Stage.Decision), await CaseAsync(Route.R3, Stage.Closed), await CaseAsync(Route.R1, Stage.BeingHandled));
        await using var visitor = Watched(await VisitAsAsync("priya.ranas"));
        await LookAsync(found, visitor, "/casework");
        await LookAsync(found, visitor, "/casework?tab=due&route=R5&theme=bullying");
        await visitor.GoAsync("/casework/search");
        await LookAsync(found, visitor, "search");
        foreach (var words in new[] { "Stannage", "unicorns" })
        {
            await visitor.FillAsync("Search your cases", words);
            await visitor.PressAsync("Search");
            await visitor.ReadsAsync(words);
            await LookAsync(found, visitor, $"search: {words}");
        }

        foreach (var (c, where) in new[] { (advice, "advice"), (assessment, "assessment"), (closed, "closed") })
        {
            await visitor.GoAsync($"/casework/{c}");
            await LookAsync(found, visitor, $"the officer's case, {where}");
        }

        await ActAsync(found, visitor, $"/casework/{advice}", "everyone who has looked", "views", null);
        (string Case, string Act, string? Button)[] acts =
        [
            (received, "acknowledge", "Acknowledge"), (received, "open-identity", "Continue"), (triage, "triage", null), (advice, "advise", null), (follow, "close", "Continue"), (advice, "pause", null), (advice, "extend", null),
            (advice, "link", null), (advice, "correct", null), (advice, "recuse", "Continue"), (advice, "add-note", null), (filter, "apply-filter", null), (disclosure, "disclose", "Continue"), (assessment, "assess", "Continue"),
            (investigation, "appoint-investigator", null), (view, "request-view", null), (hearing, "convene", null), (decision, "sanction", null), (decision, "issue-decision", null), (closed, "reopen", null),
        ];
        foreach (var (c, act, button) in acts) await ActAsync(found, visitor, $"/casework/{c}", act, act, button);
        await ActAsync(found, visitor, $"/casework/{closed}", "publish", "publish", null);
        await visitor.GoAsync($"/casework/{disclosure}/disclose");
        await visitor.Page.Locator("[name=neutral]").CheckAsync();
        await visitor.PressAsync("Continue");
        await visitor.ReadsAsync("As the member will see it");
        await found.LookAgainAsync(visitor, "what the member will see");
        await FilesAsync(found, visitor, advice);
        await ActAsync(found, visitor, $"/casework/{managers}", "take oversight", "take-oversight", null);
        await LookAsync(found, visitor, "/casework/cover");
        await RefuseAsync(found, visitor, "Arrange cover");
        await LookAsync(found, visitor, "/casework/roles");
        await LookAsync(found, visitor, "/casework/appointments");
        await LookAsync(found, visitor, $"/casework/{filter}/letters");
        await LookAsync(found, visitor, $"/casework/{filter}/letters/write?kind=acknowledgement&to=raiser");
        await visitor.PressAsync("Show it as it will be read");
        await found.LookAgainAsync(visitor, "a letter as it will be read");
        await visitor.PressAsync("Send the letter");
        await found.LookAgainAsync(visitor, "a letter that was sent");
        await LookAsync(found, visitor, "/casework/letter-texts");
        await LookAsync(found, visitor, "/casework/letter-texts/decision-notice");
        await LookAsync(found, visitor, "/casework/arrangements");
        await LookAsync(found, visitor, "/casework/retention");
        await LookAsync(found, visitor, $"/casework/retention/{closed}");
        await RefuseAsync(found, visitor, "Place the hold");
    }

    // Everybody else who is brought into a formal complaint, and the Chief Executive where no Monitoring Officer is left.
    private async Task OthersAsync(Inspection found)
    {
        var (comments, view, hearing) = (await CaseAsync(Route.R3, Stage.Comments), await CaseAsync(Route.R3, Stage.View, "request-view"), await CaseAsync(Route.R3, Stage.Hearing, "convene"));
        var investigation = await CaseAsync(Route.R3, Stage.Investigation, "appoint-investigator");
        foreach (var (c, kind, act) in new[] { (comments, GrantKind.Subject, "comment"), (view, GrantKind.IndependentPerson, "record-view"), (investigation, GrantKind.Investigator, "circulate-draft"), (hearing, GrantKind.Panel, null as string) })
        {
            await using var visitor = Watched(await VisitAsync());
            var email = await this.HolderOfAsync(c, kind);
            await GivenAccountAsync(email);
            await visitor.SignInAsync(email);
            await LookAsync(found, visitor, "/casework", by: kind.ToString());
            await visitor.GoAsync($"/casework/{c}");
            await LookAsync(found, visitor, $"a complaint as the {kind} sees it");
            if (act is not null) await ActAsync(found, visitor, $"/casework/{c}", act, act, null);
            if (kind == GrantKind.Subject) await ActAsync(found, visitor, $"/casework/{c}", "consult-own", "consult-own", null);
        }

        string[] officers = ["priya.ranas@wealdmere.example", "tom.ashdown@wealdmere.example", "ines.calloway@stourbeck.example"];
        var nobodys = await this.GivenCaseAsync(Route.R2, Stage.Received, inputs: new Dictionary<string, string[]> { ["keep_out"] = [.. await Task.WhenAll(officers.Select(NamedAsync))] });
        await using var chief = Watched(await VisitAsAsync("marcus.elvey"));
        await LookAsync(found, chief, "/casework", by: "Chief Executive");
        await ActAsync(found, chief, $"/casework/{nobodys}", "name a substitute", "name-substitute", "Name them");
    }

    // The administrator, who brings in a file that is no good.
    private async Task ImporterAsync(Inspection found)
    {
        await using var visitor = Watched(await VisitAsAsync("dev.chaudhry"));
        foreach (var path in new[] { "/admin", "/admin/sessions", "/admin/import", "/admin/import/people" }) await LookAsync(found, visitor, path);
        await RefuseAsync(found, visitor, "Check the file");
        await visitor.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = "email,display_name\nx,y\n"u8.ToArray() });
        await visitor.PressAsync("Check the file");
        await visitor.ReadsAsync("Nothing has been imported");
        await LookAsync(found, visitor, "a file was refused");
    }

    // The Monitoring Officer publishes statistics, and has figures of their own; the committee reads.
    private async Task PublisherAsync(Inspection found)
    {
        await CaseAsync(Route.R2, Stage.Closed);
        await using var officer = Watched(await VisitAsAsync("priya.ranas"));
        await LookAsync(found, officer, "/statistics/publish");
        await RefuseAsync(found, officer, "Begin the figures");
        if ((await RunAsync("statistics", "close-period", "--through", "2025-06-30", "--from", "2023-04-01")).ExitCode != 0) found.Note("statistics", "could not be published");
        foreach (var path in new[] { "/statistics", "/statistics/2024-25", "/statistics/2025-26-q1", "/statistics/2024-25/readers", "/statistics/publish" }) await LookAsync(found, officer, path, by: "Monitoring Officer");
        await officer.FillAsync("Commentary", "Cllr Stannage was spoken to.");
        await RefuseAsync(found, officer, "Publish 2025-26 Q2");
        await LookAsync(found, officer, "/statistics/2024-25/correct");
        await RefuseAsync(found, officer, "Publish the correction");
        await LookAsync(found, officer, "/statistics/answers");
        await RefuseAsync(found, officer, "Check and record the answer");
        foreach (var by in new[] { "route", "time", "incidents", "protocol" }) await LookAsync(found, officer, $"/casework/insight?by={by}&year=all");
        await LookAsync(found, officer, "/casework/insight/cases?by=route&year=all&row=monitoring-officer");

        await using var committee = Watched(await VisitAsAsync("cllr.gurdeep.sohal"));
        foreach (var path in new[] { "/statistics", "/statistics/2024-25", "/statistics/2024-25-q4" }) await LookAsync(found, committee, path, by: "Standards Committee");
    }

    // A request from the first page to the answer that was given.
    private async Task RequestsAsync(Inspection found)
    {
        await CaseAsync(Route.R2, Stage.FollowUp);
        await using var visitor = Watched(await VisitAsAsync("priya.ranas"));
        const string List = "/casework/subject-access";
        await LookAsync(found, visitor, List);
        await LookAsync(found, visitor, $"{List}/new");
        await RefuseAsync(found, visitor, "Register and search");
        await visitor.GoAsync($"{List}/new");
        await visitor.ChooseAsync("Somebody who works for the council or serves on it, or did");
        await visitor.PickAsync("Their name", "Cllr Derek Stannage, Castle Hill");
        foreach (var (box, value) in new[] { ("received-on", "1"), ("received-on-month", "9"), ("received-on-year", "2025") }) await visitor.Page.Locator($"#{box}").FillAsync(value);
        await visitor.Page.Locator("#scope").FillAsync("Everything");
        await visitor.ChooseAsync("There is no doubt");
        await visitor.Page.Locator("#how").FillAsync("They came in person.");
        await visitor.PressAsync("Register and search");
        await found.LookAgainAsync(visitor, "a request for personal data");
        var request = new Uri(visitor.Page.Url).AbsolutePath;
        foreach (var step in new[] { "ask", "extend", "end" })
        {
            await LookAsync(found, visitor, $"{request}/time/{step}");
            await RefuseAsync(found, visitor, step == "end" ? "End the request" : "Record it");
        }
        await LookAsync(found, visitor, $"{request}/answer");
        await RefuseAsync(found, visitor, "Answer the request");
        await visitor.GoAsync(request);
        var items = await visitor.Page.Locator(".ct-items a").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        await LookAsync(found, visitor, items[0]);
        await RefuseAsync(found, visitor, "Record the decision");
        foreach (var item in items)
        {
            await visitor.GoAsync(item);
            await visitor.ChooseAsync("No, it is held back");
            await visitor.Page.Locator("#exemption").CheckAsync();
            await visitor.Page.Locator("#why").FillAsync("It was looked at by itself.");
            await visitor.PressAsync("Record the decision");
        }
        await visitor.GoAsync(request);
        await found.LookAgainAsync(visitor, "a request in which everything is decided");
        await visitor.GoAsync($"{request}/answer");
        await visitor.PressAsync("Answer the request");
        await found.LookAgainAsync(visitor, "an answer that was given");
        await LookAsync(found, visitor, items[0]);
        await LookAsync(found, visitor, List);
    }

    private async Task<string> CaseAsync(Route route, Stage stage, string? then = null, string? confidentiality = null) =>
        (await this.GivenCaseAsync(route, stage, confidentiality: confidentiality, then: then is null ? null : [then])).Reference;

    private async Task<string> NamedAsync(string email) => Party.Of(await this.PseudonymAsync(email)).ToString();

    private Visitor Watched(Visitor visitor)
    {
        visitor.Page.Response += (_, answer) =>
        {
            if (answer.Headers.TryGetValue(PageHeader.ToLowerInvariant(), out var page)) _visited[page] = answer.Url;
        };
        return visitor;
    }

    // Opens an address if it is one, and looks.
    private static async Task LookAsync(Inspection found, Visitor visitor, string where, string? heading = null, string? by = null)
    {
        if (where.StartsWith('/')) await visitor.GoAsync(where);
        if (heading is not null) await visitor.SeesAsync(heading);
        await found.LookAsync(visitor, by is null ? where : $"{where} as {by}");
    }

    // An act's page, and how it looks when it is sent as it is.
    private static async Task ActAsync(Inspection found, Visitor visitor, string of, string where, string act, string? refuse)
    {
        var answer = await visitor.GoAsync($"{of}/{act}");
        if (answer.Status != 200) found.Note(where, $"answers {answer.Status}");
        await found.LookAgainAsync(visitor, where);
        if (refuse is not null) await RefuseAsync(found, visitor, refuse);
    }

    private static async Task RefuseAsync(Inspection found, Visitor visitor, string button)
    {
        await visitor.PressAsync(button);
        await visitor.ErrorsAsync();
        await found.LookAgainAsync(visitor, $"{await visitor.Page.Locator("h1").First.InnerTextAsync()}, refused");
    }

    // Fails as the code might, so that the page which says so is seen too.
    private sealed class Breaking : IResourceFilter
    {
        public void OnResourceExecuting(ResourceExecutingContext context)
        {
            // A page that takes files reads its form itself, as it arrives.
            if (context.HttpContext.Request is { HasFormContentType: true } request && !Upload.IsMultipart(request) && request.Form.Any(f => f.Value.ToString().StartsWith(BreaksTheSite, StringComparison.Ordinal))) throw new InvalidOperationException("Broken for a test.");
        }

        public void OnResourceExecuted(ResourceExecutedContext context)
        {
        }
    }

    // Says which page answered, in a header that only tests read.
    private sealed class PageNames : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, go) =>
            {
                http.Response.OnStarting(() =>
                {
                    if (http.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is { } page) http.Response.Headers[PageHeader] = page.RelativePath;
                    return Task.CompletedTask;
                });
                return go(http);
            });
            next(app);
        };
    }
}
