using CaseTracker.Web.Pipeline;

namespace CaseTracker.Web.Tests.Features.Shared;

/// <summary>A site with settings that would make it illegible or wrong does not start, and says why.</summary>
public class CouncilOptionsTests
{
    [Fact]
    public void The_settings_as_they_come_are_fit_to_start_with() => Faults(_ => { }).ShouldBeEmpty();

    [Fact]
    public void A_colour_on_which_white_words_cannot_be_read_is_refused_with_its_contrast() =>
        Faults(o => o.BrandColour = "#2e86c1").Single().ShouldBe(
            "CaseTracker:Council:BrandColour #2e86c1 is too light: its contrast with white is 4.0 to 1, and white words on it must have at least 7 to 1. Choose a darker colour.");

    [Theory]
    [InlineData("teal")]
    [InlineData("#0d46")]
    [InlineData("#0d4650;}body{display:none")]
    [InlineData("#0d4650\n")]
    public void Only_a_colour_is_written_into_the_stylesheet(string colour) =>
        Faults(o => o.BrandColour = colour).ShouldBe(["CaseTracker:Council:BrandColour must be written as #rrggbb, for example #0d4650."]);

    [Fact]
    public void A_link_that_is_no_address_of_a_page_is_refused() =>
        Faults(o => o.Elsewhere["whistleblowing"] = new() { Link = "javascript:alert(1)" }).Single().ShouldContain("must be a full address");

    [Fact]
    public void A_procedure_that_nobody_knows_is_refused() => Faults(o => o.Elsewhere["whistle"] = new()).Single().ShouldContain("not a procedure that we know");

    [Theory]
    [InlineData("wd")]
    [InlineData("W")]
    [InlineData("WEALD")]
    public void A_prefix_of_references_is_two_to_four_capitals(string prefix) => Faults(o => o.ReferencePrefix = prefix).Single().ShouldContain("ReferencePrefix");

    [Fact]
    public void The_darker_colours_follow_the_brand_if_none_are_given()
    {
        var options = new CouncilOptions { BrandColour = "#4a1a5c" };
        options.Stylesheet.ShouldBe(":root{--ct-brand:#4a1a5c;--ct-brand-dark:#351242;--ct-brand-shadow:#1f0b27;--ct-brand-rule:#c8963e}\n");
        options.BrandVersion.ShouldNotBe(new CouncilOptions().BrandVersion);
    }

    private static IEnumerable<string> Faults(Action<CouncilOptions> change)
    {
        var options = new CouncilOptions();
        change(options);
        return new CouncilOptionsCheck().Validate(null, options).Failures ?? [];
    }
}
