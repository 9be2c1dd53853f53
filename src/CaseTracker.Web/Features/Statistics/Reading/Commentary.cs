using CaseTracker.Domain;
using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;

namespace CaseTracker.Web.Features.Statistics.Reading;

/// <summary>Asks whoever writes a commentary to read once more what may point to somebody.</summary>
internal static class Commentary
{
    /// <summary>Throws <see cref="RefusedException"/> telling-words, once.</summary>
    public static void Check(string? text, bool wordsRead, ICurrentPerson current, Figures? figures)
    {
        if (wordsRead || TellingWords.In(text, current.Organisation, figures) is not { Count: > 0 } found) return;
        throw new RefusedException("telling-words", $"Read these words once more: {found.Take(12).Select(w => $"“{w}”").AndList()}. They may be the name of a person, a ward or a group, or a number that is not published. Take them out, or tick that they may stay.", "commentary");
    }
}
