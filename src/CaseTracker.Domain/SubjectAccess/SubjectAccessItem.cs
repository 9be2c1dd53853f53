using CaseTracker.Domain.Letters;
using CaseTracker.Domain.Protection;

namespace CaseTracker.Domain.SubjectAccess;

/// <summary>What was decided about an item.</summary>
public enum AccessDecision
{
    /// <summary>Nothing yet: it is handed out to nobody.</summary>
    Undecided,

    /// <summary>It is given as it is.</summary>
    Give,

    /// <summary>It is given without some passages.</summary>
    GiveInPart,

    /// <summary>It is held back.</summary>
    HoldBack,
}

/// <summary>
/// Something that the council has about whoever asks: a copy of a text at the time of the search, sealed under the key of the case that it comes from, so that it goes with the case. Whether it is given is decided one by one (DPA 2018, Schedule 2, Parts 2 to 4).
/// </summary>
public sealed class SubjectAccessItem
{
    /// <summary>Columns of the sealed texts.</summary>
    public const string TextColumn = "sar_item.text", PartColumn = "sar_item.part", WhyColumn = "sar_item.why";

    public Guid Id { get; init; } = DayOnly.NewId();
    public Guid Version { get; private set; } = Guid.NewGuid();
    public Guid RequestId { get; init; }

    /// <summary>The case it comes from; null for what is about their account.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>Where in the case it stands: the same place is found once.</summary>
    public required string Source { get; init; }

    /// <summary>Code of <see cref="ItemKinds"/>.</summary>
    public required string Kind { get; init; }
    public DateOnly? On { get; init; }

    /// <summary>The file of evidence, where it is one.</summary>
    public Guid? FileId { get; init; }

    /// <summary>Whether they wrote it or it was written to them.</summary>
    public bool IsTheirs { get; init; }

    /// <summary>Code of <see cref="Cautions"/>: why somebody has to look at it; empty if nothing was found.</summary>
    public string Caution { get; init; } = "";
    public Sealed Text { get; private set; } = Sealed.None;
    public AccessDecision Decision { get; private set; }

    /// <summary>Code of <see cref="Exemptions"/>, where all or part is held back.</summary>
    public string? Exemption { get; private set; }

    /// <summary>Whether the answer does not say that it exists, because saying so would do the harm itself.</summary>
    public bool Unmentioned { get; private set; }

    /// <summary>Why, in words.</summary>
    public Sealed Why { get; private set; } = Sealed.None;

    /// <summary>What is given, where passages were taken out.</summary>
    public Sealed Part { get; private set; } = Sealed.None;
    public Pseudonym? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The answer with which it went out, or in which it was held back; nothing is decided after that.</summary>
    public Guid? AnswerId { get; private set; }

    /// <summary>Whether nothing speaks against giving it, and nobody has decided: they wrote it or were sent it, and nobody else is named.</summary>
    public bool IsPlain => IsTheirs && Caution.Length == 0 && Decision == AccessDecision.Undecided && AnswerId is null;

    /// <summary>Whose key protects it.</summary>
    public Guid KeyOwner => CaseId ?? RequestId;

    /// <summary>Keeps what was found.</summary>
    public static SubjectAccessItem Found(Guid request, Guid? of, string source, string kind, DateOnly? on, string text, bool isTheirs, string caution, Guid? file, ISeam seam)
    {
        var item = new SubjectAccessItem { RequestId = request, CaseId = of, Source = source, Kind = kind, On = on, IsTheirs = isTheirs, Caution = caution, FileId = file };
        item.Text = seam.Seal(KeyKind.Notes, item.KeyOwner, TextColumn, 1, text, item.Id);
        return item;
    }

    /// <summary>The text as it was found.</summary>
    public string Read(ISeam seam) => seam.Open(Text, KeyOwner, TextColumn, Id);

    /// <summary>Why it, or part of it, is held back.</summary>
    public string ReadWhy(ISeam seam) => seam.Open(Why, KeyOwner, WhyColumn, Id);

    /// <summary>What is given of it; empty if nothing is.</summary>
    public string ReadGiven(ISeam seam) => Decision switch { AccessDecision.Give => Read(seam), AccessDecision.GiveInPart => seam.Open(Part, KeyOwner, PartColumn, Id), _ => "" };

    /// <summary>
    /// Decides about it. <paramref name="never"/> are those whose name whoever asks must not learn by it. Throws <see cref="RefusedException"/> if a name of them would go out, if more was changed than taken out, or if the reason is missing.
    /// </summary>
    public void Decide(AccessDecision decision, string? exemption, string? why, string? part, bool unmentioned, IReadOnlyCollection<NamedParty> never, Pseudonym by, DateTimeOffset at, ISeam seam)
    {
        if (AnswerId is not null) throw new RefusedException("answered", "This went out with an answer already. It cannot be changed.");
        if (decision == AccessDecision.Undecided) throw new RefusedException("decision", "Select whether it is given", "decision");
        var holds = decision is AccessDecision.GiveInPart or AccessDecision.HoldBack;
        if (holds && Exemptions.Find(exemption) is null) throw new RefusedException("exemption", "Select why it is held back", "exemption");
        if (holds && string.IsNullOrWhiteSpace(why)) throw new RefusedException("why", "Enter why this is so here", "why");
        var text = Read(seam);
        if (decision == AccessDecision.GiveInPart) CheckPart(text, part);
        var given = decision == AccessDecision.Give ? text : decision == AccessDecision.GiveInPart ? part! : "";
        if (NameCheck.Find(given, never) is { Count: > 0 } found)
            throw new RefusedException("withheld-name", $"Take out the name of {found[0].Who}: whoever asks must not learn it by this. It stands in the text, or a word that is the same.", decision == AccessDecision.Give ? "decision" : "part");
        (Decision, Exemption, Unmentioned, DecidedBy, DecidedAt, Version) = (decision, holds ? exemption : null, decision == AccessDecision.HoldBack && unmentioned, by, at, Guid.NewGuid());
        Why = seam.Seal(KeyKind.Notes, KeyOwner, WhyColumn, Next(Why), holds ? why!.Trim() : null, Id);
        Part = seam.Seal(KeyKind.Notes, KeyOwner, PartColumn, Next(Part), decision == AccessDecision.GiveInPart ? part!.Trim() : null, Id);
    }

    /// <summary>It goes out, or is held back, with that answer.</summary>
    public void GoWith(Guid answer)
    {
        if (Decision == AccessDecision.Undecided || AnswerId is not null) throw new InvalidOperationException("Only what was decided goes with an answer, and once.");
        (AnswerId, Version) = (answer, Guid.NewGuid());
    }

    private static void CheckPart(string text, string? part)
    {
        if (string.IsNullOrWhiteSpace(part) || !part.Contains(Redaction.Mark, StringComparison.Ordinal)) throw new RefusedException("part", $"Put {Redaction.Mark} in the place of what you take out", "part");
        if (!Redaction.IsOf(text, part)) throw new RefusedException("altered", $"Leave the other words as they are: a passage can be replaced by {Redaction.Mark}, and nothing else can be changed", "part");
    }

    private static int Next(Sealed text) => text.IsEmpty ? 1 : text.RowVersion + 1;
}
