using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>Formal complaints that do not go the usual way (domain brief, section 7, edge cases), from the Monitoring Officer's desk to the last letter.</summary>
public class FormalEdgeCasesTests(ListeningApp app) : FormalStory(app)
{
    private const string Officer = "priya.ranas", Okafor = "ruth.okafor", Pell = "joanna.pell";
    private const string SaidInMeeting = "It is alleged that you called an officer incompetent, twice, before a full public gallery, and would not withdraw it.";
    private static readonly DateOnly Monday = new(2026, 3, 9), Tuesday = new(2026, 3, 10), Later = new(2026, 3, 18), Next = new(2026, 4, 9);

    private static (string, object)[] Told(string text = SaidInMeeting) => [("allegations.1.text", text), ("allegations.1.heading", "respect"), ("neutral", "true")];

    [Fact]
    public async Task A_complaint_about_a_Group_Leader_goes_to_the_member_alone_and_is_resolved()
    {
        const string leader = "cllr.wilfred.garton";
        App.Clock.Set(Monday);
        var advice = (await App.GivenCaseAsync(Route.R2, Stage.Advice, raiser: Story.Email(Pell), subject: Story.Email(leader), then: ["give-consent:contact-group-leader", "give-consent:contact-member"])).Reference;
        await PlayAsync(Officer, Monday, async officer =>
        {
            await officer.GoAsync($"/casework/{advice}/advise");
            (await officer.Page.Locator("main").InnerTextAsync()).ShouldContain("leads the group");
            (await IsRefusedAsync(officer, advice, "advise", ("action", new[] { "group-leader-spoken-to" }), ("contact", "group-leader"), ("message", "I spoke to the leader."))).ShouldBe("The member leads the group or has none. Speak to the member instead.");
        });
        var reference = (await App.GivenCaseAsync(Route.R3, Stage.Received, raiser: Story.Email(Pell), subject: Story.Email(leader))).Reference;
        await PlayAsync(Officer, Tuesday, async officer =>
        {
            await DoAsync(officer, reference, "acknowledge", ("message", "I have your complaint."));
            await DoAsync(officer, reference, "apply-filter", Questions());
            await DoAsync(officer, reference, "disclose", Told());
        });
        await PlayAsync(leader, Later, garton => DoAsync(garton, reference, "comment", ("message", "It was heated, and I would say sorry.")));
        await PlayAsync(Officer, Next, async officer =>
        {
            await DoAsync(officer, reference, "assess", Assessed("informal-resolution", "An apology is offered and would be accepted."));
            await DoAsync(officer, reference, "record-resolution", ("decision", "agreed"), ("action", new[] { "apology" }), ("reason", "The apology was made in person."));
            await DoAsync(officer, reference, "issue-decision", ("closure_reason", "*"));
        });
        await PlayAsync(leader, Next, async garton => (await EverythingAsync(garton, $"/casework/{reference}")).ShouldContain("informal resolution"));
        (await App.ReadCaseAsync(reference)).Outcome.ShouldBe("informal-resolution");
    }

