using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.Settle;

/// <summary>What the raiser answers.</summary>
public sealed class SettleForm
{
    public Guid? Version { get; set; }
    public string? Answer { get; set; }
}

/// <summary>Says whether an outcome settles the matter.</summary>
public sealed class SettlePage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public SettleForm Form { get; set; } = new();

    public SettleView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync()
    {
        if (Form.Answer == Verbs.Escalate.Code || Form.Answer == Verbs.ChooseRoute.Code || Form.Answer == Verbs.Convert.Code) return Redirect($"/concerns/{Reference}/{Form.Answer}");
        return await SendAsync(new SettleCommand(Reference, Form.Version, Form.Answer), () =>
        {
            Done("Your concern is settled and closed");
            return Redirect($"/concerns/{Reference}");
        });
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new SettleQuery(Reference), cancellationToken);
}
