using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.PerformVerb;

/// <summary>The page of every act that is done by filling in the inputs of the table, at the raiser's address, at everybody else's, and for somebody else.</summary>
public sealed class PerformVerbPage(IMediator mediator) : VerbFormPage(mediator)
{
    [FromRoute]
    public string Verb { get; set; } = "";

    [FromRoute(Name = "who")]
    public string? For { get; set; }

    private VerbAddress Address => new(Reference, Verb, For, Request.Path.StartsWithSegments("/concerns", StringComparison.OrdinalIgnoreCase));

    protected override async Task PrepareAsync(CancellationToken cancellationToken) =>
        View = await Mediator.Send(new PerformVerbQuery(Address, Typed, Basis?.Seen, Step == "more", Request.Query.ContainsKey("chosen") ? [.. Request.Query["part"].OfType<string>()] : null), cancellationToken);

    protected override IRequest<VerbDone>? Try(VerbBasis basis, VerbAnswers typed) => new TryVerbQuery(Address, basis, typed);

    protected override IRequest<VerbDone> Take(VerbBasis basis, VerbAnswers typed) => new PerformVerbCommand(Address, basis, typed);
}
