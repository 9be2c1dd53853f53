using System.Text;
using CaseTracker.Data;
using CaseTracker.Data.Imports;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Features.Imports.RunImport;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Imports.UploadFile;

/// <summary>Takes a file in to be looked at. Nothing is imported by it. Answers the run to follow.</summary>
/// <param name="Kind">As in the address; null is the earlier register.</param>
/// <param name="File">Its bytes; null if none was chosen.</param>
[Access(Who.Role, Roles = [Role.Administrator, Role.DemocraticServices, Role.MonitoringOfficer])]
public sealed record UploadFileCommand(string? Kind, byte[]? File) : IRequest<Guid>;

public sealed class UploadFileValidator : AbstractValidator<UploadFileCommand>
{
    /// <summary>A file of this size or more is refused: it is kept in memory, never on a disk, until it is sealed.</summary>
    public const int TooLarge = 25 * 1024 * 1024;

    public UploadFileValidator() => RuleFor(c => c.File).Cascade(CascadeMode.Stop)
        .NotNull().WithMessage("Select a file")
        .Must(f => f!.Length > 0).WithMessage("The selected file is empty. Select another one")
        .Must(f => f!.Length < TooLarge).WithMessage("The file must be smaller than 25 MB");
}

public sealed class UploadFileHandler(CaseDb db, ISeam seam, ICurrentPerson current, ImportBell bell, TimeProvider time) : IRequestHandler<UploadFileCommand, Guid>
{
    private static readonly RunState[] Settled = [RunState.Ready, RunState.Done, RunState.Refused, RunState.Stopped];

    public async Task<Guid> Handle(UploadFileCommand request, CancellationToken cancellationToken)
    {
        var (kind, me) = (ImportKind.For(request.Kind, current.Person), current.Person!.Id);
        // Whoever brings another file has no use for the last one.
        await db.ImportRuns.Where(r => r.PersonId == me && r.Kind == kind.Code && Settled.Contains(r.State)).ExecuteDeleteAsync(cancellationToken);

        var run = new ImportRun { Id = DayOnly.NewId(), Kind = kind.Code, PersonId = me, CreatedAt = time.GetUtcNow() };
        db.Add(run);
        // Bytes that are no text are not kept: there is nothing to do with them but to say so.
        var (_, fault) = ImportText.Decode(request.File!);
        if (fault is not null) run.Refuse(0, 1, ImportFindings.Of(ImportResult.Refused(0, [fault])).Seal(seam, run.Id), time.GetUtcNow());
        else db.Add(new ImportRunFile { RunId = run.Id, Content = seam.Seal(KeyKind.Matter, run.Id, ImportRunFile.ContentColumn, 1, Encoding.UTF8.GetString(request.File!)) });
        await db.SaveChangesAsync(cancellationToken);
        if (fault is null) await bell.RingAsync(run.Id, cancellationToken);
        return run.Id;
    }
}
