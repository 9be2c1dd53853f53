using CaseTracker.Data;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Cases.PerformVerb;

/// <summary>Takes an act on a case with what was typed into its form.</summary>
[Access(Who.Grant, ByReceipt = true)]
public sealed record PerformVerbCommand(VerbAddress Address, VerbBasis Basis, VerbAnswers Typed) : IRequest<VerbDone>, ICaseRequest, IMayStepUp, IWrites
{
    /// <inheritdoc/>
    public string Reference => Address.Reference;

    /// <inheritdoc/>
    public bool NeedsStepUp => Address.NeedsFreshProof;
}

/// <summary>Tries the act, so that nobody is asked to confirm what would be refused. Nothing is kept.</summary>
[Access(Who.Grant, ByReceipt = true)]
public sealed record TryVerbQuery(VerbAddress Address, VerbBasis Basis, VerbAnswers Typed) : IRequest<VerbDone>, ICaseRequest, IMayStepUp
{
    /// <inheritdoc/>
    public string Reference => Address.Reference;

    /// <inheritdoc/>
    public bool NeedsStepUp => Address.NeedsFreshProof;
}

public sealed class PerformVerbHandler(VerbDesk desk) : IRequestHandler<PerformVerbCommand, VerbDone>
{
    public async Task<VerbDone> Handle(PerformVerbCommand command, CancellationToken cancellationToken) =>
        await desk.TakeAsync(await desk.OpenAsync(command.Address, cancellationToken), command.Basis, command.Typed, cancellationToken);
}

public sealed class TryVerbHandler(VerbDesk desk, CaseDb db) : IRequestHandler<TryVerbQuery, VerbDone>
{
    public async Task<VerbDone> Handle(TryVerbQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await desk.TakeAsync(await desk.OpenAsync(query.Address, cancellationToken), query.Basis, query.Typed, cancellationToken);
        }
        finally
        {
            // The case in memory has taken the step; the one in the database must not follow.
            db.ChangeTracker.Clear();
        }
    }
}
