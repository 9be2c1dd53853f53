using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.Answer;

public sealed class AnswerForm
{
    public string? Letter { get; set; }
}

public sealed class AnswerPage(IMediator mediator) : FormPage(mediator)
{
    [FromRoute]
    public string Reference { get; set; } = "";

    [BindProperty]
    public AnswerForm Form { get; set; } = new();

    public AnswerView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        Form.Letter = View.Letter;
    }

    public Task<IActionResult> OnPostAsync() => SendAsync(new AnswerCommand(Reference, Form.Letter), id =>
    {
        Done("It is answered. Take the answer away and send it in a way that is safe");
        return Redirect($"/casework/subject-access/{Reference}/answer/{id}");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new AnswerQuery(Reference), cancellationToken);
}