    [Fact]
    public async Task A_councillor_of_two_councils_who_acted_for_the_parish_is_dealt_with_as_that_and_asks_for_publication()
    {
        const string member = "cllr.keith.barraclough";
        App.Clock.Set(Monday);
        var reference = (await App.GivenCaseAsync(Route.R3, Stage.Received, subject: Story.Email(member))).Reference;
        await PlayAsync(Officer, Tuesday, async officer =>
        {
            await DoAsync(officer, reference, "acknowledge", ("message", "I have your complaint."));
            await DoAsync(officer, reference, "apply-filter", [.. Questions((3, "yes", "The agenda is the parish council’s, and he sat as its member.")), ("filter_answers.3.capacity", "parish"), ("filter_answers.3.council", "Hatchford Parish Council")]);
            await DoAsync(officer, reference, "disclose", Told());
            (await IsRefusedAsync(officer, reference, "end-comments", ("reason", "I would like to go on."))).ShouldContain("until");
        });
        await PlayAsync(Officer, new(2026, 3, 25), async officer =>
        {
            await DoAsync(officer, reference, "end-comments", ("reason", "The time is over."));
            await DoAsync(officer, reference, "assess", Assessed("no-further-action", "The words were strong, but on the matter."));
            await DoAsync(officer, reference, "issue-decision", ("closure_reason", "*"));
            (await IsRefusedAsync(officer, reference, "publish")).ShouldBe("Publish a complaint without a breach only if the member asks.");
            await DoAsync(officer, reference, "publish", ("subject_asks", "true"));
        });
        await PlayAsync(member, new(2026, 3, 26), async barraclough => (await EverythingAsync(barraclough, $"/casework/{reference}")).ShouldContain("The decision was published."));
        var c = await App.ReadCaseAsync(reference);
        c.Outcome.ShouldBe("no-further-action");
        (await App.ReadInputsAsync(c, "apply-filter")).Text("filter_answers.3.council").ShouldBe("Hatchford Parish Council");
    }

    [Fact]
    public async Task Two_who_complain_of_one_evening_are_heard_apart_and_the_confidential_one_stays_so_to_the_end()
    {
        const string member = "cllr.graham.voss";
        App.Clock.Set(Monday);
        var open = (await App.GivenCaseAsync(Route.R3, Stage.Received, raiser: Story.Email(Okafor))).Reference;
        var quiet = (await App.GivenCaseAsync(Route.R3, Stage.Received, raiser: Story.Email("tamsin.crewe"), confidentiality: "confidential", inputs: new Dictionary<string, string[]> { ["name_consent"] = ["confidential"] })).Reference;
        await PlayAsync(Officer, Tuesday, async officer =>
        {
            await DoAsync(officer, open, "acknowledge", ("message", "I have your complaint."));
            await DoAsync(officer, quiet, "acknowledge", ("message", "I have your complaint, and decide first about your name."));
            await DoAsync(officer, quiet, "decide-confidentiality", ("conf_decision", "agreed"), ("reason", "She works alone with him in the evenings."));
            await WriteAsync(officer, quiet, "confidentiality-decision", "raiser");
            await DoAsync(officer, open, "link", ("case", quiet), ("reason", "One evening, the same room."));
            foreach (var reference in new[] { open, quiet })
            {
                await DoAsync(officer, reference, "apply-filter", Questions());
                if (reference == quiet) (await IsRefusedAsync(officer, quiet, "disclose", Told("It is alleged that you shouted at Tamsin Crewe before a full public gallery, for several minutes."))).ShouldBe("Take out the name of the person who raised this.");
                await DoAsync(officer, reference, "disclose", Told());
                await WriteAsync(officer, reference, "notification", "subject");
            }
        });
        await PlayAsync(member, Later, async voss =>
        {
            foreach (var reference in new[] { open, quiet }) await DoAsync(voss, reference, "comment", ("message", "I was cross with the report, with nobody in it."));
        });
        await PlayAsync(Officer, Next, async officer =>
        {
            foreach (var reference in new[] { open, quiet })
            {
                await DoAsync(officer, reference, "assess", Assessed("no-further-action", "Robust debate, if rude. I have spoken to the member."));
                await WriteAsync(officer, reference, "assessment-outcome", "subject");
                await DoAsync(officer, reference, "issue-decision", ("closure_reason", "*"));
                await WriteAsync(officer, reference, "closure", "subject");
            }
        });
        await PlayAsync(member, Next, async voss =>
        {
            var everything = await EverythingAsync(voss, $"/casework/{quiet}");
            everything.ShouldContain("letter.docx");
            foreach (var name in new[] { "Crewe", "Tamsin", open }) everything.ShouldNotContain(name);
            (await EverythingAsync(voss, $"/casework/{open}")).ShouldNotContain("Crewe");
        });
        await PlayAsync(Okafor, Next, async okafor =>
        {
            var hers = await EverythingAsync(okafor, $"/concerns/{open}");
            foreach (var other in new[] { "Crewe", quiet }) hers.ShouldNotContain(other);
            (await okafor.GoAsync($"/concerns/{quiet}")).Status.ShouldBe(404);
        });
    }

