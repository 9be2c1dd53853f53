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
/// A protected text as it is stored: an envelope that says for which place it was made (format, key, owner, row, version, column), and the bytes. Only <see cref="ISeam"/> makes and
/// opens one, explicitly, after the query; no value converter, projection or comparison reads it.
/// </summary>
public sealed record Sealed
{
    private const int OwnerAt = 2, RowAt = 18, VersionAt = 34, LengthAt = 38, ColumnAt = 39;

    /// <summary>The envelope. Empty means that there is no text.</summary>
    public byte[] Packed { get; private set; } = [];

    /// <summary>No text.</summary>
    public static Sealed None => new();

    /// <summary>Whether there is no text.</summary>
    public bool IsEmpty => Packed.Length == 0;

    /// <summary>How the bytes are made; each way of protecting texts has its own.</summary>
    public byte Format => Packed[0];

    /// <summary>Which key of the owner.</summary>
    public KeyKind Key => (KeyKind)Packed[1];

    /// <summary>The case or draft whose key it is.</summary>
    public Guid KeyOwner => new(Packed.AsSpan(OwnerAt, 16));

    /// <summary>The row for which it was written.</summary>
    public Guid Row => new(Packed.AsSpan(RowAt, 16));

    /// <summary>Version of the row's text, counting up from 1 each time it is written.</summary>
    public int RowVersion => BinaryPrimitives.ReadInt32BigEndian(Packed.AsSpan(VersionAt, 4));

    /// <summary>Name of the column for which it was written.</summary>
    public string Column => Encoding.ASCII.GetString(Packed, ColumnAt, Packed[LengthAt]);

    /// <summary>Everything that says for which place it was made.</summary>
    public ReadOnlySpan<byte> Header => Packed.AsSpan(0, ColumnAt + Packed[LengthAt]);

    /// <summary>The protected bytes.</summary>
    public ReadOnlySpan<byte> Bytes => Packed.AsSpan(ColumnAt + Packed[LengthAt]);

    /// <summary>Puts an envelope together around bytes that <paramref name="write"/> makes of its header. For the seam only.</summary>
    public static Sealed Pack(byte format, KeyKind key, Guid keyOwner, Guid row, string column, int rowVersion, int length, Writer write)
    {
        var packed = new byte[ColumnAt + column.Length + length];
        packed[0] = format;
        packed[1] = (byte)key;
        keyOwner.TryWriteBytes(packed.AsSpan(OwnerAt, 16));
        row.TryWriteBytes(packed.AsSpan(RowAt, 16));
        BinaryPrimitives.WriteInt32BigEndian(packed.AsSpan(VersionAt, 4), rowVersion);
        packed[LengthAt] = checked((byte)column.Length);
        Encoding.ASCII.GetBytes(column, packed.AsSpan(ColumnAt));
        var text = new Sealed { Packed = packed };
        write(text.Header, packed.AsSpan(ColumnAt + column.Length));
        return text;
    }

    /// <summary>
    /// Throws <see cref="SealBrokenException"/> unless the envelope was made in that way for that place. It may have been changed by hand: nothing in it is believed before.
    /// </summary>
    public void Demand(byte format, Guid keyOwner, Guid row, string column)
    {
        if (Packed.Length < ColumnAt || Packed.Length < ColumnAt + Packed[LengthAt]) throw new SealBrokenException(column, "it is cut short");
        if (Format != format) throw new SealBrokenException(column, $"format {Format} is not known");
        if (KeyOwner != keyOwner || Row != row || Column != column) throw new SealBrokenException(column, "it was made for another place");
    }

    /// <inheritdoc/>
    public override string ToString() => IsEmpty ? "(no text)" : $"(protected, {Column})";

    /// <summary>Makes the protected bytes of a header.</summary>
    public delegate void Writer(ReadOnlySpan<byte> header, Span<byte> bytes);
}
