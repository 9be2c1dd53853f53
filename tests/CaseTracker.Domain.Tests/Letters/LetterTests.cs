using CaseTracker.Domain.Letters;

namespace CaseTracker.Domain.Tests.Letters;

public class LetterTests
{
    [Fact]
    public void A_paragraph_whose_field_is_empty_is_left_out_and_a_heading_over_nothing_with_it()
    {
        const string Template = "# One\n\nDear {who}, thank you.\n\n# Two\n\nYou may ask {review}.\n\n# Three\n\n- {item}\n- fixed\n\n# Four\n\nEnd.";
        LetterText.Merge(Template, new Dictionary<string, string> { ["who"] = "reader", ["item"] = "a thing" }).ShouldBe("# One\n\nDear reader, thank you.\n\n# Three\n\n- a thing\n- fixed\n\n# Four\n\nEnd.");
        LetterText.Merge(Template, new Dictionary<string, string> { ["who"] = "", ["review"] = "for a review", ["item"] = "" }).ShouldBe("# Two\n\nYou may ask for a review.\n\n# Four\n\nEnd.");
    }

    [Fact]
    public void A_line_that_announces_what_is_left_out_is_left_out_with_it() =>
        LetterText.Merge("What you alleged:\n\n{allegations}\n\nEnd.", new Dictionary<string, string>()).ShouldBe("End.");

    [Fact]
    public void Blocks_are_headings_paragraphs_and_items()
    {
        LetterText.Blocks("# Head\r\n\r\nFirst line\r\nsecond line\r\n\r\n- one\r\n- two\r\nafter").ShouldBe([
            new Block(BlockKind.Heading, "Head"), new Block(BlockKind.Paragraph, "First line\nsecond line"), new Block(BlockKind.Item, "one"), new Block(BlockKind.Item, "two"), new Block(BlockKind.Paragraph, "after"),
        ]);
        LetterText.Blocks(" \n\n ").ShouldBeEmpty();
    }

    [Fact]
    public void What_stands_in_a_fact_is_no_field()
    {
        LetterText.Merge("{a}", new Dictionary<string, string> { ["a"] = "{b}", ["b"] = "secret" }).ShouldBe("{b}");
        LetterText.Unknown("{a} {bb} {Not one}", new HashSet<string> { "a" }).ShouldBe(["bb"]);
    }

    [Theory]
    [InlineData("It was Joanna Pell who said so.", "Joanna Pell", true)]
    [InlineData("As PELL wrote", "Joanna Pell", true)]
    [InlineData("Ms Pell’s account", "Joanna Pell", true)]
    [InlineData("Pell's", "Joanna Pell", true)]
    [InlineData("spelling, compelled", "Joanna Pell", false)]
    [InlineData("Mr O’Neill said", "Sean O'Neill", true)]
    [InlineData("Zoe Bronte", "Zoë Brontë", true)]
    [InlineData("Anne Smith-Jones", "Anne Smith-Jones", true)]
    [InlineData("nothing of the kind", "Cllr Li", false)]
    [InlineData("The councillor", "Cllr Derek Stannage", false)]
    public void Names_are_found_however_they_are_written(string text, string name, bool isThere) =>
        NameCheck.Find(text, [new NamedParty(name, "somebody")]).Count.ShouldBe(isThere ? 1 : 0);

    [Fact]
    public void Every_text_of_the_product_has_a_heading_and_is_signed_and_says_alleged_before_anything_is_found()
    {
        foreach (var kind in LetterKinds.All)
        {
            LetterText.Blocks(kind.Text)[0].Kind.ShouldBe(BlockKind.Heading, kind.Code);
            kind.Text.ShouldContain("{sender}");
            kind.Text.Length.ShouldBeLessThan(LetterText.Longest);
            if (kind.To.Contains(Addressee.Subject) && kind.Code is not ("decision-notice" or "closure" or "draft-report")) kind.Text.ShouldContain("alleged");
        }
        LetterKinds.All.Select(k => k.Code).ShouldBeUnique();
    }
}
