using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Raising.UseAnotherProcedure;

/// <summary>Uses another procedure (verb signpost): a tally is kept, and the draft, if there was one, is deleted. <paramref name="Key"/> is the form's, so that a form sent twice counts once.</summary>
[Access(Who.SignedIn, ByReceipt = true)]
public sealed record UseAnotherProcedureCommand(Guid? Id, Guid Key, string? Destination) : IRequest<Unit>, IWrites;

public sealed class UseAnotherProcedureValidator : AbstractValidator<UseAnotherProcedureCommand>
{
    public UseAnotherProcedureValidator() => RuleFor(c => c.Destination).Must(d => OffRamps.Of(d) is not null).WithMessage(Refusals.Of("off-ramp").Text);
}

public sealed class UseAnotherProcedureHandler(CaseDb db, DraftDesk drafts, CaseDesk desk) : IRequestHandler<UseAnotherProcedureCommand, Unit>
{
    public async Task<Unit> Handle(UseAnotherProcedureCommand request, CancellationToken cancellationToken)
    {
        if (await db.Signposts.AnyAsync(s => s.Id == request.Key, cancellationToken)) return Unit.Value;
        var now = await desk.NowAsync(null, cancellationToken);
        if (request.Id is { } id) db.Drafts.Remove((await drafts.OpenAsync(id, recording: false, cancellationToken)).Draft);
        var tally = Draft.Signpost(request.Destination!, drafts.Me, now);
        db.Signposts.Add(new Signpost { Id = request.Key, Destination = tally.Destination, SourceGroup = tally.SourceGroup, On = tally.On });
        return Unit.Value;
    }
}
