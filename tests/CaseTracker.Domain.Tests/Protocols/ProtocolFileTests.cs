using CaseTracker.Domain.Protocols;

namespace CaseTracker.Domain.Tests.Protocols;

public class ProtocolFileTests
{
    private const string Good = """
        ---
        title: Protocol
        version: "2025"
        adopted_on: 2025-02-26
        effective_from: 2025-04-01
        next_review_on: 2027-02-24
        ---

        # Protocol

        ## 1. Introduction

        1.1 Members shall be
        courteous.

        1.2 They should approach, in this order:
        (a) the Group Head; and
        (b) the Director,
        if he can be found.

        ## 13. Concerns

        13.1 One.

        13.10 Ten.

        """;

    private static ProtocolFile Sample(string name)
    {
        var (file, faults) = ProtocolFile.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sample", name)));
        faults.ShouldBeEmpty();
        return file!;
    }

    /// <summary>A version of the sample.</summary>
    internal static ProtocolVersion SampleVersion(string name) => Version(Sample(name));

    private static ProtocolVersion Version(ProtocolFile file)
    {
        var version = new ProtocolVersion { Id = Guid.NewGuid(), Version = file.Version };
        version.Take(file).ShouldBeTrue();
        return version;
    }

    [Fact]
    public void The_sample_versions_are_read_whole()
    {
        var (old, now) = (Sample("protocol-2019.md"), Sample("protocol-2025.md"));
        (old.Title, old.Version, old.AdoptedOn, old.EffectiveFrom, old.NextReviewOn)
            .ShouldBe(("Protocol on Member and Officer Relations", "2019", new(2019, 2, 27), new(2019, 5, 7), new DateOnly(2023, 5, 31)));
        now.Sections.Select(s => s.Number).ShouldBe(Enumerable.Range(1, 14).Select(n => $"{n}"));
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Sample", "protocol-2025.md"));
        now.Sections.SelectMany(s => s.Paragraphs).Count().ShouldBe(lines.Count(l => l.Length > 0 && char.IsAsciiDigit(l[0])));
        now.Sections.SelectMany(s => s.Paragraphs).Sum(p => p.Items.Count).ShouldBe(lines.Count(l => l.StartsWith('(')));
    }

    [Fact]
    public void Paragraphs_13_1_and_13_10_are_different()
    {
        var version = Version(Sample("protocol-2025.md"));
        version.Find("13.1")!.Text.ShouldStartWith("The choice between an informal concern and a formal complaint");
        version.Find("13.10")!.Text.ShouldStartWith("The Council has no power to suspend");
        version.Find("13.10")!.Anchor.ShouldBe("p-13-10");
        version.Find("13.100").ShouldBeNull();
    }

    [Fact]
    public void Lettered_lines_belong_to_the_paragraph_above()
    {
        var nine = Version(Sample("protocol-2025.md")).Find("9.1")!;
        nine.Text.ShouldBe("A Member who needs help from Officers shall approach, in this order:");
        nine.Items.ShouldBe(["(a) the Group Head responsible;", "(b) the Director responsible; and", "(c) the Chief Executive."]);
        ProtocolFile.Read(Good).File!.Sections[0].Paragraphs[1].Items.ShouldBe(["(a) the Group Head; and", "(b) the Director, if he can be found."]);
    }

    [Fact]
    public void A_paragraph_runs_to_the_next_blank_line_whatever_ends_its_lines()
    {
        foreach (var text in new[] { Good, Good.ReplaceLineEndings("\r\n") })
            ProtocolFile.Read(text).File!.Sections[0].Paragraphs[0].Text.ShouldBe("Members shall be courteous.");
    }

    [Fact]
    public void What_shall_be_done_is_told_from_what_should()
    {
        var version = Version(Sample("protocol-2025.md"));
        version.Find("5.2")!.IsMandatory.ShouldBeTrue();
        version.Find("4.1")!.IsMandatory.ShouldBeFalse();
        Version(Sample("protocol-2019.md")).Paragraphs.ShouldAllBe(p => !p.IsMandatory);
    }

    [Fact]
    public void Definitions_are_found() => Sample("protocol-2025.md").Sections.Where(s => s.IsDefinitions).Select(s => s.Number).ShouldBe(["2"]);

