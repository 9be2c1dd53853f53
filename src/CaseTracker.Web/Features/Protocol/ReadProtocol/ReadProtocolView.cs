using CaseTracker.Domain.Protocols;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Protocol.ReadProtocol;

/// <summary>One version of the Protocol; without a name, the one in force. Anybody may read it.</summary>
[Access(Who.Anyone)]
public sealed record ReadProtocolQuery(string? Version) : IRequest<ReadProtocolView>;

public sealed record ReadProtocolView(VersionText? Text, IReadOnlyList<VersionLine> Versions);

/// <summary>A version to be read.</summary>
public sealed record VersionText(string Version, string Title, string Standing, bool IsInForce, bool IsComing, DateOnly AdoptedOn, DateOnly? NextReviewOn, bool IsReviewOverdue, bool Binds, IReadOnlyList<SectionText> Sections);

public sealed record SectionText(string Number, string Heading, string Anchor, bool IsDefinitions, IReadOnlyList<ParagraphText> Paragraphs);

public sealed record ParagraphText(string Number, string Anchor, IReadOnlyList<Segment> Text, IReadOnlyList<IReadOnlyList<Segment>> Items);

/// <summary>A line of the list of versions.</summary>
public sealed record VersionLine(string Version, string Standing, bool IsInForce, DateOnly AdoptedOn, string? Before);

public sealed class ReadProtocolHandler(ProtocolVersions versions, TimeProvider time) : IRequestHandler<ReadProtocolQuery, ReadProtocolView>
{
    public Task<ReadProtocolView> Handle(ReadProtocolQuery request, CancellationToken cancellationToken)
    {
        var today = time.LondonToday();
        var inForce = versions.InForceOn(today);
        var shown = request.Version is null ? inForce : versions.Find(request.Version) ?? throw new NotFoundException();
        var lines = versions.All.Select((v, i) => new VersionLine(v.Version, Standing(v), v == inForce, v.AdoptedOn, i > 0 ? versions.All[i - 1].Version : null)).Reverse();
        return Task.FromResult(new ReadProtocolView(shown is null ? null : Text(shown), [.. lines]));

        VersionText Text(ProtocolVersion version)
        {
            var places = version.Sections.Select(s => (s.Number, s.Anchor)).Concat(version.Paragraphs.Select(p => (p.Number, p.Anchor))).ToDictionary();
            return new(version.Version, version.Title, Standing(version), version == inForce, version.EffectiveFrom > today, version.AdoptedOn, Governed(version) ? null : version.NextReviewOn, version == inForce && version.NextReviewOn < today, version.Paragraphs.Any(p => p.IsMandatory),
                [.. version.Sections.Select(s => new SectionText(s.Number, s.Heading, s.Anchor, s.IsDefinitions,
                    [.. s.Paragraphs.Select(p => new ParagraphText(p.Number, p.Anchor, Segment.Split(p.Text, places, s.IsDefinitions), [.. p.Items.Select(i => Segment.Split(i, places, s.IsDefinitions))]))]))]);
        }

        bool Governed(ProtocolVersion version) => version != inForce && version.EffectiveFrom <= today;

        string Standing(ProtocolVersion version) => version.EffectiveFrom > today ? $"Comes into force on {version.EffectiveFrom.Brief()}"
            : version == inForce ? $"In force since {version.EffectiveFrom.Brief()}"
            : $"In force from {version.EffectiveFrom.Brief()} to {versions.LastDayOf(version)!.Value.Brief()}";
    }
}
