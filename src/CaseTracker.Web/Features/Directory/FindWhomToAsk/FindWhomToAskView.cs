using System.Globalization;
using System.Text;
using CaseTracker.Data;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protocols;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Directory.FindWhomToAsk;

/// <summary>The directory: whom to ask about what. All matters, or those that hold every word.</summary>
[Access(Who.SignedIn)]
public sealed record FindWhomToAskQuery(string? Words) : IRequest<FindWhomToAskView>;

/// <param name="Total">Number of matters in the whole directory.</param>
/// <param name="Order">Paragraph of the Protocol in force that names the order to ask in, if one does.</param>
/// <param name="Answer">Paragraph that says when to expect an answer, if one does.</param>
/// <param name="Privacy">Paragraph that protects officers' numbers, if one does.</param>
public sealed record FindWhomToAskView(
    string? Words, int Total, IReadOnlyList<MatterView> Matters, string? ChiefExecutive, ProtocolParagraph? Order, ProtocolParagraph? Answer, ProtocolParagraph? Privacy);

/// <param name="First">Whom to ask first; null while the post is vacant.</param>
/// <param name="Phone">Only if whoever it belongs to agreed to its being shown.</param>
public sealed record MatterView(string Matter, string Description, ContactView? First, string? Phone, ContactView? Next);

public sealed record ContactView(string Name, string JobTitle);

public sealed class FindWhomToAskHandler(CaseDb db, ICurrentPerson current, ProtocolVersions protocol, TimeProvider time) : IRequestHandler<FindWhomToAskQuery, FindWhomToAskView>
{
    public async Task<FindWhomToAskView> Handle(FindWhomToAskQuery request, CancellationToken cancellationToken)
    {
        var (people, today) = (current.Organisation, time.LondonToday());
        var all = await db.Set<Matter>().AsNoTracking().ToListAsync(cancellationToken);
        var sought = Folded(request.Words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var matters = all.Select(m => (Matter: m, Head: Serving(m.GroupHeadId), Next: Serving(m.EscalateToId)))
            .Where(m => Folded($"{m.Matter.Name} {m.Matter.Description} {m.Head?.Name} {m.Head?.JobTitle}") is var text && sought.All(text.Contains))
            .OrderBy(m => m.Matter.Name, StringComparer.Create(CultureInfo.GetCultureInfo("en-GB"), true))
            .Select(m => new MatterView(m.Matter.Name, m.Matter.Description, Contact(m.Head), m.Head is { PublishContact: true } && m.Matter.Phone.Length > 0 ? m.Matter.Phone : null, Contact(m.Next)));
        return new(request.Words, all.Count, [.. matters], people.ChiefExecutive(today)?.Name, Paragraph(p => Names(p, "Group Head") && Names(p, "Director") && Names(p, "Chief Executive")),
            Paragraph(p => p.Whole.Contains("acknowledge a Member", StringComparison.OrdinalIgnoreCase) && p.Whole.Contains("enquiry", StringComparison.OrdinalIgnoreCase)),
            Paragraph(p => p.Whole.Contains("telephone number", StringComparison.OrdinalIgnoreCase) && p.Whole.Contains("consent", StringComparison.OrdinalIgnoreCase)));

        Person? Serving(Guid id) => people.Find(id) is { } person && person.ServesOn(today) ? person : null;
        ProtocolParagraph? Paragraph(Func<ProtocolParagraph, bool> fits) => protocol.InForceOn(today)?.Paragraphs.FirstOrDefault(fits);
    }

    private static bool Names(ProtocolParagraph paragraph, string post) => paragraph.Items.Any(i => i.Contains(post, StringComparison.OrdinalIgnoreCase));

    private static ContactView? Contact(Person? person) => person is null ? null : new(person.Name, person.JobTitle);

    // Small letters without accents, so that "cafe licence" finds "Café licences".
    private static string Folded(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();
}
