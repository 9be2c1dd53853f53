using CaseTracker.Data;
using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Features.Imports.ListImports;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Imports.UploadFile;

/// <summary>What somebody needs to know before bringing a file.</summary>
[Access(Who.Role, Roles = [Role.Administrator, Role.DemocraticServices, Role.MonitoringOfficer])]
public sealed record UploadFileQuery(string? Kind) : IRequest<UploadFileView>;

/// <summary>The kind of file, and when it was brought before.</summary>
/// <param name="First">What must be imported before it, in words; null if its turn has come.</param>
/// <param name="RolesToConfirm">How many roles a file of people proposes, for those who confirm them.</param>
public sealed record UploadFileView(ImportKind Kind, IReadOnlyList<ImportLine> Before, string? First, int RolesToConfirm);

public sealed class UploadFileQueryHandler(CaseDb db, ImportSteps steps, ICurrentPerson current, TimeProvider time) : IRequestHandler<UploadFileQuery, UploadFileView>
{
    private const int MostLines = 10;

    public async Task<UploadFileView> Handle(UploadFileQuery request, CancellationToken cancellationToken)
    {
        var kind = ImportKind.For(request.Kind, current.Person);
        var before = await ImportLine.NewestAsync(db, current.Organisation, [kind.Code], MostLines, cancellationToken);
        var proposed = kind.IsRegister ? current.Organisation.RolesProposed(time.LondonToday()).Sum(p => p.ProposedRoles.Count) : 0;
        return new(kind, before, (await steps.OutOfOrderAsync(kind.Code, cancellationToken))?.Errors[0].Message, proposed);
    }
}
