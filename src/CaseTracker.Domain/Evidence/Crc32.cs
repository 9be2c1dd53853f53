namespace CaseTracker.Domain.Evidence;

/// <summary>The sum by which PNG and zip know whether their bytes are whole (ISO/IEC 15948, annex D).</summary>
internal sealed class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => (uint)n).Select(c => Enumerable.Range(0, 8).Aggregate(c, (x, _) => (x & 1) == 1 ? 0xEDB88320 ^ (x >> 1) : x >> 1))];

    private uint _sum = uint.MaxValue;

    /// <summary>The sum of what was added.</summary>
    public uint Value => ~_sum;

    /// <summary>Adds more.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes) _sum = Table[(_sum ^ b) & 0xFF] ^ (_sum >> 8);
    }
}
