using CaseTracker.Data.Protection;
using CaseTracker.Domain;

namespace CaseTracker.Web.Tests.Protection;

public sealed class KeyFileTests : IDisposable
{
    private const string Passphrase = "a sentence that nobody guesses";

    private readonly string _folder = Directory.CreateTempSubdirectory("casetracker-key-").FullName;

    private SealedKeyFile File => new(Path.Combine(_folder, "keys", "casetracker.key"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_opens_by_its_passphrase_however_its_letters_were_typed_and_by_no_other()
    {
        await File.MakeAsync("Zoë’s phrase", 1, CancellationToken.None);
        var material = await File.OpenAsync("Zoe\u0308’s phrase\n", CancellationToken.None);
        material.ShouldNotBeNull().Root.Length.ShouldBe(32);
        (await File.OpenAsync("zoë’s phrase", CancellationToken.None)).ShouldBeNull();
        if (!OperatingSystem.IsWindows()) System.IO.File.GetUnixFileMode(File.Place).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await System.IO.File.ReadAllTextAsync(File.Place)).ShouldNotContain(Convert.ToBase64String(material.Root));
    }

    [Fact]
    public async Task Any_two_of_the_three_shares_set_a_new_passphrase_and_one_alone_does_not()
    {
        var shares = await File.MakeAsync(Passphrase, 1, CancellationToken.None);
        var material = await File.OpenAsync(Passphrase, CancellationToken.None);
        foreach (var (a, b) in new[] { (0, 1), (1, 2), (2, 0) })
        {
            (await File.RecoverAsync(shares[a].ToLowerInvariant(), shares[b].Replace("-", " ", StringComparison.Ordinal), $"another one {a}", 1, CancellationToken.None)).ShouldBeTrue();
            (await File.OpenAsync($"another one {a}", CancellationToken.None))!.Root.ShouldBe(material!.Root);
        }
        (await File.OpenAsync(Passphrase, CancellationToken.None)).ShouldBeNull();
        (await File.RecoverAsync(shares[0], shares[0], "x", 1, CancellationToken.None)).ShouldBeFalse();
        // Any one letter mistyped, the last among them.
        for (var i = 0; i < shares[1].Length; i++)
            if (shares[1][i] != '-') (await File.RecoverAsync(shares[0], $"{shares[1][..i]}{(shares[1][i] == '0' ? '1' : '0')}{shares[1][(i + 1)..]}", "x", 1, CancellationToken.None)).ShouldBeFalse($"letter {i}");
        var others = await new SealedKeyFile(Path.Combine(_folder, "other.key")).MakeAsync(Passphrase, 1, CancellationToken.None);
        (await File.RecoverAsync(shares[0], others[1], "x", 1, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_passphrase_is_exchanged_only_by_whoever_knows_it()
    {
        await File.MakeAsync(Passphrase, 1, CancellationToken.None);
        (await File.ChangePassphraseAsync("not it", "another sentence", 1, CancellationToken.None)).ShouldBeFalse();
        (await File.ChangePassphraseAsync(Passphrase, "another sentence", 1, CancellationToken.None)).ShouldBeTrue();
        (await File.OpenAsync(Passphrase, CancellationToken.None)).ShouldBeNull();
        (await File.OpenAsync("another sentence", CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Of_several_who_make_it_at_once_one_does_and_it_is_never_overwritten()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try
            {
                await File.MakeAsync(Passphrase, 1, CancellationToken.None);
                return true;
            }
            catch (RefusedException refused)
            {
                refused.Code.ShouldBe("key-exists");
                return false;
            }
        })));
        made.Count(m => m).ShouldBe(1);
        Directory.EnumerateFiles(Path.Combine(_folder, "keys")).Where(f => !f.EndsWith(".turn", StringComparison.Ordinal)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_damaged_file_says_so_and_opens_nothing()
    {
        await File.MakeAsync(Passphrase, 1, CancellationToken.None);
        var text = await System.IO.File.ReadAllTextAsync(File.Place);
        await System.IO.File.WriteAllTextAsync(File.Place, text[..(text.Length / 2)]);
        await Should.ThrowAsync<InvalidDataException>(() => File.OpenAsync(Passphrase, CancellationToken.None));
        var at = text.IndexOf("\"secrets\": \"", StringComparison.Ordinal) + 20;
        await System.IO.File.WriteAllTextAsync(File.Place, text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..]);
        await Should.ThrowAsync<InvalidDataException>(() => File.OpenAsync(Passphrase, CancellationToken.None));
    }
}
