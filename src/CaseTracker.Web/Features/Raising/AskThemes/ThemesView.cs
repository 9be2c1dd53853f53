using CaseTracker.Domain.Protocols;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Raising.AskThemes;

/// <summary>The Protocol that governs the day it happened, section by section.</summary>
[Access(Who.SignedIn, ByReceipt = true)]
public sealed record ThemesQuery(Guid Id, bool Recording) : IRequest<ThemesView>;

/// <summary>The paragraphs to choose from. <paramref name="Earlier"/> names those that were chosen of another version, while the day was another.</summary>
public sealed record ThemesView(string Version, string InForce, IReadOnlyList<ThemesSection> Sections, IReadOnlyList<string> Earlier);

/// <summary>A section, with number and text of each paragraph.</summary>
public sealed record ThemesSection(string Number, string Heading, IReadOnlyList<(string Number, string Text)> Paragraphs);

public sealed class ThemesHandler(DraftDesk drafts, ProtocolVersions protocols) : IRequestHandler<ThemesQuery, ThemesView>
{
    public async Task<ThemesView> Handle(ThemesQuery request, CancellationToken cancellationToken)
    {
        var draft = await drafts.OpenAsync(request.Id, request.Recording, cancellationToken);
        if (TouchesAnswer.Governing(protocols, draft.Answers, draft.Now) is not { } protocol) return new("", "", [], []);
        var chosen = draft.Answers.Text("paragraphs_version");
        return new(protocol.Version, draft.Answers.Date("occurred_on") is { } day ? $"in force on {day.Brief()}" : "in force now",
            [.. protocol.Sections.Where(s => !s.IsDefinitions).Select(s => new ThemesSection(s.Number, s.Heading, [.. s.Paragraphs.Select(p => (p.Number, p.Whole))]))],
            chosen.Length > 0 && chosen != protocol.Version ? [.. draft.Answers.List("paragraphs").Select(p => $"{p} {protocols.Find(new ParagraphReference(chosen, p))?.Whole}")] : []);
    }
}
