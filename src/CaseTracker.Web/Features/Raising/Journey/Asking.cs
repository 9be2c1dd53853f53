namespace CaseTracker.Web.Features.Raising.Journey;

/// <summary>What the fields of a question need beside the answer: the lists to choose from, and whether it is asked about somebody else.</summary>
/// <param name="View">The page around the question.</param>
/// <param name="Other">Whether whoever types asks on behalf of somebody else.</param>
/// <param name="More">Whether there is to be room for one more.</param>
public sealed record Asking(QuestionView View, bool Other, bool More)
{
    /// <summary>Where pages hand it to their partial views.</summary>
    public const string Key = "asking";

    /// <summary>"you" or "they", as the sentence needs it.</summary>
    public string Say(string you, string they) => Other ? they : you;
}
