using System.Globalization;
using CaseTracker.Data;
using CaseTracker.Domain.Protocols;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Imports.Protocol;

/// <summary>Takes over one version of the Protocol. A version that is there already is replaced where it differs. The row of a fault is a line of the file.</summary>
[Access(Who.Operator)]
public sealed record ImportProtocolCommand(byte[] File, bool DryRun) : IRequest<ImportResult>, IWrites
{
    /// <inheritdoc/>
    public bool Keeps => !DryRun;
}

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
        if (versions.FirstOrDefault(v => v.Version == file.Version) is { } found)
        {
            var before = Outline.Of(found);
            if (found.Take(file)) tally.Update(null, file.Version, file.Title, before.ChangedTo(Outline.Of(found)));
            else tally.Meet();
        }
        else
        {
            var version = new ProtocolVersion { Id = Guid.NewGuid(), Version = file.Version };
            version.Take(file);
            db.Add(version);
            tally.Create(null, file.Version, file.Title, new ImportCell("in force from", "", file.EffectiveFrom.Brief()), new ImportCell("paragraphs", "", Outline.Of(version).Paragraphs.Count.ToString("N0", CultureInfo.InvariantCulture)));
        }
        return steps.Finish(ImportSteps.Protocol, request.File, request.DryRun, tally);
    }
}

/// <summary>A version's dates and paragraphs, to say how a file differs from it.</summary>
internal sealed record Outline(string Title, DateOnly AdoptedOn, DateOnly EffectiveFrom, DateOnly? NextReviewOn, IReadOnlyDictionary<string, string> Paragraphs, string Headings)
{
    public static Outline Of(ProtocolVersion v) => new(v.Title, v.AdoptedOn, v.EffectiveFrom, v.NextReviewOn,
        v.Paragraphs.GroupBy(p => p.Number).ToDictionary(g => g.Key, g => g.First().Whole), string.Join(", ", v.Sections.Select(s => $"{s.Number} {s.Heading}")));

    public IReadOnlyList<ImportCell> ChangedTo(Outline after)
    {
        List<ImportCell> cells =
        [
            new("title", Title, after.Title), new("adopted on", AdoptedOn.Brief(), after.AdoptedOn.Brief()), new("in force from", EffectiveFrom.Brief(), after.EffectiveFrom.Brief()),
            new("next review", NextReviewOn?.Brief() ?? "", after.NextReviewOn?.Brief() ?? ""), new("sections", Headings, after.Headings),
            new("paragraphs added", "", string.Join(", ", after.Paragraphs.Keys.Except(Paragraphs.Keys))),
            new("paragraphs taken out", "", string.Join(", ", Paragraphs.Keys.Except(after.Paragraphs.Keys))),
            new("paragraphs with other words", "", string.Join(", ", Paragraphs.Where(p => after.Paragraphs.TryGetValue(p.Key, out var words) && words != p.Value).Select(p => p.Key))),
        ];
        return [.. cells.Where(c => c.Before != c.After)];
    }
}
