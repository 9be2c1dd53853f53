using CaseTracker.Data;
using CaseTracker.Data.Evidence;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Evidence.ScanHeld;

/// <summary>Scans files that nobody could scan before, while the scanner answers. Answers how many have a verdict now.</summary>
[Access(Who.Operator)]
public sealed record ScanHeldCommand : IRequest<int>;

public sealed class ScanHeldHandler(CaseDb db, EvidenceDesk evidence, VirusScanner scanner, IServiceScopeFactory scopes, ILogger<ScanHeldHandler> log) : IRequestHandler<ScanHeldCommand, int>
{
    // A file to which the scanner has nothing to say must not keep it from the next; a scanner that is away is not asked for each.
    private const int MostSilence = 3, AtOnce = 100;

    public async Task<int> Handle(ScanHeldCommand request, CancellationToken cancellationToken)
    {
        if (!scanner.IsConfigured) return 0;
        var (settled, silent) = (0, 0);
        var waiting = await db.EvidenceFiles.AsNoTracking().Where(f => f.Scan == ScanState.Held || f.Scan == ScanState.NotScanned).OrderBy(f => f.Id).Select(f => f.Id).Take(AtOnce).ToListAsync(cancellationToken);
        foreach (var id in waiting)
        {
            if (silent == MostSilence) break;
            switch (await ScanAsync(id, cancellationToken))
            {
                case ScanState.Held:
                    silent++;
                    break;
                case var state:
                    silent = 0;
                    settled += await SettleAsync(new SettleFileCommand(id, state), cancellationToken);
                    break;
            }
        }
        return settled;
    }

    private async Task<ScanState> ScanAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            return await evidence.ScanAsync(id, cancellationToken);
        }
        catch (Exception e) when (e is SealBrokenException or IOException)
        {
            log.LogError(e, "A file of evidence cannot be read, and stays held");
            return ScanState.Held;
        }
    }

    private async Task<int> SettleAsync(SettleFileCommand step, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OperatorMark>().Set();
        try
        {
            return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(step, cancellationToken);
        }
        catch (StaleException)
        {
            // Erased meanwhile, or settled by another instance.
            return 0;
        }
    }
}

/// <summary>Writes a verdict down. Those who deal with the concern are told if something was found.</summary>
[Access(Who.Operator)]
public sealed record SettleFileCommand(Guid File, ScanState Verdict) : IRequest<int>, IWrites;

public sealed class SettleFileHandler(CaseDb db, CaseDesk desk) : IRequestHandler<SettleFileCommand, int>
{
    private const string Mail = "change";

    public async Task<int> Handle(SettleFileCommand request, CancellationToken cancellationToken)
    {
        if (await db.EvidenceFiles.FirstOrDefaultAsync(f => f.Id == request.File, cancellationToken) is not { Scan: ScanState.Held or ScanState.NotScanned } file) return 0;
        file.Scan = request.Verdict;
        if (request.Verdict == ScanState.Quarantined && file.ConcernId is { } concern) await TellAsync(concern, cancellationToken);
        return 1;
    }

    private async Task TellAsync(Guid concern, CancellationToken cancellationToken)
    {
        var ids = await db.Cases.Where(c => c.ConcernId == concern).Select(c => c.Id).ToListAsync(cancellationToken);
        foreach (var c in await desk.FindAllAsync(ids, cancellationToken))
            desk.Tell([.. c.Grants.Where(g => g.IsLive(desk.Today) && g.Kind is GrantKind.Mo or GrantKind.Handler && g.Person is not null).Select(g => g.Person!.Value).Distinct().Select(p => new Notice(c.Reference, p, Mail))]);
    }
}
