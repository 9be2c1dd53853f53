using CaseTracker.Domain.Protocols;

namespace CaseTracker.Domain.Tests.Protocols;

public class ProtocolComparisonTests
{
    private static readonly ProtocolVersion Old = Sample("protocol-2019.md"), New = Sample("protocol-2025.md");
    private static readonly ProtocolComparison Compared = ProtocolComparison.Between(Old, New);

    private static ProtocolVersion Sample(string name) => Version(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sample", name)));

    private static ProtocolVersion Version(string text)
    {
        var file = ProtocolFile.Read(text).File!;
        var version = new ProtocolVersion { Id = Guid.NewGuid(), Version = file.Version };
        version.Take(file);
        return version;
    }

    private static ProtocolVersion Version(string year, params string[] paragraphs) =>
        Version($"---\ntitle: P\nversion: {year}\nadopted_on: {year}-01-01\neffective_from: {year}-01-01\n---\n\n## 1. One\n\n" + string.Join("\n\n", paragraphs.Select((p, i) => $"1.{i + 1} {p}")));

    private static string Marked(ComparedParagraph paragraph) => string.Concat(paragraph.Pieces.Select(p => p.Kind switch { PieceKind.Removed => $"[-{p.Text}-]", PieceKind.Added => $"[+{p.Text}+]", _ => p.Text }));

    private static ComparedParagraph Now(string number) => Compared.Paragraphs.Single(p => p.Later?.Number == number);

    [Fact]
    public void Every_paragraph_of_both_versions_appears_once()
    {
        Compared.Paragraphs.Where(p => p.Later is not null).Select(p => p.Later!.Number).ShouldBe(New.Paragraphs.Select(p => p.Number));
        Compared.Paragraphs.Where(p => p.Earlier is not null).Select(p => p.Earlier!.Number).ShouldBe(Old.Paragraphs.Select(p => p.Number), ignoreOrder: true);
    }

    [Fact]
    public void The_pieces_of_a_changed_paragraph_give_back_both_texts()
    {
        foreach (var p in Compared.Paragraphs.Where(p => p is { Earlier: not null, Later: not null }))
        {
            Squeezed(p.Pieces.Where(x => x.Kind != PieceKind.Removed)).ShouldBe(p.Later!.Whole.Replace(" ", ""));
            Squeezed(p.Pieces.Where(x => x.Kind != PieceKind.Added)).ShouldBe(p.Earlier!.Whole.Replace(" ", ""), StringCompareShould.IgnoreCase);
        }

        static string Squeezed(IEnumerable<Piece> pieces) => string.Concat(pieces.Select(x => x.Text)).Replace(" ", "");
    }

    [Fact]
    public void A_paragraph_is_found_again_under_another_number()
    {
        Now("9.1").Earlier!.Number.ShouldBe("10.1");
        Now("13.2").Earlier!.Number.ShouldBe("12.1");
        Now("9.1").Change.ShouldBe(ParagraphChange.Changed);
        Marked(Now("9.1")).ShouldContain("[- should-][+ shall+] approach, in this order: (a) the[- Chief Executive-][+ Group Head responsible+];");
    }

    [Fact]
    public void What_is_new_and_what_is_gone_is_said()
    {
        Now("13.1").Change.ShouldBe(ParagraphChange.New);
        Compared.Sections.Single(s => s.Section.Number == "2").Change.ShouldBe(SectionChange.New);
        Compared.Paragraphs.Single(p => p.Later is null && p.Earlier!.Text.StartsWith("Letters on behalf of the Council", StringComparison.Ordinal)).Change.ShouldBe(ParagraphChange.Removed);
        Compared.MadeBinding.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Capital_letters_alone_are_no_change() =>
        ProtocolComparison.Between(Version("2020", "The member shall be civil."), Version("2021", "The Member shall be civil.")).Paragraphs.Single().Change.ShouldBe(ParagraphChange.Unchanged);

    [Fact]
    public void A_version_compared_with_itself_did_not_change()
    {
        var same = ProtocolComparison.Between(New, New);
        same.Paragraphs.ShouldAllBe(p => p.Change == ParagraphChange.Unchanged && p.Earlier!.Number == p.Later!.Number);
        same.Sections.ShouldAllBe(s => s.Change == SectionChange.Unchanged);
        same.MadeBinding.ShouldBe(0);
    }

    [Fact]
    public void A_text_that_keeps_few_words_is_rewritten_not_patched()
    {
        var paragraph = ProtocolComparison.Between(
            Version("2020", "Officers should reply to members within a reasonable time of being asked."),
            Version("2021", "Officers shall reply to an enquiry within ten working days of being asked, and shall say why if they cannot.")).Paragraphs.First();
        paragraph.Change.ShouldBe(ParagraphChange.Rewritten);
        paragraph.Pieces.Select(p => p.Kind).ShouldBe([PieceKind.Removed, PieceKind.Added]);
    }
}
