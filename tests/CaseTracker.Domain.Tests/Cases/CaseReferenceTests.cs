using CaseTracker.Domain.Cases;

namespace CaseTracker.Domain.Tests.Cases;

public class CaseReferenceTests
{
    [Fact]
    public void A_reference_is_the_prefix_and_eight_characters_that_cannot_be_mistaken()
    {
        var many = Enumerable.Range(0, 2_000).Select(_ => CaseReference.New("wd").Value).ToList();

        many.ShouldAllBe(r => System.Text.RegularExpressions.Regex.IsMatch(r, "^WD-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$"));
        many.ShouldBeUnique();
        // Forty random bits: all thirty-two characters come up in each of the eight places.
        foreach (var place in new[] { 3, 4, 5, 6, 8, 9, 10, 11 }) many.Select(r => r[place]).Distinct().Count().ShouldBe(32);
    }

    [Theory]
    [InlineData("WD-7KQ4-M2XP")]
    [InlineData("wd-7kq4-m2xp")]
    [InlineData("  WD7KQ4M2XP ")]
    [InlineData("WD 7KQ4 M2XP")]
    [InlineData("wd–7kq4–m2xp")]
    [InlineData("WD - 7KQ4 - M2XP")]
    public void It_is_read_however_it_was_typed(string typed) => CaseReference.Parse(typed)!.Value.Value.ShouldBe("WD-7KQ4-M2XP");

    [Theory]
    [InlineData("WD-OIL4-M2XP", "WD-0114-M2XP")]
    [InlineData("wdoil4m2xp", "WD-0114-M2XP")]
    public void Letters_that_look_like_figures_are_read_as_figures(string typed, string reference) => CaseReference.Parse(typed)!.Value.Value.ShouldBe(reference);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("WD-7KQ4")]
    [InlineData("7KQ4-M2XP")]
    [InlineData("WD-7KQ4-M2XPZ")]
    [InlineData("WD-7KQU-M2XP")]
    [InlineData("WD-7KQ4-M2X!")]
    [InlineData("ABCDE-7KQ4-M2XP")]
    public void What_cannot_be_a_reference_is_none(string? typed) => CaseReference.Parse(typed).ShouldBeNull();

    [Fact]
    public void It_shows_as_it_is_stored() => CaseReference.Stored("WD-7KQ4-M2XP").ToString().ShouldBe("WD-7KQ4-M2XP");
}
