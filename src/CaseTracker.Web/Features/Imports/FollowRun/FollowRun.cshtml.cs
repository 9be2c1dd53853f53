using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Imports.FollowRun;

public sealed class FollowRunPage(IMediator mediator) : FormPage(mediator)
{
    private const int RefreshSeconds = 3;

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Whether somebody would rather look again by themself: a page that reloads takes the place from whoever hears or magnifies it.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Still { get; set; }

    public FollowRunView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        if (View.IsBusy && !Still) Response.Headers["Refresh"] = $"{RefreshSeconds}";
    }

    public Task<IActionResult> OnPostAsync() => SendAsync(new StartImportCommand(Kind, Id), () => Redirect(Request.Path));

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new FollowRunQuery(Kind, Id), cancellationToken);
}
