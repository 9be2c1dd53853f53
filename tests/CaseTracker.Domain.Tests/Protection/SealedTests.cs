using CaseTracker.Domain.Protection;

namespace CaseTracker.Domain.Tests.Protection;

public class SealedTests
{
    private readonly ClearSeam _seam = new();
    private readonly Guid _owner = Guid.NewGuid();

    [Fact]
    public void A_text_opens_where_it_was_written()
    {
        var text = _seam.Seal(KeyKind.Identity, _owner, "raiser_name", 3, "Zoë Ō’Shea");

        _seam.Open(text, _owner, "raiser_name").ShouldBe("Zoë Ō’Shea");
        (text.Key, text.KeyOwner, text.Column, text.RowVersion, text.IsEmpty).ShouldBe((KeyKind.Identity, _owner, "raiser_name", 3, false));
    }

    [Fact]
    public void A_text_that_was_moved_to_another_column_or_case_does_not_open()
    {
        var text = _seam.Seal(KeyKind.Matter, _owner, "narrative", 1, "What happened.");

        Should.Throw<SealBrokenException>(() => _seam.Open(text, _owner, "summary")).Message.ShouldNotContain("What happened");
        Should.Throw<SealBrokenException>(() => _seam.Open(text, Guid.NewGuid(), "narrative"));
        Should.Throw<SealBrokenException>(() => _seam.Open(text, _owner, "narrative", row: Guid.NewGuid()));
    }

    [Fact]
    public void Its_own_words_give_nothing_away()
    {
        _seam.Seal(KeyKind.Matter, _owner, "narrative", 1, "What happened.").ToString().ShouldBe("(protected, narrative)");
        Sealed.None.ToString().ShouldBe("(no text)");
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void No_text_is_no_envelope(string? text)
    {
        _seam.Seal(KeyKind.Matter, _owner, "place", 1, text).IsEmpty.ShouldBeTrue();
        _seam.Open(Sealed.None, _owner, "place").ShouldBe("");
    }

    [Fact]
    public void A_pseudonym_is_read_back()
    {
        var pseudonym = _seam.PseudonymOf(Guid.NewGuid());

        Pseudonym.Parse(pseudonym.ToString()).ShouldBe(pseudonym);
        Pseudonym.Parse("nobody").ShouldBeNull();
    }
}
