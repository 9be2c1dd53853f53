namespace CaseTracker.Domain.Evidence;

/// <summary>Reads bytes one after the other from a stream that hands them out in portions. Never more than one portion is in memory.</summary>
internal sealed class Bytes(Stream from, FileKind kind)
{
    private readonly byte[] _portion = new byte[16 * 1024];
    private int _at, _read;

    /// <summary>The next byte; -1 at the end.</summary>
    public int Next()
    {
        if (_at == _read)
        {
            (_at, _read) = (0, from.Read(_portion));
            if (_read == 0) return -1;
        }
        return _portion[_at++];
    }

    /// <summary>The next byte; refused if there is none.</summary>
    public byte Demand() => Next() is >= 0 and var next ? (byte)next : throw FileRefusedException.Damaged(kind);

    /// <summary>So many bytes.</summary>
    public void Demand(Span<byte> into)
    {
        for (var i = 0; i < into.Length; i++) into[i] = Demand();
    }

    /// <summary>Passes so many bytes on to <paramref name="to"/>, or over them.</summary>
    public void Pass(long count, Stream? to)
    {
        while (count > 0)
        {
            if (_at == _read)
            {
                (_at, _read) = (0, from.Read(_portion));
                if (_read == 0) throw FileRefusedException.Damaged(kind);
            }
            var some = (int)Math.Min(count, _read - _at);
            to?.Write(_portion, _at, some);
            (_at, count) = (_at + some, count - some);
        }
    }
}
