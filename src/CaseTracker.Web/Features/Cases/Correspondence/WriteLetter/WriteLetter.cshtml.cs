using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.Correspondence.WriteLetter;

public sealed class WriteLetterForm
{
    public string? Body { get; set; }
    public List<string> Names { get; set; } = [];
}

public sealed class WriteLetterPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty]
    public WriteLetterForm Form { get; set; } = new();

    public WriteLetterView View { get; private set; } = null!;

    /// <summary>Whether the letter is shown as its reader will see it.</summary>
    public bool IsShown { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        Form.Body = View.Text;
    }

    public async Task<IActionResult> OnPostShowAsync()
    {
        IsShown = true;
        return await AgainAsync();
    }

    public Task<IActionResult> OnPostAsync() => SendAsync(new SendLetterCommand(Reference, Kind, To, Form.Body, Form.Names), id =>
    {
        Done("The letter is sent, and kept as it was sent");
        return Redirect($"/casework/{Reference}/letters/{id}");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new WriteLetterQuery(Reference, Kind, To, Form.Body), cancellationToken);
}
