using CaseTracker.Web.Features.Account.SecondStep;
using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Account.RenewCodes;

public sealed class RenewCodesPage(IMediator mediator) : FormPage(mediator)
{
    public int Left { get; private set; }

    public RecoveryCodesShown? Codes { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new RenewCodesCommand(), codes =>
    {
        Codes = new RecoveryCodesShown("These are your new recovery codes. Earlier ones do not work any more.", codes, "/account/second-step");
        return Page();
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => Left = await Mediator.Send(new RenewCodesQuery(), cancellationToken);
}
