using System.Buffers.Binary;
using System.Text;

namespace CaseTracker.Domain.Protection;

/// <summary>Which of a case's three keys protects a text.</summary>
public enum KeyKind : byte
{
    /// <summary>What was said and done.</summary>
    Matter = 1,

    /// <summary>Who raised it.</summary>
    Identity = 2,

    /// <summary>Internal and legal notes of those who deal with it.</summary>
    Notes = 3,
}

/// <summary>
/// A protected text as it is stored: an envelope of format, key id, column, row version and bytes. Only <see cref="ISeam"/> makes and
/// opens one, explicitly, after the query; no value converter, projection or comparison reads it.
/// </summary>
public sealed record Sealed
{
    private const byte Format = 1;
    private const int FixedPart = 1 + 1 + 16 + 4 + 1;

    /// <summary>The envelope. Empty means that there is no text.</summary>
    public byte[] Packed { get; private set; } = [];

    /// <summary>No text.</summary>
    public static Sealed None => new();

    /// <summary>Whether there is no text.</summary>
    public bool IsEmpty => Packed.Length == 0;

    /// <summary>Which key of the case.</summary>
    public KeyKind Key => (KeyKind)Packed[1];

    /// <summary>The case or draft whose key it is.</summary>
    public Guid KeyOwner => new(Packed.AsSpan(2, 16));

    /// <summary>Version of the row's text, counting up from 1 each time it is written.</summary>
    public int RowVersion => BinaryPrimitives.ReadInt32BigEndian(Packed.AsSpan(18, 4));

    /// <summary>Name of the column it was written for. A text moved to another column does not open.</summary>
    public string Column => Encoding.ASCII.GetString(Packed, FixedPart, Packed[22]);

    /// <summary>The protected bytes.</summary>
    public ReadOnlySpan<byte> Bytes => Packed.AsSpan(FixedPart + Packed[22]);

    /// <summary>Puts an envelope together. For the seam only.</summary>
    public static Sealed Pack(KeyKind key, Guid keyOwner, string column, int rowVersion, ReadOnlySpan<byte> bytes)
    {
        var packed = new byte[FixedPart + column.Length + bytes.Length];
        packed[0] = Format;
        packed[1] = (byte)key;
        keyOwner.TryWriteBytes(packed.AsSpan(2, 16));
        BinaryPrimitives.WriteInt32BigEndian(packed.AsSpan(18, 4), rowVersion);
        packed[22] = checked((byte)column.Length);
        Encoding.ASCII.GetBytes(column, packed.AsSpan(FixedPart));
        bytes.CopyTo(packed.AsSpan(FixedPart + column.Length));
        return new Sealed { Packed = packed };
    }

    /// <inheritdoc/>
    public override string ToString() => IsEmpty ? "(no text)" : $"(protected, {Column})";
}
