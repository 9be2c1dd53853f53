using System.Text;
using CaseTracker.Data;
using CaseTracker.Data.Imports;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Imports.RunImport;

/// <summary>
/// Looks at a file that was brought in the browser, or takes it over. Sent by the worker, in the name of whoever brought it, who must still be allowed to. Taking over and saying so
/// are one transaction: a run that does not say it is done has changed nothing.
/// </summary>
/// <param name="Stamp">Of the run as the worker took it: if anybody else did something with it since, nothing happens.</param>
[Access(Who.Operator)]
public sealed record RunImportCommand(Guid Id, Guid Stamp, bool Keep) : IRequest, IWrites
{
    /// <inheritdoc/>
    public bool Keeps => Keep;
}

public sealed class RunImportHandler(CaseDb db, ISeam seam, ICurrentPerson current, IMediator mediator, TimeProvider time) : IRequestHandler<RunImportCommand, Unit>
{
    public async Task<Unit> Handle(RunImportCommand request, CancellationToken cancellationToken)
    {
        var stored = await db.ImportRunFiles.AsNoTracking().SingleAsync(f => f.RunId == request.Id, cancellationToken);
        var code = await db.ImportRuns.Where(r => r.Id == request.Id).Select(r => r.Kind).SingleAsync(cancellationToken);
        var kind = ImportKind.All.Single(k => k.Code == code);
        if (!kind.IsFor(current.Person)) throw new NotFoundException();

        var file = Encoding.UTF8.GetBytes(seam.Open(stored.Content, request.Id, ImportRunFile.ContentColumn));
        var result = await mediator.Send(kind.Request(file, !request.Keep), cancellationToken);

        // Loaded only now: what refuses a file forgets everything that was loaded before.
        var run = await db.ImportRuns.FirstOrDefaultAsync(r => r.Id == request.Id && r.Stamp == request.Stamp, cancellationToken)
            ?? throw new StaleException(new InvalidOperationException("Somebody else did something with this run."));
        if (result.Errors.Count > 0) run.Refuse(result.Read, result.Errors.Count, ImportFindings.Of(result).Seal(seam, run.Id), time.GetUtcNow());
        else if (request.Keep) run.Finish(result.Read, result.Created, result.Updated, result.Unchanged, time.GetUtcNow());
        else run.Find(result.Read, result.Created, result.Updated, result.Unchanged, ImportFindings.Of(result).Seal(seam, run.Id));
        await db.SaveChangesAsync(cancellationToken);
        // Kept only for somebody to say yes to.
        if (!run.MayBeImported) await db.ImportRunFiles.Where(f => f.RunId == run.Id).ExecuteDeleteAsync(cancellationToken);
        return Unit.Value;
    }
}
