using CaseTracker.Web.Features.Raising.CheckAnswers;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.SendConcern;

/// <summary>The declaration, and sending.</summary>
public sealed class SendConcernPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The declaration.</summary>
    [BindProperty]
    public bool Confirmed { get; set; }

    public string GoesTo { get; private set; } = "";
    public string Check => Journeys.Raising.Address(Id, "check");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var view = await Mediator.Send(new CheckQuery(Id, Recording: false), cancellationToken);
        GoesTo = view.GoesTo;
        return view.Faults.Count > 0 ? Redirect(Check) : Page();
    }

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new SendConcernCommand(Id, Recording: false, Confirmed), sent => Redirect(sent.IsSent ? sent.IsAnonymous ? Reporting.Receipt : Journeys.Raising.Address(Id, "sent") : Check));

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => GoesTo = (await Mediator.Send(new CheckQuery(Id, Recording: false), cancellationToken)).GoesTo;
}
