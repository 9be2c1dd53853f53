using System.Security.Cryptography;
using System.Text;
using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Domain;
using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.ReturnFromProvider;

/// <summary>
/// Signs in whoever comes back from the council's identity provider. What it says proves who somebody is; which cases open is decided by the register and the grants here, and by a second step (ASVS 6.3.3, 6.3.4). No unit of work around it: that an
/// answer was used counts also if it will not do.
/// </summary>
[Access(Who.Anyone)]
public sealed record ReturnFromProviderCommand(ProviderTrip? Trip, string Code, string State, string? Issuer, bool FromThisComputer) : IRequest<SignedIn>;

public sealed partial class ReturnFromProviderHandler(
    CaseDb db, ICurrentPerson current, ISiteFacts site, IdentityProvider provider, ProviderLinks links, Accounts accounts, SecondSteps steps, SecondStepRule rule, Sessions sessions, SignInDelays delays, DoorDesk door, TimeProvider time,
    ILogger<ReturnFromProviderHandler> log) : IRequestHandler<ReturnFromProviderCommand, SignedIn>
{
    public async Task<SignedIn> Handle(ReturnFromProviderCommand request, CancellationToken cancellationToken)
    {
        // An answer belongs to the browser that asked for it, and is used once (ASVS 10.1.2): nobody is signed in by a link that somebody else sends them.
        if (request.Trip is not { } trip || trip.LeftAt + ProviderTrip.Longest <= time.GetUtcNow() || !Same(trip.State, request.State) || !await delays.TakeOnceAsync($"trip {trip.State}", cancellationToken))
            throw Refused("no-trip", ProviderWords.StartAgain, null);
        if (request.Code.Length == 0) throw Refused("no-code", ProviderWords.StartAgain, null);
        var proof = await ProveAsync(trip, request, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (account, person) = await FindAsync(proof, cancellationToken);
        if (trip is { Again: true } && trip.Account != account.Id) throw Refused("other-person", ProviderWords.SomebodyElse, person);
        var entered = await EnterAsync(account, person.With(proof.Roles), proof, request.FromThisComputer, cancellationToken);
        // The session with which they left stays behind in its strict cookie: it is ended here (ASVS 7.2.4).
        if (trip is { Person: { } who, Session: { } session }) await sessions.EndAsync(who, session, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        door.Note(entered.Owes == Owed.Code ? AtDoor.FirstStep : AtDoor.Entered, person, "provider");
        return entered;
    }

    private async Task<ProviderProof> ProveAsync(ProviderTrip trip, ReturnFromProviderCommand request, CancellationToken cancellationToken)
    {
        try
        {
            return await provider.ReturnAsync(trip, request.Code, request.Issuer, cancellationToken);
        }
        catch (ProviderException e)
        {
            throw Refused(e.Message, e.Message == ProviderException.OutOfReach ? ProviderWords.OutOfReach : ProviderWords.StartAgain, null);
        }
    }

    // By the provider's own number for them; the first time by the address for which it vouches. Only people of the register, and only while they serve.
    private async Task<(Data.Identity.Account Account, Person Person)> FindAsync(ProviderProof proof, CancellationToken cancellationToken)
    {
        var today = time.LondonToday();
        var account = await links.FindAsync(proof.Print, cancellationToken);
        var person = account is not null ? current.Organisation.Find(account.PersonId) : proof.Address is { } address ? current.Organisation.Find(address) : null;
        if (person is null || !person.ServesOn(today)) throw Refused("unknown", ProviderWords.Unknown, person);
        if (account is null)
        {
            account = await accounts.OpenAsync(person.Id, cancellationToken);
            // The address has gone to somebody else there, or the provider knows one person twice: a person decides that, not the program.
            if (await links.HasAsync(account.Id, cancellationToken)) throw Refused("linked-already", ProviderWords.Unknown, person);
            links.Link(account.Id, proof.Print);
            door.Changed(AtDoor.Linked, person);
        }
        return (account, person);
    }

    private async Task<SignedIn> EnterAsync(Data.Identity.Account account, Person person, ProviderProof proof, bool fromThisComputer, CancellationToken cancellationToken)
    {
        var has = await steps.OfAsync(account.Id, cancellationToken);
        var ours = SecondStepRule.IsOurs(person);
        var exempt = site.IsDemonstration && fromThisComputer;
        // Whoever runs the provider could otherwise come as the Monitoring Officer and set up a second step of their own.
        if (ours && !has.Any && !exempt) throw Refused("ours-first", ProviderWords.OursFirst, person);
        var twice = proof.SecondStep && !ours;
        var origin = new SessionOrigin(twice ? SessionWay.ProviderTwice : SessionWay.Provider, proof.Roles, time.GetUtcNow(), proof.At ?? DateTimeOffset.UnixEpoch);
        if (twice) return new SignedIn(person.Id, account.Id, SessionStrength.Full, Owed.Nothing, origin);
        if (has.Any) return new SignedIn(person.Id, account.Id, SessionStrength.Waiting, Owed.Code, origin);
        return new SignedIn(person.Id, account.Id, SessionStrength.Password, await rule.DemandsAsync(person, exempt, cancellationToken) ? Owed.SetUp : Owed.Nothing, origin);
    }

    private RefusedException Refused(string reason, string words, Person? person)
    {
        door.Note(AtDoor.WrongAnswer, person, reason);
        NotEntered(reason);
        return new RefusedException("provider", words);
    }

    private static bool Same(string kept, string came) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(kept), Encoding.UTF8.GetBytes(came));

    [LoggerMessage(LogLevel.Warning, "Single sign-on: somebody came back and was not let in ({Reason})")]
    private partial void NotEntered(string reason);
}
