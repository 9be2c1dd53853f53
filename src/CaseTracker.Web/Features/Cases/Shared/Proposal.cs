using CaseTracker.Domain.Cases;

namespace CaseTracker.Web.Features.Cases.Shared;

/// <summary>What a final report proposes on one allegation.</summary>
public sealed record Proposal(int Allegation, bool IsBreach, string? Paragraph, string Reason)
{
    /// <summary>As it stands in the report; null for an earlier report that proposes nothing.</summary>
    public static Proposal? Of(Inputs report, int allegation) => report.Text($"proposed.{allegation}") is { Length: > 0 } finding
        ? new(allegation, finding == "breach", report.Text($"proposed.{allegation}.paragraph") is { Length: > 0 } p ? p : null, report.Text($"proposed.{allegation}.reason")) : null;

    /// <summary>Every one of a report, in order.</summary>
    public static IEnumerable<Proposal> Of(Inputs report) => Enumerable.Range(1, 20).Select(n => Of(report, n)).OfType<Proposal>();

    /// <summary>In one sentence.</summary>
    public string Sentence => $"The investigator proposes on allegation {Allegation}: {(IsBreach ? "a breach of the Code" : "no breach of the Code")}{(Paragraph is null ? "" : $", paragraph {Paragraph}")}.";
}
