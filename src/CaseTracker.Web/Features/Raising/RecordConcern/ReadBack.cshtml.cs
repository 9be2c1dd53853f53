using CaseTracker.Web.Features.Raising.CheckAnswers;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Raising.SendConcern;
using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.RecordConcern;

/// <summary>Everything once more, to be read back before it is recorded.</summary>
public sealed class ReadBackPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>That it was read back, and they agree.</summary>
    [BindProperty]
    public bool Confirmed { get; set; }

    public CheckView View { get; private set; } = null!;
    public static string Root => Journeys.Recording.Root;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new SendConcernCommand(Id, Recording: true, Confirmed), sent => Redirect(Journeys.Recording.Address(Id, sent.IsSent ? "sent" : "check")));

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new CheckQuery(Id, Recording: true), cancellationToken);
}
