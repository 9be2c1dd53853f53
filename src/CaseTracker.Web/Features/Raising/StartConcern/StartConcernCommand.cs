using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Raising.StartConcern;

/// <summary>Begins a concern of one's own. Answers with the draft's id.</summary>
[Access(Who.SignedIn)]
public sealed record StartConcernCommand(string? Protected, bool ProtectedRead) : IRequest<Guid>, IWrites, IAsksProtected;

/// <summary>Begins a concern: whether it may be whistleblowing is asked first, with an account and without.</summary>
public interface IAsksProtected
{
    /// <summary>Whether it may be: yes or no.</summary>
    string? Protected { get; }

    /// <summary>Whether they have read about it.</summary>
    bool ProtectedRead { get; }

    /// <summary>What the draft begins with.</summary>
    Inputs Begun() => new([new("protected", [Protected!]), new("protected_read", [ProtectedRead ? "yes" : ""])]);
}

public sealed class StartConcernValidator : ProtectedValidator<StartConcernCommand>;

/// <summary>What is wrong with the answer to that question.</summary>
public abstract class ProtectedValidator<T> : AbstractValidator<T> where T : IAsksProtected
{
    protected ProtectedValidator()
    {
        RuleFor(c => c.Protected).Must(p => p is "yes" or "no").WithMessage("Select whether it is about any of these");
        RuleFor(c => c.ProtectedRead).Equal(true).When(c => c.Protected == "yes").WithMessage(Refusals.Of("protected").Text);
    }
}

public sealed class StartConcernHandler(CaseDb db, DraftDesk drafts, CaseDesk desk, ISeam seam) : IRequestHandler<StartConcernCommand, Guid>
{
    public async Task<Guid> Handle(StartConcernCommand request, CancellationToken cancellationToken)
    {
        var (me, now) = (drafts.Owner, await desk.NowAsync(null, cancellationToken));
        var begun = ((IAsksProtected)request).Begun();
        // Pressing twice begins once: a draft in which nothing was answered is taken up again.
        var mine = await db.Drafts.Where(d => d.Owner == me && !d.ForSomebodyElse).ToListAsync(cancellationToken);
        var draft = mine.FirstOrDefault(d => d.Read(seam).Values.Keys.All(begun.Values.ContainsKey)) ?? db.Drafts.Add(Draft.Start(me, forSomebodyElse: false, now)).Entity;
        draft.Save(begun, now);
        return draft.Id;
    }
}
