using System.IO.Compression;
using System.Net;
using System.Text;
using CaseTracker.Domain.Letters;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Correspondence.Shared;
using CaseTracker.Web.Tests.Support;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Correspondence;

/// <summary>Letters of a formal complaint: from the council's text, with the facts that their reader may know, kept as they were sent.</summary>
public class LetterTests(App app) : IClassFixture<App>
{
    private const string Officer = "priya.ranas@wealdmere.example", Raiser = "ruth.okafor@wealdmere.example", Member = "cllr.graham.voss@wealdmere.example";

    [Fact]
    public async Task A_letter_to_the_person_who_complained_is_read_by_them_and_by_nobody_else()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Comments);
        var officer = await app.SignInAsync(Officer);
        var list = await officer.ClickAsync(await officer.GetAsync($"/casework/{given.Reference}"), "Write and read letters");
        var page = await officer.ClickAsync(list, "Outcome of the first checks, to the person who complained");
        page.Value("Letter")!.ShouldContain("it goes forward");
        page.Value("Letter")!.ShouldNotContain("{");
        page = await officer.SubmitAsync(page, new { Body = page.Value("Letter") + "\n\nThank you for your patience." }, "Show it as it will be read");
        page.Texts("h2").ShouldContain("The first checks on your complaint");
        page = await officer.SubmitAsync(page, button: "Send the letter");
        page.Banner.ShouldBe("The letter is sent, and kept as it was sent");
        page.Text.ShouldContain("Thank you for your patience.");
        var address = page.Path.Replace("/casework/", "/concerns/", StringComparison.Ordinal);

        var raiser = await app.SignInAsync(Raiser);
        var own = await raiser.ClickAsync(await raiser.GetAsync($"/concerns/{given.Reference}"), "Outcome of the first checks");
        own.Path.ShouldBe(address);
        own.Text.ShouldContain("Thank you for your patience.");
        (await app.ReadAsync(db => db.Outbox.CountAsync(m => m.Template == "papers" && m.Reference == given.Reference))).ShouldBeGreaterThan(0);
        var member = await app.SignInAsync(Member);
        foreach (var wrong in new[] { address, page.Path, $"{page.Path}/letter.docx", $"/casework/{given.Reference}/letters", $"/casework/{given.Reference}/letters/write?kind=closure&to=subject" }) (await member.GetAsync(wrong)).Status.ShouldBe(HttpStatusCode.NotFound, wrong);
        (await raiser.GetAsync($"/concerns/{given.Reference}/seen")).Text.ShouldNotContain("letter", Shouldly.Case.Insensitive, "own views are not shown");
    }

    [Fact]
    public async Task The_name_of_somebody_who_asked_for_confidentiality_cannot_leave_for_the_member_or_the_public()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Confidentiality, confidentiality: "confidential", then: ["decide-confidentiality:agreed", "apply-filter", "disclose"]);
        var officer = await app.SignInAsync(Officer);
        var page = await officer.GetAsync($"/casework/{given.Reference}/letters/write?kind=notification&to=subject");
        page.Value("Letter")!.ShouldContain("You are not told who made it.");
        page.Value("Letter")!.ShouldNotContain("Okafor");
        foreach (var named in new[] { "It was Ruth Okafor.", "Ms OKAFOR’s account", "okafor" })
        {
            var refused = await officer.SubmitAsync(page, new { Body = $"{page.Value("Letter")}\n\n{named}" }, "Send the letter");
            refused.Errors.ShouldHaveSingleItem().ShouldStartWith("Take out the name of whoever complained");
            refused.Value("Letter")!.ShouldContain(named);
        }
        (await app.ReadAsync(db => db.CaseLetters.CountAsync(l => db.Cases.Any(c => c.Id == l.CaseId && c.Reference == Domain.Cases.CaseReference.Stored(given.Reference))))).ShouldBe(0);
        page = await officer.SubmitAsync(page, button: "Send the letter");
        page.Banner.ShouldStartWith("The letter is sent");

        // In everything that the member can fetch of it.
        var member = await app.SignInAsync(Member);
        var read = await member.ClickAsync(await member.GetAsync($"/casework/{given.Reference}"), "Notification to the member");
        read.Source.ShouldNotContain("Okafor");
        using var answer = await member.RawAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(member.Origin, $"{read.Path}/letter.docx")));
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe($"{given.Reference}-letter.docx");
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var part in zip.Entries)
        {
            using var reader = new StreamReader(part.Open(), Encoding.UTF8);
            (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldNotContain("Okafor", Shouldly.Case.Insensitive, part.FullName);
        }
    }

    [Fact]
    public async Task A_witness_is_named_only_once_somebody_has_looked()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Comments, inputs: new Dictionary<string, string[]> { ["witnesses"] = ["Beatrice Quillfeather"] });
        var officer = await app.SignInAsync(Officer);
        var page = await officer.GetAsync($"/casework/{given.Reference}/letters/write?kind=request-comments&to=subject");
        page = await officer.SubmitAsync(page, new { Body = "# Comments\n\nBeatrice Quillfeather was there." }, "Send the letter");
        page.Errors.ShouldBe(["Select the names that this reader may know, or take them out: Beatrice Quillfeather, a witness"]);
        page = await officer.SubmitAsync(page, new { Names = new[] { "Beatrice Quillfeather" } }, "Send the letter");
        page.Banner.ShouldStartWith("The letter is sent");
    }

    [Fact]
    public async Task The_member_gets_no_letter_before_they_were_told_and_nothing_is_published_before_the_decision_was_sent()
    {
        var early = await app.GivenCaseAsync(Route.R3, Stage.Disclosure);
        var officer = await app.SignInAsync(Officer);
        (await officer.SubmitAsync($"/casework/{early.Reference}/letters/write?kind=notification&to=subject", button: "Send the letter")).Errors.ShouldHaveSingleItem().ShouldStartWith("Tell the member first");
        var decided = await app.GivenCaseAsync(Route.R3, Stage.Decision);
        (await officer.SubmitAsync($"/casework/{decided.Reference}/letters/write?kind=decision-notice&to=public", button: "Send the letter")).Errors.ShouldHaveSingleItem().ShouldStartWith("Send the decision to both parties first");
    }

    [Fact]
    public async Task A_decision_notice_says_what_was_found_and_nothing_that_the_law_does_not_give()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Closed);
        var officer = await app.SignInAsync(Officer);
        var page = await officer.GetAsync($"/casework/{given.Reference}/letters/write?kind=decision-notice&to=public");
        var text = page.Value("Letter")!;
        text.ShouldContain($"Complaint {given.Reference} about Cllr Graham Voss");
        text.ShouldContain("# What was found");
        text.ShouldNotContain("Okafor");
        page = await officer.SubmitAsync(page, button: "Send the letter");
        page.Banner.ShouldStartWith("The letter is sent");
    }

    [Fact]
    public async Task The_council_changes_a_text_and_letters_that_were_sent_stay_as_they_are()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Filter);
        var officer = await app.SignInAsync(Officer);
        var sent = await officer.SubmitAsync($"/casework/{given.Reference}/letters/write?kind=acknowledgement&to=raiser", button: "Send the letter");
        var page = await officer.ClickAsync(await officer.GetAsync("/casework/letter-texts"), "Acknowledgement");
        page = await officer.SubmitAsync(page, new { Text = "# Thank you\n\nWe have {recieved} it." }, "Save as a new version");
        page.Errors.ShouldBe(["Use only the fields listed below: {recieved} is none of them"]);
        page = await officer.SubmitAsync(page, new { Text = "# Thank you\n\nWe had it on {received}." }, "Save as a new version");
        page.Banner.ShouldStartWith("Version 1 is in force.");
        page.Text.ShouldContain("Acknowledgement version 1");
        (await officer.GetAsync($"/casework/{given.Reference}/letters/write?kind=acknowledgement&to=raiser")).Value("Letter")!.ShouldContain("We had it on 10 March 2026.");
        (await officer.GetAsync(sent.Path)).Text.ShouldContain("Your complaint has been received");
        await officer.SubmitAsync("/casework/letter-texts/acknowledgement", new { Text = "" }, "Save as a new version");
        (await officer.GetAsync($"/casework/{given.Reference}/letters/write?kind=acknowledgement&to=raiser")).Value("Letter")!.ShouldContain("Your complaint has been received");
    }

    [Fact]
    public void The_Word_file_is_sound_and_the_same_each_time()
    {
        var at = new DateTimeOffset(2026, 3, 10, 9, 30, 0, TimeSpan.Zero);
        var body = string.Join("\n\n", LetterKinds.All.Select(k => LetterText.Merge(k.Text, LetterFacts.Fields.Keys.ToDictionary(f => f, f => f == "allegations" ? "- one <b>&\n- two" : $"({f})"))));
        var bytes = LetterFile.Write("WD-7KQ4-M2XP", "Wealdmere District Council", at, body);
        bytes.ShouldBe(LetterFile.Write("WD-7KQ4-M2XP", "Wealdmere District Council", at, body));
        using var file = WordprocessingDocument.Open(new MemoryStream(bytes), false);
        new OpenXmlValidator().Validate(file, TestContext.Current.CancellationToken).Select(e => e.Description).ShouldBeEmpty();
        file.MainDocumentPart!.Document.Body!.InnerText.ShouldContain("one <b>&");
    }
}