    [Fact]
    public async Task A_complaint_about_somebody_who_is_no_longer_a_councillor_ends_with_advice()
    {
        App.Clock.Set(Monday);
        var reference = (await App.GivenCaseAsync(Route.R3, Stage.Received, subject: Story.Email("cllr.vincent.harbottle"))).Reference;
        await PlayAsync(Officer, Tuesday, async officer =>
        {
            await DoAsync(officer, reference, "acknowledge", ("message", "I have your complaint."));
            await officer.GoAsync($"/casework/{reference}/apply-filter");
            await officer.ReadsAsync("until 17 January 2025");
            await DoAsync(officer, reference, "apply-filter", Questions((1, "no", "He left the council in January 2025."), (2, "no", "He was not in office on that day.")));
            await WriteAsync(officer, reference, "filter-outcome", "raiser");
            (await IsRefusedAsync(officer, reference, "close", ("message", "I am closing this."))).ShouldBe("Choose a closing reason.");
            await DoAsync(officer, reference, "close", ("closure_reason", "*"), ("message", "He is no longer a councillor, so the Code cannot reach him. Here is what you can do."));
        });
        await PlayAsync(Okafor, Later, async okafor => (await EverythingAsync(okafor, $"/concerns/{reference}")).ShouldContain("the Code cannot reach him"));
        (await App.ReadCaseAsync(reference)).Outcome.ShouldBe("outside-scope");
    }

    [Fact]
    public async Task Whoever_was_pressed_to_withdraw_is_asked_and_the_complaint_goes_on_in_the_public_interest()
    {
        const string member = "cllr.graham.voss";
        App.Clock.Set(Monday);
        var reference = (await App.GivenCaseAsync(Route.R3, Stage.Received, raiser: Story.Email(Okafor))).Reference;
        await PlayAsync(Officer, Monday, officer => DoAsync(officer, reference, "acknowledge", ("message", "I have your complaint.")));
        await PlayAsync(Okafor, Tuesday, async okafor =>
        {
            await okafor.GoAsync($"/concerns/{reference}/withdraw");
            await okafor.ChooseAsync("Yes, somebody has pressed me, or I am worried about what may follow");
            await okafor.FillAsync("Anything you want to say about it (optional)", "I was told that my contract is up in May.");
            await okafor.PressAsync("Withdraw your complaint");
            await okafor.ReadsAsync("withdraw");
        });
        await PlayAsync(Officer, Tuesday, async officer =>
        {
            await officer.GoAsync($"/casework/{reference}");
            await officer.ReadsAsync("Pressed: yes");
            await DoAsync(officer, reference, "continue-in-public-interest", ("reason", "Pressure to withdraw is itself serious, and she may not be the last."));
            await DoAsync(officer, reference, "apply-filter", Questions());
            await DoAsync(officer, reference, "disclose", Told(Alleged));
        });
        await PlayAsync(member, Later, async voss =>
        {
            await DoAsync(voss, reference, "comment", ("message", "I rang about bins."));
            (await EverythingAsync(voss, $"/casework/{reference}")).ShouldNotContain("contract is up");
        });
        await PlayAsync(Officer, Next, async officer =>
        {
            await DoAsync(officer, reference, "assess", Assessed("no-further-action", "The calls cannot be shown. I have spoken to the member about contact with officers."));
            await DoAsync(officer, reference, "issue-decision", ("closure_reason", "*"));
        });
        await PlayAsync(Okafor, Next, async okafor =>
        {
            await okafor.GoAsync($"/concerns/{reference}");
            await okafor.ReadsAsync("Closed");
            await okafor.ReadsAsync("decided to go on without you");
        });
        (await App.ReadCaseAsync(reference)).Stage.ShouldBe(Stage.Closed);
    }
}
