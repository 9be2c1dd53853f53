using CaseTracker.Data;
using CaseTracker.Data.Statistics;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Statistics;
using Microsoft.EntityFrameworkCore;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Statistics.Closing;

/// <summary>
/// Counts concerns when a quarter is closed: each once as received and once as decided, in the row of each table in which it stands at that moment. A handful of commands, however many concerns there are.
/// </summary>
public sealed class ConcernCounter(CaseDb db, ProtocolVersions protocol)
{
    private const string Merged = "merged-duplicate", ToFormal = "converted-to-formal", Converted = "converted", TrainingSanction = "arrange-training", Import = "import";

    // Crossing to another route, or into another case, closes a case and no concern.
    private static readonly string[] ClosesNoConcern = ["convert", "make-informal", "merge"];

    /// <summary>Days on which concerns were received, and how many.</summary>
    public async Task<IReadOnlyList<(DateOnly Day, int Concerns)>> ReceivedAsync(CancellationToken cancellationToken) =>
        [.. (await db.Cases.Where(c => c.Id == c.ConcernId).GroupBy(c => c.ReceivedOn).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken)).Select(d => (d.Key, d.Count))];

    /// <summary>Counts what belongs to the quarter and was not counted before. The quarter is the first that is not closed.</summary>
    public async Task CountAsync(Quarter quarter, DateOnly begins, CancellationToken cancellationToken)
    {
        await CountReceivedAsync(quarter, begins, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await CountDecidedAsync(quarter, cancellationToken);
        // What was counted is not looked at again in this request.
        db.ChangeTracker.Clear();
    }

    /// <summary>How many are counted in a period, and in which rows.</summary>
    public async Task<ExactCounts> ExactAsync(Period period, CancellationToken cancellationToken)
    {
        var (from, to) = (Quarter.Of(period.From).Index, Quarter.Of(period.To).Index);
        var received = await db.CountedConcerns.CountAsync(c => c.Received <= to, cancellationToken);
        var decided = await db.CountedConcerns.CountAsync(c => c.Decided <= to, cancellationToken);
        if (period.Kind == PeriodKind.Quarter) return new(received, decided, new Dictionary<CatalogueTable, IReadOnlyDictionary<string, int>>());
        var ofReceived = await db.CountedConcerns.Where(c => c.Received >= from && c.Received <= to).GroupBy(c => new { c.Handling, c.Theme, c.Setting, c.Raiser, c.Section, c.Acknowledged })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var ofDecided = await db.CountedConcerns.Where(c => c.Decided >= from && c.Decided <= to).GroupBy(c => new { c.Outcome, c.Training }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        IReadOnlyDictionary<string, int> Rows<T>(IEnumerable<T> groups, Func<T, (string Row, int Count)> of) => groups.Select(of).GroupBy(x => x.Row).ToDictionary(g => g.Key, g => g.Sum(x => x.Count));
        return new(received, decided, new Dictionary<CatalogueTable, IReadOnlyDictionary<string, int>>
        {
            [Catalogue.Handling] = Rows(ofReceived, g => (g.Key.Handling, g.Count)),
            [Catalogue.Theme] = Rows(ofReceived, g => (g.Key.Theme, g.Count)),
            [Catalogue.Setting] = Rows(ofReceived, g => (g.Key.Setting, g.Count)),
            [Catalogue.Raiser] = Rows(ofReceived, g => (g.Key.Raiser, g.Count)),
            [Catalogue.Section] = Rows(ofReceived, g => (g.Key.Section, g.Count)),
            [Catalogue.Acknowledged] = Rows(ofReceived, g => (g.Key.Acknowledged, g.Count)),
            [Catalogue.Outcome] = Rows(ofDecided, g => (g.Key.Outcome!, g.Count)),
            [Catalogue.Training] = Rows(ofDecided, g => (g.Key.Training!, g.Count)),
        });
    }

    private async Task CountReceivedAsync(Quarter quarter, DateOnly begins, CancellationToken cancellationToken)
    {
        var until = quarter.To;
        var found = await db.Cases.Where(c => c.ReceivedOn >= begins && c.ReceivedOn <= until && c.Id == c.ConcernId && !db.CountedConcerns.Any(k => k.ConcernId == c.ConcernId))
            .Where(c => db.Cases.Any(o => o.ConcernId == c.ConcernId && o.ClosureReason != Merged))
            .Select(c => new
            {
                c.ConcernId,
                c.ReceivedOn,
                c.FirstRouteCode,
                c.MainTheme,
                c.Setting,
                c.SourceGroup,
                c.Paragraphs,
                c.OccurredOn,
                IsImported = c.ImportKey != null,
                RecordedOn = db.Set<CaseEvent>().Where(e => e.CaseId == c.Id && e.Number == 1).Select(e => (DateOnly?)e.On).FirstOrDefault(),
                // Asked one by one: asked together, the clocks of all concerns there ever were would be read for them.
                StoppedOn = db.Clocks.Where(k => k.CaseId == c.Id && (k.Kind == "accept" || k.Kind == "acknowledge")).OrderBy(k => k.StartedOn).ThenBy(k => k.Id).Select(k => k.StoppedOn).FirstOrDefault(),
                DueOn = db.Clocks.Where(k => k.CaseId == c.Id && (k.Kind == "accept" || k.Kind == "acknowledge")).OrderBy(k => k.StartedOn).ThenBy(k => k.Id).Select(k => (DateOnly?)k.DueOn).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        db.CountedConcerns.AddRange(found.Where(c => Counting.QuarterOf(c.ReceivedOn, c.RecordedOn ?? c.ReceivedOn, quarter) == quarter).Select(c => new CountedConcern
        {
            ConcernId = c.ConcernId,
            Received = quarter.Index,
            Handling = Catalogue.HandlingOf(c.FirstRouteCode),
            Theme = Catalogue.ThemeOf(c.MainTheme),
            Setting = Catalogue.SettingOf(c.Setting),
            Raiser = Catalogue.RaiserOf(c.SourceGroup),
            Section = Catalogue.SectionOf(c.Paragraphs.FirstOrDefault(), c.OccurredOn, protocol),
            Acknowledged = Catalogue.AcknowledgedOf(c.IsImported, c.StoppedOn, c.DueOn),
        }));
    }

    private async Task CountDecidedAsync(Quarter quarter, CancellationToken cancellationToken)
    {
        var closings = await (from k in db.CountedConcerns
                              where k.Decided == null
                              join c in db.Cases on k.ConcernId equals c.ConcernId
                              where c.Outcome != ToFormal && c.ClosureReason != Merged && !c.Facts.Contains(Converted)
                              where c.Route != Route.R4 || !db.Set<CaseLink>().Any(l => l.CaseId == c.Id && l.Kind == LinkKind.Converted)
                              join e in db.Set<CaseEvent>() on c.Id equals e.CaseId
                              where e.To == Stage.Closed && e.From != Stage.Closed && !ClosesNoConcern.Contains(e.Verb)
                              select new
                              {
                                  k.ConcernId,
                                  e.Number,
                                  RecordedOn = e.On,
                                  ClosedOn = e.Verb == Import ? c.ClosedOn ?? e.On : e.On,
                                  c.Outcome,
                                  c.ClosureReason,
                                  Trained = db.Set<RecordedSanction>().Any(s => s.CaseId == c.Id && s.Code == TrainingSanction),
                              }).ToListAsync(cancellationToken);
        var decided = closings.GroupBy(c => c.ConcernId).Select(g => g.OrderBy(c => c.ClosedOn).ThenBy(c => c.Number).First()).Where(c => Counting.QuarterOf(c.ClosedOn, c.RecordedOn, quarter) == quarter);
        // Those that stand in the same rows are stored together.
        foreach (var same in decided.GroupBy(c => (Outcome: Catalogue.OutcomeOf(c.Outcome, c.ClosureReason), Training: Catalogue.TrainingOf(c.Outcome, c.Trained)), c => c.ConcernId))
        {
            var (ids, (outcome, training)) = (same.ToList(), same.Key);
            await db.CountedConcerns.Where(k => ids.Contains(k.ConcernId))
                .ExecuteUpdateAsync(s => s.SetProperty(k => k.Decided, quarter.Index).SetProperty(k => k.Outcome, outcome).SetProperty(k => k.Training, training), cancellationToken);
        }
    }
}
