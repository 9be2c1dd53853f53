using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Raising.StartConcern;
using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.RecordConcern;

/// <summary>What to say to somebody before writing down their concern.</summary>
public sealed class StartRecordPage(IMediator mediator) : FormPage(mediator)
{
    public IReadOnlyList<BegunDraft> Drafts { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new StartRecordCommand(), id => Redirect(Journeys.Recording.Address(id, Questions.Told)));

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => Drafts = await Mediator.Send(new StartRecordQuery(), cancellationToken);
}
