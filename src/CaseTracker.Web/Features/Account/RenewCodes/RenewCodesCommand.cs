using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.RenewCodes;

/// <summary>Makes new recovery codes; the earlier ones stop working.</summary>
[Access(Who.SignedIn), StepUp]
public sealed record RenewCodesCommand : IRequest<IReadOnlyList<string>>, IWrites;

/// <summary>How many are left; only for an account with a second step.</summary>
[Access(Who.SignedIn), StepUp]
public sealed record RenewCodesQuery : IRequest<int>;

public sealed class RenewCodesHandler(ICurrentPerson current, SecondSteps steps, DoorDesk door) : IRequestHandler<RenewCodesCommand, IReadOnlyList<string>>, IRequestHandler<RenewCodesQuery, int>
{
    public async Task<IReadOnlyList<string>> Handle(RenewCodesCommand request, CancellationToken cancellationToken)
    {
        await LeftAsync(cancellationToken);
        door.Changed(AtDoor.Codes, current.Person!);
        return await steps.NewCodesAsync(current.Entry!.Account, cancellationToken);
    }

    public Task<int> Handle(RenewCodesQuery request, CancellationToken cancellationToken) => LeftAsync(cancellationToken);

    private async Task<int> LeftAsync(CancellationToken cancellationToken) => await steps.OfAsync(current.Entry!.Account, cancellationToken) is { Any: true } has ? has.Codes : throw new NotFoundException();
}
