using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using CaseTracker.Domain.Protection;
using Microsoft.AspNetCore.DataProtection;

namespace CaseTracker.Web.Pipeline;

/// <summary>The visit of somebody without an account, as far as this request knows: whether it comes to the pages of reports, and whom it stands for there.</summary>
public sealed class ReportVisit
{
    /// <summary>Whether the request comes to the pages of reports, where nobody is signed in, whatever the browser brings along.</summary>
    public bool IsReporting { get; private set; }

    /// <summary>What stands for whoever writes or came back; null before.</summary>
    public Pseudonym? Holder => Ticket?.Holder;

    /// <summary>What the browser keeps of the visit; null before it begins.</summary>
    public VisitTicket? Ticket { get; private set; }

    /// <summary>The network that the request comes from: for the limits, and kept nowhere.</summary>
    public string Network { get; private set; } = "";

    /// <summary>Whether the browser is signed in to the site as well.</summary>
    public bool IsSignedInBeside { get; private set; }

    /// <summary>The request comes to the pages of reports.</summary>
    public void Arrive(string network, bool isSignedInBeside) => (IsReporting, Network, IsSignedInBeside) = (true, network, isSignedInBeside);

    /// <summary>The request comes with this visit, or begins it.</summary>
    public void Enter(VisitTicket ticket) => Ticket = ticket;

    /// <summary>The visit is over.</summary>
    public void Leave() => Ticket = null;
}

/// <summary>What a browser keeps of a visit, sealed.</summary>
/// <param name="Id">Of this visit alone.</param>
/// <param name="Holder">What stands for whoever writes or came back.</param>
/// <param name="Secret">From which the receipt is made, in the browser that writes; null in one that came back with it.</param>
/// <param name="BeganAt">When it began, to the second.</param>
/// <param name="SeenAt">When it was last heard of, to the minute or so.</param>
public sealed record VisitTicket(Guid Id, Pseudonym Holder, byte[]? Secret, DateTimeOffset BeganAt, DateTimeOffset SeenAt)
{
    /// <summary>How long a visit lasts without a request: one that reads, and one that writes, which may take its time.</summary>
    public static readonly TimeSpan IdleReading = TimeSpan.FromMinutes(15), IdleWriting = TimeSpan.FromHours(2);

    /// <summary>How long it lasts in any case.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    /// <summary>When it ends if nothing more is heard of it.</summary>
    public DateTimeOffset EndsAt => SeenAt + (Secret is null ? IdleReading : IdleWriting) is var idle && BeganAt + Longest is var longest && idle < longest ? idle : longest;
}

/// <summary>
/// Visits of people without an account. Nothing of them is stored: the browser keeps them, sealed, for as long as it stays open. Those that were ended are remembered in memory until they would have ended by themselves.
/// </summary>
public sealed class Visits(IDataProtectionProvider protection, Receipts receipts, SiteClock clock)
{
    private const int Size = 16 + 16 + 8 + 8;

    private readonly IDataProtector _protector = protection.CreateProtector("report visits");
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _ended = new();

    /// <summary>Somebody begins to write.</summary>
    public VisitTicket Begin()
    {
        var secret = RandomNumberGenerator.GetBytes(Receipts.SecretSize);
        return new(Guid.NewGuid(), receipts.HolderOf(receipts.CodeOf(secret)), secret, clock.Now, clock.Now);
    }

    /// <summary>Somebody came back with a receipt.</summary>
    public VisitTicket Return(Pseudonym holder) => new(Guid.NewGuid(), holder, null, clock.Now, clock.Now);

    /// <summary>The same visit, heard of just now.</summary>
    public VisitTicket Seen(VisitTicket ticket) => ticket with { SeenAt = clock.Now };

    /// <summary>Whether it is worth telling the browser that the visit was heard of.</summary>
    public bool IsWorthRenewing(VisitTicket ticket) => clock.Now - ticket.SeenAt >= TimeSpan.FromMinutes(1);

    /// <summary>The visit ends, wherever its cookie was copied to.</summary>
    public void End(VisitTicket ticket)
    {
        foreach (var (id, until) in _ended) if (until < clock.Now) _ended.TryRemove(id, out _);
        _ended[ticket.Id] = ticket.BeganAt + VisitTicket.Longest;
    }

    /// <summary>As the browser keeps it.</summary>
    public string Seal(VisitTicket ticket)
    {
        var bytes = new byte[Size + (ticket.Secret?.Length ?? 0)];
        ticket.Id.TryWriteBytes(bytes);
        ticket.Holder.Value.TryWriteBytes(bytes.AsSpan(16));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), ticket.BeganAt.ToUnixTimeSeconds());
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(40), ticket.SeenAt.ToUnixTimeSeconds());
        ticket.Secret?.CopyTo(bytes, Size);
        return Convert.ToBase64String(_protector.Protect(bytes));
    }

    /// <summary>Reads what <see cref="Seal"/> wrote; null if it is not that, or if the visit is over.</summary>
    public VisitTicket? Open(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            var bytes = _protector.Unprotect(Convert.FromBase64String(text));
            var ticket = new VisitTicket(new Guid(bytes.AsSpan(0, 16)), new(new Guid(bytes.AsSpan(16, 16))), bytes.Length > Size ? bytes[Size..] : null,
                DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(32))), DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(40))));
            return ticket.EndsAt > clock.Now && !_ended.ContainsKey(ticket.Id) ? ticket : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
