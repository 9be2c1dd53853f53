using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.Correspondence.LetterTexts;

public sealed class LetterTextForm
{
    public string? Text { get; set; }
}

public sealed class LetterTextsPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty]
    public LetterTextForm Form { get; set; } = new();

    public LetterTextsView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        Form.Text = View.Chosen?.Text;
    }

    public Task<IActionResult> OnPostAsync() => SendAsync(new ChangeLetterTextCommand(Kind ?? "", Form.Text), version =>
    {
        Done($"Version {version} is in force. Letters that were sent stay as they are");
        return Redirect("/casework/letter-texts");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new LetterTextsQuery(Kind), cancellationToken);
}
