using CaseTracker.Domain;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Cases.PerformVerb;

/// <summary>The form of an act on a case.</summary>
/// <param name="Address">Which act.</param>
/// <param name="Typed">What was typed, where the form comes back; otherwise null.</param>
/// <param name="Seen">How many events the case had when the form was made; null for a new form.</param>
/// <param name="More">Whether another numbered part was asked for.</param>
/// <param name="Parts">Parts of the notice that were chosen; null where nobody chose yet.</param>
[Access(Who.Grant, ByReceipt = true)]
public sealed record PerformVerbQuery(VerbAddress Address, VerbAnswers? Typed = null, int? Seen = null, bool More = false, IReadOnlyCollection<string>? Parts = null) : IRequest<PerformVerbView>, ICaseRequest, IMayStepUp
{
    /// <inheritdoc/>
    public string Reference => Address.Reference;

    /// <inheritdoc/>
    public bool NeedsStepUp => Address.NeedsFreshProof;
}

/// <summary>What the page of an act shows.</summary>
public sealed record PerformVerbView(string Reference, VerbBasis Basis, VerbText Text, IReadOnlyList<VerbField> Fields, IReadOnlyList<string> Order)
{
    /// <summary>Why it cannot be done now; null if it can.</summary>
    public string? NotNow { get; init; }

    /// <summary>What others did since the form was made; null where nothing changed.</summary>
    public IReadOnlyList<TimelineEntry>? Changes { get; init; }

    /// <summary>What was typed, as read back.</summary>
    public IReadOnlyList<VerbAnswer> Answers { get; init; } = [];

    /// <summary>For whom it is recorded, in words; null for one's own act.</summary>
    public string? For { get; init; }

    public VerbPanels? Panels { get; init; }

    public VerbAside? Aside { get; init; }

    /// <summary>What the member will see, as they will see it; null where the act shows them nothing new, or nothing was typed yet.</summary>
    public SubjectPreview? Preview { get; init; }

    /// <summary>Parts of a notice to choose from before its text is worked on; null for other acts, and once something was typed.</summary>
    public IReadOnlyList<NoticePart>? Parts { get; init; }

    /// <summary>The case page to go back to.</summary>
    public string Back { get; init; } = "";

    /// <summary>Whether another numbered part can be added.</summary>
    public bool TakesMore => Fields.Any(f => f.Name.StartsWith("allegations.", StringComparison.Ordinal)) && Fields.Count(f => f.Name.EndsWith(".heading", StringComparison.Ordinal)) < 20;
}

public sealed class PerformVerbQueryHandler(VerbDesk verbs, CaseDesk desk, CaseHistory history, NoticeDrafts drafts) : IRequestHandler<PerformVerbQuery, PerformVerbView>
{
    public async Task<PerformVerbView> Handle(PerformVerbQuery query, CancellationToken cancellationToken)
    {
        var attempt = await verbs.OpenAsync(query.Address, cancellationToken);
        await desk.SeenAsync(attempt.Case, "case", cancellationToken);
        var refused = CaseActs.Refused(attempt.Case, attempt.Verb, attempt.Whose, attempt.Me, attempt.Now);
        if (query.Typed is null && refused is null) attempt = attempt with { Drafts = await drafts.OfAsync(attempt, query.Parts, cancellationToken) };
        return VerbPage.Of(attempt, query.Typed, query.Seen, query.More, refused) with
        {
            Back = $"/{(query.Address.AtConcerns ? "concerns" : "casework")}/{attempt.Case.Reference}",
            Panels = VerbPanels.Of(attempt) with { History = await history.OfAsync(attempt, cancellationToken) },
            Aside = VerbAside.Of(attempt),
            Parts = query.Typed is null ? NoticeDrafts.PartsOf(attempt.Verb, query.Parts) : null,
        };
    }
}

/// <summary>What is the same on the page of every act, whether a grant or a role opens it.</summary>
public static class VerbPage
{
    public static PerformVerbView Of(VerbAttempt attempt, VerbAnswers? typed, int? seen, bool more, RefusedException? refused)
    {
        var (c, now, form) = (attempt.Case, attempt.Now, VerbForm.Of(attempt, typed, more));
        return new PerformVerbView(c.Reference.Value, new VerbBasis(c.Version, seen ?? c.Events.Count), Filled(attempt.Text, now), refused is null ? form.Fields : [], form.Names)
        {
            NotNow = refused?.Message,
            For = attempt.For is { } who ? CaseActs.ForWhom[who] : null,
            Answers = typed is null ? [] : form.Answers(typed),
            Preview = typed is null ? null : SubjectPreview.Of(attempt, form, typed),
            Changes = seen < c.Events.Count ? Since(attempt, seen.Value) : null,
        };
    }

    private static VerbText Filled(VerbText text, Circumstances now) =>
        text with { Lead = VerbWords.Fill(text.Lead, now), Readers = VerbWords.Fill(text.Readers, now), Then = [.. text.Then.Select(t => VerbWords.Fill(t, now))] };

    // Newest first; empty for those who read no timeline: they learn that something changed, not what.
    private static List<TimelineEntry> Since(VerbAttempt attempt, int seen)
    {
        var reader = attempt.Reader;
        TimelineVariant? reads = reader.Reads(CaseParts.FullTimeline) ? TimelineVariant.Mo : reader.Reads(CaseParts.RaiserTimeline) ? TimelineVariant.Raiser : reader.Reads(CaseParts.SubjectTimeline) ? TimelineVariant.Subject : null;
        if (reads is not { } variant) return [];
        var timeline = new Timeline(attempt.Case, attempt.Now, attempt.KnowsRaiser);
        return [.. attempt.Case.Events.Where(e => e.Number > seen).Reverse().Select(e => timeline.Entry(e, variant)).OfType<TimelineEntry>()];
    }
}
