using CaseTracker.Domain.Protocols;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Protocol.CompareVersions;

/// <summary>Two versions of the Protocol side by side; the last two, if none are named. Anybody may read it.</summary>
[Access(Who.Anyone)]
public sealed record CompareVersionsQuery(string? From, string? To, bool All) : IRequest<CompareVersionsView>;

/// <summary>What changed. There is no <see cref="Later"/> while the council has fewer than two versions.</summary>
public sealed record CompareVersionsView(IReadOnlyList<VersionChoice> Choices, VersionName? Earlier, VersionName? Later, bool All, IReadOnlyList<string> Summary, IReadOnlyList<SectionView> Sections);

/// <summary>A version to choose.</summary>
public sealed record VersionChoice(string Version, string Words);

public sealed record VersionName(string Version, DateOnly AdoptedOn);

public sealed record SectionView(string Anchor, string Heading, string? Change, IReadOnlyList<ComparedParagraph> Paragraphs);

public sealed class CompareVersionsHandler(ProtocolVersions versions, TimeProvider time) : IRequestHandler<CompareVersionsQuery, CompareVersionsView>
{
    public Task<CompareVersionsView> Handle(CompareVersionsQuery request, CancellationToken cancellationToken)
    {
        var inForce = versions.InForceOn(time.LondonToday());
        var choices = versions.All.Select(v => new VersionChoice(v.Version, $"{v.Version}, {(v == inForce ? "in force now" : $"in force {(v.EffectiveFrom > time.LondonToday() ? "from " : "")}{v.EffectiveFrom.Brief()}")}")).ToList();
        var (earlier, later) = (Chosen(request.From, ^2), Chosen(request.To, ^1));
        if (earlier is null || later is null) return Task.FromResult(new CompareVersionsView(choices, null, null, request.All, [], []));

        var compared = ProtocolComparison.Between(earlier, later);
        var sections = compared.Sections.Select(s => new SectionView(s.Section.Anchor, $"{s.Section.Number}. {s.Section.Heading}", Words(s.Change), Shown(s.Paragraphs)))
            .Append(new SectionView("gone", "Sections that went", null, compared.Orphans)).Where(s => s.Paragraphs.Count > 0);
        return Task.FromResult(new CompareVersionsView(choices, Name(earlier), Name(later), request.All, [.. Summary(compared)], [.. sections]));

        ProtocolVersion? Chosen(string? version, Index otherwise) => version is null
            ? versions.All.Count < 2 ? null : versions.All[otherwise]
            : versions.Find(version) ?? throw new NotFoundException();

        IReadOnlyList<ComparedParagraph> Shown(IReadOnlyList<ComparedParagraph> paragraphs) => request.All ? paragraphs : [.. paragraphs.Where(p => p.Change != ParagraphChange.Unchanged)];
    }

    private static VersionName Name(ProtocolVersion version) => new(version.Version, version.AdoptedOn);

    private static IEnumerable<string> Summary(ProtocolComparison compared)
    {
        var counts = compared.Paragraphs.CountBy(p => p.Change).ToDictionary();
        int Number(ParagraphChange change) => counts.GetValueOrDefault(change);
        if (counts.Count == 0 || Number(ParagraphChange.Unchanged) == counts.Values.Sum()) yield return "Nothing changed.";
        if (compared.MadeBinding > 0) yield return $"“Should” became “shall” in {compared.MadeBinding.Count("paragraph")}: what was guidance now binds.";
        var fresh = compared.Sections.Where(s => s.Change == SectionChange.New).Select(s => $"{s.Section.Number}. {s.Section.Heading}").ToList();
        if (fresh.Count > 0) yield return $"{(fresh.Count == 1 ? "A section is new" : "Sections are new")}: {fresh.AndList()}.";
        if (Number(ParagraphChange.New) > 0) yield return $"{Number(ParagraphChange.New).Count("paragraph is", "paragraphs are")} new.";
        var changed = Number(ParagraphChange.Changed) + Number(ParagraphChange.Rewritten);
        if (changed > 0) yield return $"{changed.Count("paragraph")} changed.";
        if (Number(ParagraphChange.Removed) > 0) yield return $"{Number(ParagraphChange.Removed).Count("paragraph was", "paragraphs were")} removed.";
    }

    private static string? Words(SectionChange change) => change switch
    {
        SectionChange.New => "new section",
        SectionChange.LargelyNew => "largely new",
        SectionChange.Changed => "changed",
        _ => null,
    };
}
