using System.Collections.Concurrent;
using System.Globalization;
using CaseTracker.Data.Databases;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Data.Audit;

/// <summary>What happens at the door: codes as they stand in the audit.</summary>
public static class AtDoor
{
    /// <summary>Somebody came in; the way follows.</summary>
    public const string Entered = "sign-in";

    /// <summary>A password, or the identity provider, was right, and a second step is asked for.</summary>
    public const string FirstStep = "first-step";

    /// <summary>A password, code, passkey or answer of the identity provider was wrong, or somebody came too early after several.</summary>
    public const string WrongPassword = "wrong-password", WrongCode = "wrong-code", WrongPasskey = "wrong-passkey", WrongAnswer = "wrong-answer", TooEarly = "too-early";

    /// <summary>Somebody who is signed in proved once more who they are.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>Somebody left, or ended a session elsewhere.</summary>
    public const string Left = "sign-out", Ended = "session-ended";

    /// <summary>Somebody asked for a page or a case that is not theirs; the kind of page follows.</summary>
    public const string Refused = "refused";

    /// <summary>What of how somebody signs in was changed.</summary>
    public const string Password = "password-changed", AppAdded = "app-added", AppRemoved = "app-removed", PasskeyAdded = "passkey-added", PasskeyRemoved = "passkey-removed", Codes = "codes-renewed", Linked = "provider-linked", Unlinked = "provider-unlinked";
}

/// <summary>
/// Writes down who comes in, who is turned away, and what was refused (ASVS 16.3.1, 16.3.2), in the same chain as everything else. Taken note of at once and stored a moment later, by somebody else: how long an answer takes tells nothing of
/// whether there is such an account or such a case, and whoever guesses makes nobody wait. Many of the same kind for the same person within some minutes become one line with their number: nobody can bury the audit, or fill the disk.
/// </summary>
public sealed class DoorLog(SecondConnection second, TimeProvider time) : IDisposable
{
    /// <summary>So many of a kind for one person are written out; the rest are counted.</summary>
    public const int Plain = 10;

    /// <summary>For how long they are counted together.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    // More than this between two writings is an attack, of which the number is enough.
    private const int MostWaiting = 5000;

    private readonly ConcurrentQueue<Note> _notes = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<(string Kind, Pseudonym? Person), Count> _counts = [];
    private int _waiting, _dropped;

    /// <summary>Takes note. Costs the same whatever it is.</summary>
    /// <param name="kind">Code of <see cref="AtDoor"/>.</param>
    /// <param name="about">What more is said of it: a way in, the kind of page. Never anything that somebody typed.</param>
    /// <param name="reference">Reference in the address; whether there is such a case is looked up later.</param>
    public void Take(string kind, Pseudonym? person, string about = "", string? reference = null)
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            Interlocked.Increment(ref _dropped);
            return;
        }
        _notes.Enqueue(new Note(kind, person, about, reference, time.GetUtcNow()));
    }

    /// <summary>Stores what was taken note of. <paramref name="all"/>: what is still being counted too, since nobody will come back for it.</summary>
    public async Task WriteAsync(bool all, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var (lines, taken) = Gather(all);
            if (lines.Count == 0) return;
            try
            {
                await StoreAsync(lines, cancellationToken);
            }
            catch
            {
                // Tried again with the next ones.
                foreach (var note in taken) _notes.Enqueue(note);
                Interlocked.Add(ref _waiting, taken.Count);
                throw;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private (List<Note> Lines, List<Note> Taken) Gather(bool all)
    {
        var (lines, taken, now) = (new List<Note>(), new List<Note>(), time.GetUtcNow());
        while (_notes.TryDequeue(out var note))
        {
            Interlocked.Decrement(ref _waiting);
            if (!_counts.TryGetValue((note.Kind, note.Person), out var count) || count.Since + Window <= note.At)
            {
                Close(note.Kind, note.Person, lines, now);
                _counts[(note.Kind, note.Person)] = count = new Count { Since = note.At };
            }
            if (++count.Seen > Plain)
            {
                count.More++;
                continue;
            }
            lines.Add(note);
            taken.Add(note);
        }
        foreach (var (kind, person) in _counts.Where(c => all || c.Value.Since + Window <= now).Select(c => c.Key).ToList()) Close(kind, person, lines, now);
        if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped) lines.Add(new Note("not-counted-one-by-one", null, dropped.ToString(CultureInfo.InvariantCulture), null, now));
        return (lines, taken);
    }

    private void Close(string kind, Pseudonym? person, List<Note> lines, DateTimeOffset now)
    {
        if (_counts.Remove((kind, person), out var count) && count.More > 0) lines.Add(new Note(kind, person, string.Create(CultureInfo.InvariantCulture, $"and {count.More} more"), null, now));
    }

    private async Task StoreAsync(List<Note> lines, CancellationToken cancellationToken)
    {
        await using var db = second.Open();
        var references = lines.Select(l => CaseReference.Parse(l.Reference)).OfType<CaseReference>().Distinct().ToList();
        var cases = await db.Cases.Where(c => references.Contains(c.Reference)).Select(c => new { c.Reference, c.Id }).ToDictionaryAsync(c => c.Reference, c => c.Id, cancellationToken);
        var entries = lines.Select(l => new AuditEntry
        {
            At = l.At,
            Kind = AuditEntry.Door,
            What = $"{l.Kind} {l.About}".TrimEnd(),
            Person = l.Person,
            CaseId = CaseReference.Parse(l.Reference) is { } reference && cases.TryGetValue(reference, out var id) ? id : null,
        });
        await using var turn = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var portion in entries.Chunk(AuditChain.AtOnce)) await AuditChain.AddAllAsync(db, portion, cancellationToken);
        await turn.CommitAsync(cancellationToken);
    }

    private sealed record Note(string Kind, Pseudonym? Person, string About, string? Reference, DateTimeOffset At);

    private sealed class Count
    {
        public DateTimeOffset Since { get; init; }
        public int Seen { get; set; }
        public int More { get; set; }
    }
}
