using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CaseTracker.Data.Protection;
using CaseTracker.Domain.Protection;

namespace CaseTracker.Data.Evidence;

/// <summary>Which of the files of one piece of evidence, and of which site: bound into every chunk.</summary>
internal sealed record SealedPlace(Guid Site, Guid File, string Part)
{
    /// <summary>Plain bytes in a chunk.</summary>
    public const int ChunkSize = 64 * 1024;

    /// <summary>Bytes of a full chunk as it is stored.</summary>
    public const int BoxSize = ChunkSize + SecretBox.Overhead;

    /// <summary>What a chunk is bound to: moved, repeated, left out or cut off, it does not open.</summary>
    public byte[] Context(long index, bool isLast) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"evidence {Site:N} {File:N} {Part} {index} {(isLast ? "last" : "more")}"));
}

/// <summary>Seals what is written to it, chunk by chunk, with AES-256-GCM. What was not completed does not open.</summary>
internal sealed class SealedFileWriter(Stream to, ReadOnlyMemory<byte> key, SealedPlace place) : Stream
{
    private readonly byte[] _plain = new byte[SealedPlace.ChunkSize], _box = new byte[SealedPlace.BoxSize];
    private int _held;
    private long _index;

    /// <summary>Plain bytes written so far.</summary>
    public long Written { get; private set; }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Written += buffer.Length;
        while (buffer.Length > 0)
        {
            // Only when more comes is it known that a chunk is not the last.
            if (_held == _plain.Length) Put(isLast: false);
            var some = Math.Min(buffer.Length, _plain.Length - _held);
            buffer[..some].CopyTo(_plain.AsSpan(_held));
            _held += some;
            buffer = buffer[some..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Writes the last chunk, which says that it is.</summary>
    public void Complete()
    {
        Put(isLast: true);
        to.Flush();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(_plain);
        base.Dispose(disposing);
    }

    private void Put(bool isLast)
    {
        var box = _box.AsSpan(0, _held + SecretBox.Overhead);
        SecretBox.Seal(key.Span, _plain.AsSpan(0, _held), place.Context(_index++, isLast), box);
        to.Write(box);
        _held = 0;
    }
}

/// <summary>Opens a sealed file for reading at any place, one chunk at a time. Throws <see cref="SealBrokenException"/> where a chunk is not what was written there.</summary>
internal sealed class SealedFileReader : Stream
{
    private readonly Stream _from;
    private readonly ReadOnlyMemory<byte> _key;
    private readonly SealedPlace _place;
    private readonly byte[] _plain = new byte[SealedPlace.ChunkSize], _box = new byte[SealedPlace.BoxSize];
    private readonly long _chunks;
    private long _opened = -1, _position;

    public SealedFileReader(Stream from, ReadOnlyMemory<byte> key, SealedPlace place)
    {
        (_from, _key, _place) = (from, key, place);
        _chunks = (from.Length + SealedPlace.BoxSize - 1) / SealedPlace.BoxSize;
        Length = from.Length - (_chunks * SecretBox.Overhead);
        if (_chunks == 0 || from.Length - ((_chunks - 1) * SealedPlace.BoxSize) < SecretBox.Overhead) throw Broken();
    }

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length { get; }

    public override long Position { get => _position; set => _position = Math.Max(0, value); }

    /// <summary>Opens every chunk once, and begins again: nothing of a file that was changed is handed out.</summary>
    public void Verify()
    {
        for (var i = 0L; i < _chunks; i++) Open(i);
        Position = 0;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_position >= Length || buffer.Length == 0) return 0;
        var index = _position / SealedPlace.ChunkSize;
        if (index != _opened) Open(index);
        var (at, held) = ((int)(_position % SealedPlace.ChunkSize), (int)Math.Min(SealedPlace.ChunkSize, Length - (index * SealedPlace.ChunkSize)));
        var some = Math.Min(buffer.Length, held - at);
        _plain.AsSpan(at, some).CopyTo(buffer);
        _position += some;
        return some;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => _position + offset, _ => Length + offset };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(_plain);
        _from.Dispose();
        base.Dispose(disposing);
    }

    private void Open(long index)
    {
        var isLast = index == _chunks - 1;
        var size = isLast ? (int)(_from.Length - (index * SealedPlace.BoxSize)) : SealedPlace.BoxSize;
        _from.Position = index * SealedPlace.BoxSize;
        _from.ReadExactly(_box.AsSpan(0, size));
        _opened = -1;
        if (!SecretBox.TryOpen(_key.Span, _box.AsSpan(0, size), _place.Context(index, isLast), _plain.AsSpan(0, size - SecretBox.Overhead))) throw Broken();
        _opened = index;
    }

    private SealBrokenException Broken() => new($"evidence.{_place.Part}", "its file was changed");
}
