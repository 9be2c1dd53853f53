using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.LeaveForProvider;

/// <summary>Where somebody goes who signs in at the council's identity provider. <paramref name="Back"/>: where they come back to.</summary>
[Access(Who.Anyone)]
public sealed record LeaveForProviderQuery(string Back, string Wanted, bool Confirms) : IRequest<LeavingForProvider>;

/// <summary>The address, and what their browser brings back; no trip if the provider is out of reach.</summary>
public sealed record LeavingForProvider(ProviderTrip? Trip, string Address);

public sealed partial class LeaveForProviderHandler(ICurrentPerson current, IdentityProvider provider, ILogger<LeaveForProviderHandler> log) : IRequestHandler<LeaveForProviderQuery, LeavingForProvider>
{
    public async Task<LeavingForProvider> Handle(LeaveForProviderQuery request, CancellationToken cancellationToken)
    {
        if (provider.Name is null) throw new NotFoundException();
        if (request.Confirms && current.Entry?.Owes is not (Owed.Nothing or Owed.SetUp)) throw new SignInNeededException();
        try
        {
            var (trip, address) = await provider.LeaveAsync(request.Back, request.Wanted, request.Confirms, current.Entry, cancellationToken);
            return new LeavingForProvider(trip, address);
        }
        catch (ProviderException e)
        {
            NotReached(e.Message);
            return new LeavingForProvider(null, "");
        }
    }

    [LoggerMessage(LogLevel.Warning, "Single sign-on: nobody can be sent to the identity provider ({Reason})")]
    private partial void NotReached(string reason);
}
