using CaseTracker.Data.Databases;
using CaseTracker.Data.Protection;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace CaseTracker.Web.Tests.Protection;

public sealed class EncryptingSeamTests : IAsyncLifetime
{
    private const string Text = "What happened in the lift.";

    private readonly Guid _owner = Guid.NewGuid(), _row = Guid.NewGuid();
    private KeyStore _store = null!;
    private Func<Task> _drop = null!;

    public async ValueTask InitializeAsync()
    {
        if (TestDatabases.Provider == DatabaseProvider.PostgreSql)
        {
            (var connection, _drop) = await TestDatabases.NewAsync();
            _store = new(DatabaseProvider.PostgreSql, connection + ";Pooling=false");
        }
        else
        {
            var folder = Directory.CreateTempSubdirectory("casetracker-seam-").FullName;
            _store = new(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "keys.db")}");
            _drop = () =>
            {
                SqliteConnection.ClearAllPools();
                Directory.Delete(folder, recursive: true);
                return Task.CompletedTask;
            };
        }
        await _store.PrepareAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _drop();
    }

    [Fact]
    public async Task A_text_opens_again_also_in_another_process_with_the_same_key()
    {
        var (material, first) = (KeyMaterial.New(), KeyMaterial.New());
        var (seam, keys) = Seam(material);
        var text = seam.Seal(KeyKind.Matter, _owner, "narrative", 1, Text, _row);
        await keys.SaveAsync(CancellationToken.None);

        Seam(material).Seam.Open(text, _owner, "narrative", _row).ShouldBe(Text);
        Should.Throw<SealBrokenException>(() => Seam(first).Seam.Open(text, _owner, "narrative", _row));
    }

    [Fact]
    [Asvs("11.3.2", "11.3.3")]
    public void No_byte_of_it_can_be_changed_and_no_part_of_it_moved()
    {
        var (seam, _) = Seam(KeyMaterial.New());
        var text = seam.Seal(KeyKind.Matter, _owner, "narrative", 1, Text, _row);
        for (var i = 0; i < text.Packed.Length; i++)
        {
            foreach (var flip in new byte[] { 1, 0x80 })
            {
                var changed = Copy(text);
                changed.Packed[i] ^= flip;
                Should.Throw<SealBrokenException>(() => seam.Open(changed, _owner, "narrative", _row)).Message.ShouldNotContain("lift");
            }
        }
        for (var length = 1; length < text.Packed.Length; length += 7) Should.Throw<SealBrokenException>(() => seam.Open(Copy(text, length), _owner, "narrative", _row));

        foreach (var elsewhere in new Action[]
        {
            () => seam.Open(text, _owner, "summary", _row), () => seam.Open(text, Guid.NewGuid(), "narrative", _row), () => seam.Open(text, _owner, "narrative", Guid.NewGuid()), () => seam.Open(text, _owner, "narrative"),
        }) Should.Throw<SealBrokenException>(elsewhere);
    }

    [Fact]
    [Asvs("11.3.4")]
    public void The_same_text_never_looks_the_same_and_its_length_tells_little()
    {
        var (seam, _) = Seam(KeyMaterial.New());
        var sealedTexts = Enumerable.Range(0, 2_000).Select(_ => seam.Seal(KeyKind.Matter, _owner, "narrative", 1, Text)).ToList();
        sealedTexts.Select(t => Convert.ToHexString(t.Bytes[..12])).Distinct().Count().ShouldBe(2_000);
        new[] { 1, 10, 200, 252 }.Select(n => seam.Seal(KeyKind.Matter, _owner, "narrative", 1, new string('a', n)).Packed.Length).Distinct().ShouldHaveSingleItem();
        seam.Open(seam.Seal(KeyKind.Matter, _owner, "narrative", 1, new string('é', 70_000)), _owner, "narrative").Length.ShouldBe(70_000);
    }

    [Fact]
    public void The_three_keys_of_a_case_are_different_keys()
    {
        var (seam, keys) = Seam(KeyMaterial.New());
        seam.Seal(KeyKind.Matter, _owner, "narrative", 1, Text);
        Enum.GetValues<KeyKind>().Select(k => Convert.ToHexString(keys.ForWriting(_owner, k).Span)).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_destroyed_key_never_opens_anything_again()
    {
        var material = KeyMaterial.New();
        var (seam, keys) = Seam(material);
        var text = seam.Seal(KeyKind.Matter, _owner, "narrative", 1, Text);
        await keys.SaveAsync(CancellationToken.None);
        await keys.DestroyAsync([_owner], CancellationToken.None);

        Should.Throw<SealBrokenException>(() => seam.Open(text, _owner, "narrative"));
        Should.Throw<SealBrokenException>(() => Seam(material).Seam.Open(text, _owner, "narrative"));
    }

    [Fact]
    public async Task Keys_whose_storing_was_not_acknowledged_are_stored_once_and_hold_up_nobody()
    {
        var material = KeyMaterial.New();
        var (seam, keys) = Seam(material);
        var text = seam.Seal(KeyKind.Matter, _owner, "narrative", 1, Text);
        byte[] made = [.. Enum.GetValues<KeyKind>().SelectMany(k => keys.ForWriting(_owner, k).ToArray())];
        await _store.AddAsync([new(_owner, material.Current, SecretBox.Seal(material.Wrapping[material.Current], made, Context(material, _owner, material.Current)))], CancellationToken.None);
        await keys.SaveAsync(CancellationToken.None);
        Seam(material).Seam.Open(text, _owner, "narrative").ShouldBe(Text);

        // Others than those with which a text is sealed already: it must not be stored.
        var other = Guid.NewGuid();
        seam.Seal(KeyKind.Matter, other, "narrative", 1, Text);
        await _store.AddAsync([new(other, material.Current, SecretBox.Seal(material.Wrapping[material.Current], made, Context(material, other, material.Current)))], CancellationToken.None);
        await Should.ThrowAsync<InvalidOperationException>(() => keys.SaveAsync(CancellationToken.None));
    }

    [Fact]
    [Asvs("11.1.1", "11.2.2")]
    public async Task Keys_are_wrapped_again_in_portions_and_a_running_site_goes_on_meanwhile()
    {
        var old = KeyMaterial.New();
        var vault = old;
        var ring = new KeyRing();
        ring.Give(old, () => vault);
        var running = new CaseKeys(ring, _store);
        var seam = new EncryptingSeam(ring, running);
        var owners = Enumerable.Range(0, 1_200).Select(_ => Guid.NewGuid()).ToList();
        var texts = owners.Select(o => seam.Seal(KeyKind.Notes, o, "note", 1, Text)).ToList();
        await running.SaveAsync(CancellationToken.None);

        // Stopped in the middle, and begun again by another process.
        vault = old.WithNewWrapping();
        var (_, half) = Seam(vault);
        foreach (var portion in await _store.WrappedByOthersAsync(vault.Current, 500, CancellationToken.None)) await _store.ReplaceAsync([Wrapped(portion, old, vault)], CancellationToken.None);
        (await half.RewrapAsync(CancellationToken.None)).ShouldBe(700);
        (await half.RewrapAsync(CancellationToken.None)).ShouldBe(0);

        var fresh = new EncryptingSeam(ring, new CaseKeys(ring, _store));
        for (var i = 0; i < owners.Count; i += 100) fresh.Open(texts[i], owners[i], "note").ShouldBe(Text);
        var (after, _) = Seam(vault.WithoutOldWrapping());
        for (var i = 0; i < owners.Count; i += 100) after.Open(texts[i], owners[i], "note").ShouldBe(Text);
        Should.Throw<SealBrokenException>(() => Seam(old).Seam.Open(texts[0], owners[0], "note"));
    }

    [Fact]
    public void Pseudonyms_and_fingerprints_depend_on_the_key_and_stay_over_a_rotation()
    {
        var (person, material) = (Guid.NewGuid(), KeyMaterial.New());
        var (one, other) = (Seam(material).Seam, Seam(KeyMaterial.New()).Seam);
        one.PseudonymOf(person).ShouldNotBe(other.PseudonymOf(person));
        one.PseudonymOf(person).Value.ShouldNotBe(person);
        one.Fingerprint("sign-in", "a").ShouldNotBe(other.Fingerprint("sign-in", "a"));
        one.Fingerprint("sign-in", "a").ShouldNotBe(one.Fingerprint("import-key", "a"));

        var rotated = Seam(material.WithNewWrapping().WithoutOldWrapping()).Seam;
        (rotated.PseudonymOf(person), rotated.Fingerprint("sign-in", "a")).ShouldBe((one.PseudonymOf(person), one.Fingerprint("sign-in", "a")));
    }

    [Fact]
    public void Nothing_is_sealed_or_opened_before_the_key_is_given()
    {
        var ring = new KeyRing();
        var seam = new EncryptingSeam(ring, new CaseKeys(ring, _store));
        Should.Throw<LockedException>(() => seam.Seal(KeyKind.Matter, _owner, "narrative", 1, Text));
        Should.Throw<LockedException>(() => seam.PseudonymOf(_owner));
        Should.Throw<LockedException>(() => seam.Fingerprint("sign-in", "a"));
    }

    private (EncryptingSeam Seam, CaseKeys Keys) Seam(KeyMaterial material)
    {
        var ring = new KeyRing();
        ring.Give(material);
        var keys = new CaseKeys(ring, _store);
        return (new(ring, keys), keys);
    }

    // As the rotation does it, one by one.
    private static WrappedKeys Wrapped(WrappedKeys found, KeyMaterial from, KeyMaterial to) =>
        new(found.Owner, to.Current, SecretBox.Seal(to.Wrapping[to.Current], SecretBox.Open(from.Wrapping[found.By], found.Keys, Context(from, found.Owner, found.By))!, Context(to, found.Owner, to.Current)));

    private static byte[] Context(KeyMaterial material, Guid owner, int by) => System.Text.Encoding.ASCII.GetBytes($"keys {material.Site:N} {owner:N} {by}");

    private static Sealed Copy(Sealed text, int? length = null)
    {
        var copy = Sealed.Pack(1, KeyKind.Matter, Guid.Empty, Guid.Empty, "x", 1, 0, (_, _) => { });
        typeof(Sealed).GetProperty(nameof(Sealed.Packed))!.SetValue(copy, text.Packed[..(length ?? text.Packed.Length)].ToArray());
        return copy;
    }
}
