using System.Diagnostics.CodeAnalysis;

namespace CaseTracker.Data.Protection;

/// <summary>Nothing can be read or written until somebody has given the key.</summary>
public sealed class LockedException() : Exception("The site is locked. Give its passphrase.");

/// <summary>The secrets of the site while it runs. Empty until it is unlocked, and in this process's memory only.</summary>
public sealed class KeyRing
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _refreshing = new();
    private KeyMaterial? _material;
    private Func<KeyMaterial?>? _again;

    /// <summary>Whether the site is unlocked.</summary>
    public bool IsOpen => _material is not null;

    /// <summary>Ends once it is.</summary>
    public Task Opened => _opened.Task;

    /// <summary>The secrets. Throws <see cref="LockedException"/> before they are given.</summary>
    public KeyMaterial Material => _material ?? throw new LockedException();

    /// <summary>Unlocks the site. <paramref name="again"/> reads the secrets once more where they came from.</summary>
    [MemberNotNull(nameof(_material))]
    public void Give(KeyMaterial material, Func<KeyMaterial?>? again = null)
    {
        (_material, _again) = (material, again);
        _opened.TrySetResult();
    }

    /// <summary>The key with which keys of cases were wrapped under that number; null if there is none. One that is not known came by a rotation while the site runs, and is fetched.</summary>
    public byte[]? Wrapping(int number)
    {
        if (Material.Wrapping.TryGetValue(number, out var key)) return key;
        lock (_refreshing)
        {
            if (!Material.Wrapping.ContainsKey(number) && _again?.Invoke() is { } newer) _material = newer;
            return Material.Wrapping.GetValueOrDefault(number);
        }
    }
}
