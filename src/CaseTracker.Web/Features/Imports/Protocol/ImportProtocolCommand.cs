using CaseTracker.Data;
using CaseTracker.Domain.Protocols;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Imports.Protocol;

/// <summary>Takes over one version of the Protocol. A version that is there already is replaced where it differs. The row of a fault is a line of the file.</summary>
[Access(Who.Operator)]
public sealed record ImportProtocolCommand(byte[] File, bool DryRun) : IRequest<ImportResult>, IWrites;

public sealed class ImportProtocolHandler(CaseDb db, ImportSteps steps) : IRequestHandler<ImportProtocolCommand, ImportResult>
{
    public async Task<ImportResult> Handle(ImportProtocolCommand request, CancellationToken cancellationToken)
    {
        if (await steps.OutOfOrderAsync(ImportSteps.Protocol, cancellationToken) is { } refused) return refused;
        var (text, fault) = ImportText.Decode(request.File);
        if (fault is not null) return ImportResult.Refused(0, [fault]);
        var (file, faults) = ProtocolFile.Read(text);
        if (file is null) return ImportResult.Refused(1, faults.Select(f => new ImportFault(f.Line, f.Field, f.Code, f.Message)));

        var versions = await db.Set<ProtocolVersion>().ToListAsync(cancellationToken);
        if (versions.FirstOrDefault(v => v.EffectiveFrom == file.EffectiveFrom && v.Version != file.Version) is { } rival)
            return ImportResult.Refused("duplicate-effective-from", $"Version {rival.Version} comes into force on the same day. Only one version can govern.", "effective_from");

        var tally = new Tally { Read = 1 };
        if (versions.FirstOrDefault(v => v.Version == file.Version) is { } found) tally.Meet(found.Take(file));
        else
        {
            var version = new ProtocolVersion { Id = Guid.NewGuid(), Version = file.Version };
            version.Take(file);
            db.Add(version);
            tally.Create();
        }
        return steps.Finish(ImportSteps.Protocol, request.File, request.DryRun, tally);
    }
}
