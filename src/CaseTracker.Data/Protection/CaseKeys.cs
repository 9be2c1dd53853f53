using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CaseTracker.Domain.Protection;

namespace CaseTracker.Data.Protection;

/// <summary>
/// The keys of cases, drafts and whatever else owns protected texts: three for each, made when the first text is sealed, and stored before the text is. Opened ones are kept in memory up to a number, which is what a search
/// over many cases needs.
/// </summary>
public sealed class CaseKeys(KeyRing ring, KeyStore store) : IDisposable
{
    private const int Kinds = 3, KeptAtMost = 8_000;

    private readonly ConcurrentDictionary<Guid, byte[]> _unsaved = new();
    private readonly SemaphoreSlim _saving = new(1);
    private ConcurrentDictionary<Guid, byte[]> _kept = new(), _keptBefore = new();

    /// <summary>The owner's key of that kind; made now if there is none.</summary>
    public ReadOnlyMemory<byte> ForWriting(Guid owner, KeyKind kind) => Part(Find(owner) ?? _unsaved.GetOrAdd(owner, _ => RandomNumberGenerator.GetBytes(Kinds * KeyMaterial.KeySize)), kind);

    /// <summary>The owner's key of that kind; null if there is none, or it was destroyed.</summary>
    public ReadOnlyMemory<byte>? ForReading(Guid owner, KeyKind kind)
    {
        // Written out: a conditional would make an empty key of null.
        if (kind is not (KeyKind.Matter or KeyKind.Identity or KeyKind.Notes) || Find(owner) is not { } all) return null;
        return Part(all, kind);
    }

    /// <summary>Brings the keys of several owners into memory with one command.</summary>
    public async Task FetchAsync(IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken)
    {
        var missing = owners.Where(o => Kept(o) is null).Distinct().ToList();
        if (missing.Count == 0) return;
        foreach (var found in await store.FindAsync(missing, cancellationToken)) Keep(found.Owner, Unwrap(found));
    }

    /// <summary>Stores the keys that were made since: before the texts that they protect, so that no text is ever without its key. A key whose text was never stored does no harm.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (_unsaved.IsEmpty) return;
        await _saving.WaitAsync(cancellationToken);
        try
        {
            var made = _unsaved.ToArray();
            // Some may be there already: stored before, when the answer was lost on its way. Others than ours would leave the texts that are about to be stored without their key.
            foreach (var owner in await store.AddAsync([.. made.Select(m => Wrap(m.Key, m.Value))], cancellationToken))
                if (store.Find(owner) is not { } stored || !Unwrap(stored).AsSpan().SequenceEqual(_unsaved[owner])) throw new InvalidOperationException("Somebody else made the keys of the same case at the same moment.");
            foreach (var (owner, keys) in made)
            {
                Keep(owner, keys);
                _unsaved.TryRemove(owner, out _);
            }
        }
        finally
        {
            _saving.Release();
        }
    }

    /// <summary>Whether the keys in the store are this site's: tried with one of them. True where there are none.</summary>
    public async Task<bool> FitAsync(CancellationToken cancellationToken)
    {
        foreach (var some in await store.FindAsync(await store.OwnersAsync(null, 1, cancellationToken), cancellationToken))
        {
            try
            {
                Unwrap(some);
            }
            catch (SealBrokenException)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Wraps again, in portions, whatever another key wraps; it may be stopped and begun again at any time. Answers how many there were.</summary>
    public async Task<int> RewrapAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        while (await store.WrappedByOthersAsync(ring.Material.Current, 500, cancellationToken) is { Count: > 0 } portion)
        {
            await store.ReplaceAsync([.. portion.Select(p => Wrap(p.Owner, Unwrap(p)))], cancellationToken);
            count += portion.Count;
        }
        return count;
    }

    /// <summary>Destroys the keys of an owner: what they protected can never be read again.</summary>
    public async Task DestroyAsync(IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken)
    {
        await store.DestroyAsync(owners, cancellationToken);
        foreach (var owner in owners)
        {
            _kept.TryRemove(owner, out _);
            _keptBefore.TryRemove(owner, out _);
        }
    }

    /// <summary>
    /// Destroys the keys of owners that are gone: discarded drafts, letters that were sent, files that were taken over. Only of those that were gone days before too, because keys are stored before what they protect.
    /// <paramref name="living"/> answers which of some owners are there. Answers how many were destroyed.
    /// </summary>
    public async Task<int> SweepAsync(Func<IReadOnlyList<Guid>, CancellationToken, Task<IReadOnlySet<Guid>>> living, DateOnly today, CancellationToken cancellationToken)
    {
        const int Portion = 1_000, Days = 2;
        var (known, gone) = (await store.OrphansAsync(cancellationToken), new Dictionary<Guid, int>());
        Guid? after = null;
        while (await store.OwnersAsync(after, Portion, cancellationToken) is { Count: > 0 } owners)
        {
            var there = await living(owners, cancellationToken);
            foreach (var owner in owners.Where(o => !there.Contains(o))) gone.Add(owner, known.GetValueOrDefault(owner, today.DayNumber));
            after = owners[^1];
        }
        var dead = gone.Where(g => g.Value + Days <= today.DayNumber).Select(g => g.Key).ToList();
        if (dead.Count > 0) await DestroyAsync(dead, cancellationToken);
        await store.KeepOrphansAsync(gone.Where(g => !dead.Contains(g.Key)).ToDictionary(), cancellationToken);
        return dead.Count;
    }

    /// <inheritdoc/>
    public void Dispose() => _saving.Dispose();

    private byte[]? Find(Guid owner)
    {
        if (Kept(owner) is { } known) return known;
        if (store.Find(owner) is not { } found) return null;
        var keys = Unwrap(found);
        Keep(owner, keys);
        return keys;
    }

    private byte[]? Kept(Guid owner)
    {
        if (_kept.TryGetValue(owner, out var keys) || _unsaved.TryGetValue(owner, out keys)) return keys;
        if (!_keptBefore.TryGetValue(owner, out keys)) return null;
        Keep(owner, keys);
        return keys;
    }

    // Two generations: what was not asked for since the last turn is forgotten at the next.
    private void Keep(Guid owner, byte[] keys)
    {
        if (_kept.Count >= KeptAtMost) (_keptBefore, _kept) = (_kept, new());
        _kept[owner] = keys;
    }

    private WrappedKeys Wrap(Guid owner, byte[] keys)
    {
        var material = ring.Material;
        return new(owner, material.Current, SecretBox.Seal(material.Wrapping[material.Current], keys, Context(owner, material.Current)));
    }

    private byte[] Unwrap(WrappedKeys found) =>
        ring.Wrapping(found.By) is { } with && SecretBox.Open(with, found.Keys, Context(found.Owner, found.By)) is { Length: Kinds * KeyMaterial.KeySize } keys
            ? keys : throw new SealBrokenException("keys", "the wrapped keys were changed, or are of another site");

    private byte[] Context(Guid owner, int by) => Encoding.ASCII.GetBytes($"keys {ring.Material.Site:N} {owner:N} {by}");

    private static ReadOnlyMemory<byte> Part(byte[] keys, KeyKind kind) => keys.AsMemory(((int)kind - 1) * KeyMaterial.KeySize, KeyMaterial.KeySize);
}