    [Fact]
    public void The_version_in_force_on_the_day_governs()
    {
        var versions = new ProtocolVersions([Version(Sample("protocol-2025.md")), Version(Sample("protocol-2019.md"))]);
        versions.InForceOn(new(2019, 5, 6)).ShouldBeNull();
        versions.InForceOn(new(2019, 5, 7))!.Version.ShouldBe("2019");
        versions.InForceOn(new(2025, 3, 31))!.Version.ShouldBe("2019");
        versions.InForceOn(new(2025, 4, 1))!.Version.ShouldBe("2025");
        versions.LastDayOf(versions.Find("2019")!).ShouldBe(new DateOnly(2025, 3, 31));
        versions.LastDayOf(versions.Find("2025")!).ShouldBeNull();
        versions.Find(new ParagraphReference("2019", "1.3"))!.Text.ShouldStartWith("The Protocol is guidance.");
        versions.Find(new ParagraphReference("2018", "1.3")).ShouldBeNull();
    }

    [Fact]
    public void Taking_the_same_file_twice_changes_nothing()
    {
        var version = Version(ProtocolFile.Read(Good).File!);
        version.Take(ProtocolFile.Read(Good).File!).ShouldBeFalse();
        version.Take(ProtocolFile.Read(Good.Replace("courteous", "kind", StringComparison.Ordinal)).File!).ShouldBeTrue();
        version.Find("1.1")!.Text.ShouldBe("Members shall be kind.");
    }

    [Theory]
    [InlineData("", "", "empty-file", null)]
    [InlineData("---", "", "missing-front-matter", null)]
    [InlineData("title: Protocol", "", "missing-field title", null)]
    [InlineData("title: Protocol", "title:", "required title", 2)]
    [InlineData("title: Protocol", "author: Isla", "unknown-field", 2)]
    [InlineData("title: Protocol", "version: 2024", "duplicate-field version", 3)]
    [InlineData("title: Protocol", "title", "bad-front-matter", 2)]
    [InlineData("version: \"2025\"", "version: a/b", "bad-version version", 3)]
    [InlineData("version: \"2025\"", "version: compare", "bad-version version", 3)]
    [InlineData("2025-02-26", "26/02/2025", "bad-date adopted_on", 4)]
    [InlineData("2025-04-01", "2025-02-30", "bad-date effective_from", 5)]
    [InlineData("2025-04-01", "2025-02-01", "effective-before-adopted effective_from", 5)]
    [InlineData("2027-02-24", "2025-02-24", "review-before-effective next_review_on", 6)]
    [InlineData("## 13. Concerns", "## Concerns", "bad-heading", 21)]
    [InlineData("## 13. Concerns", "## 1. Concerns", "duplicate-number", 21)]
    [InlineData("13.1 One.", "12.1 One.", "number-outside-section", 23)]
    [InlineData("13.1 One.", "13.10 One.", "duplicate-number", 25)]
    [InlineData("13.1 One.", "One.", "text-outside-paragraph", 23)]
    [InlineData("## 1. Introduction", "", "text-outside-section", 13)]
    [InlineData("13.1 One.\n\n", "13.9 One.\n", "missing-blank-line", 24)]
    [InlineData("13.1 One.\n\n13.10 Ten.\n", "", "empty-section", null)]
    public void A_fault_is_named_with_its_line(string find, string replace, string code, int? line)
    {
        var broken = find.Length == 0 ? "  \n" : Good.Replace(find, replace, StringComparison.Ordinal);
        var (file, faults) = ProtocolFile.Read(broken);
        file.ShouldBeNull();
        faults.ShouldContain(f => $"{f.Code} {f.Field}".Trim() == code && f.Line == line, string.Join("; ", faults));
        faults.ShouldAllBe(f => f.Message.EndsWith('.'));
    }

    [Fact]
    public void A_paragraph_may_not_be_longer_than_6000_characters() =>
        ProtocolFile.Read(Good.Replace("One.", new string('x', 6001), StringComparison.Ordinal)).Faults.ShouldContain(f => f.Code == "too-long" && f.Line == 23);
}
