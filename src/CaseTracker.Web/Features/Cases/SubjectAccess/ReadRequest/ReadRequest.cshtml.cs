using CaseTracker.Domain.SubjectAccess;
using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.ReadRequest;

public sealed class ReadRequestPage(IMediator mediator) : FormPage(mediator)
{
    [FromRoute]
    public string Reference { get; set; } = "";

    public RequestView View { get; private set; } = null!;

    /// <summary>What was decided, as a word.</summary>
    public static string Words(AccessDecision decision) => decision switch { AccessDecision.Give => "Given", AccessDecision.GiveInPart => "Given in part", AccessDecision.HoldBack => "Held back", _ => "Not decided" };

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostSearchAsync() => SendAsync(new SearchCommand(Reference), () => Again("Everything was searched again"));

    public Task<IActionResult> OnPostGiveAsync() => SendAsync(new GivePlainCommand(Reference), given => Again($"{given.Count("item")} decided"));

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new RequestQuery(Reference), cancellationToken);

    private RedirectResult Again(string words)
    {
        Done(words);
        return Redirect($"/casework/subject-access/{View?.Reference ?? Reference}");
    }
}
