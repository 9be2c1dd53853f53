using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.Concern;

/// <summary>What the raiser answers or writes on the page.</summary>
public sealed class ReplyForm
{
    public Guid? Version { get; set; }
    public int? Question { get; set; }
    public string? Answer { get; set; }
    public string? Message { get; set; }
}

/// <summary>The raiser's own page of a concern.</summary>
public sealed class ConcernPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public ReplyForm Form { get; set; } = new();

    public ConcernView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new ReplyCommand(Reference, Form.Version, Form.Question, Form.Answer, Form.Message), result =>
    {
        Done(result switch
        {
            ReplyResult.Agreed => "Your agreement was recorded and sent",
            ReplyResult.Declined => "Your answer was sent: nothing is done about it",
            _ => "Your message was sent",
        });
        return Redirect($"/concerns/{View?.Reference ?? Reference}#messages");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new ConcernQuery(Reference), cancellationToken);
}
