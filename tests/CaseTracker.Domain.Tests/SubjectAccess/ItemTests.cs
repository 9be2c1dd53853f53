using CaseTracker.Domain.Letters;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.SubjectAccess;
using CaseTracker.Domain.Tests.Protection;

namespace CaseTracker.Domain.Tests.SubjectAccess;

/// <summary>What is given, what is taken out of it, and what may not go out at all.</summary>
public class ItemTests
{
    private const string Text = "Joanna Pell told me that Cllr Stannage shouted.\nMs Pell's colleague Zoë Ashe heard it too.";

    private static readonly ISeam Seam = new ClearSeam();
    private static readonly NamedParty Pell = new("Joanna Pell", "whoever raised it"), Ashe = new("Zoë Ashe", "a witness");

    [Theory]
    [InlineData("[withheld] told me that Cllr Stannage shouted. [withheld] heard it too.", true)]
    [InlineData("[withheld]", true)]
    [InlineData("Joanna Pell told me that Cllr Stannage shouted.\r\n[withheld]", true)]
    [InlineData("[withheld] told me that Cllr Stannage whispered. [withheld]", false)]
    [InlineData("[withheld] heard it too. [withheld] told me that", false)]
    [InlineData("told me that Cllr Stannage shouted. [withheld]", false)]
    [InlineData("[withheld] Cllr Stannage shouted.", false)]
    [InlineData("[withheld] It was nothing.", false)]
    public void Passages_are_taken_out_and_nothing_else_is_changed(string part, bool is_of) => Redaction.IsOf(Text, part).ShouldBe(is_of);

    [Fact]
    public void Names_are_taken_out_to_begin_with_and_what_is_left_is_the_text() =>
        Redaction.Without(Text, [Pell, Ashe]).ShouldSatisfyAllConditions(t => t.ShouldBe("[withheld] told me that Cllr Stannage shouted.\n[withheld] colleague [withheld] heard it too."), t => Redaction.IsOf(Text, t).ShouldBeTrue());

    [Fact]
    public void A_name_that_they_must_not_learn_goes_out_in_no_way()
    {
        Refused(Item(), AccessDecision.Give).ShouldBe("withheld-name");
        Refused(Item(), AccessDecision.GiveInPart, part: "[withheld] told me that Cllr Stannage shouted. Ms Pell's colleague [withheld]").ShouldBe("withheld-name");
        var item = Item();
        Decide(item, AccessDecision.GiveInPart, part: "[withheld] told me that Cllr Stannage shouted. [withheld]");
        item.ReadGiven(Seam).ShouldBe("[withheld] told me that Cllr Stannage shouted. [withheld]");
    }

    [Fact]
    public void Whatever_is_held_back_has_a_ground_and_a_reason()
    {
        Refused(Item(), AccessDecision.HoldBack, exemption: null).ShouldBe("exemption");
        Refused(Item(), AccessDecision.HoldBack, exemption: "because").ShouldBe("exemption");
        Refused(Item(), AccessDecision.HoldBack, why: " ").ShouldBe("why");
        Refused(Item(), AccessDecision.Undecided).ShouldBe("decision");
        Refused(Item(), AccessDecision.GiveInPart, part: Text).ShouldBe("part");
        Refused(Item(), AccessDecision.GiveInPart, part: "[withheld] he whispered").ShouldBe("altered");
        var item = Item();
        Decide(item, AccessDecision.HoldBack);
        (item.ReadGiven(Seam), item.ReadWhy(Seam), item.Exemption).ShouldBe(("", "She was asked and did not agree.", "source"));
    }

    [Fact]
    public void What_went_out_is_decided_no_more()
    {
        var item = Item();
        Should.Throw<InvalidOperationException>(() => item.GoWith(Guid.NewGuid()));
        Decide(item, AccessDecision.HoldBack);
        item.GoWith(Guid.NewGuid());
        Refused(item, AccessDecision.HoldBack).ShouldBe("answered");
    }

    private static SubjectAccessItem Item() => SubjectAccessItem.Found(Guid.NewGuid(), Guid.NewGuid(), "account", ItemKinds.Account, null, Text, isTheirs: false, Cautions.Source, null, Seam);

    private static void Decide(SubjectAccessItem item, AccessDecision decision, string? exemption = "source", string? why = "She was asked and did not agree.", string? part = null) =>
        item.Decide(decision, exemption, why, part, unmentioned: false, [Pell], new(Guid.NewGuid()), DateTimeOffset.UnixEpoch, Seam);

    private static string Refused(SubjectAccessItem item, AccessDecision decision, string? exemption = "source", string? why = "She was asked and did not agree.", string? part = null) =>
        Should.Throw<RefusedException>(() => Decide(item, decision, exemption, why, part)).Code;
}
