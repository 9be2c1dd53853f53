using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.TagHelpers;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.UseAnotherProcedure;

/// <summary>The procedures that may fit better, to choose from.</summary>
public sealed class UseAnotherProcedurePage(IMediator mediator) : FormPage(mediator)
{
    /// <summary>The draft that is given up for it, if one was begun.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    [BindProperty]
    public UseAnotherProcedureForm Form { get; set; } = new();

    public static IEnumerable<Choice> Choices => OffRamps.All.Select(o => new Choice(o.Code, o.Name, o.Fits));

    public string Back => Id is { } id ? Journeys.Raising.Address(id, "check") : Journeys.Raising.Root;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        Form.Key = Guid.NewGuid();
    }

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new UseAnotherProcedureCommand(Id, Form.Key, Form.Destination), () => Redirect($"/concerns/new/other/{Form.Destination}?deleted={Id is not null}"));

    // Somebody else's draft is not there.
    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (Id is { } id) await Mediator.Send(new QuestionQuery(id, Recording: false, Questions.About, FromCheck: false), cancellationToken);
    }
}

/// <summary>The procedure chosen.</summary>
public sealed class UseAnotherProcedureForm
{
    public Guid Key { get; set; }
    public string? Destination { get; set; }
}
