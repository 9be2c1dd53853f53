using System.Text.RegularExpressions;

namespace CaseTracker.Domain.Protocols;

/// <summary>A paragraph of one version. Numbers are text: 13.1 and 13.10 are different paragraphs.</summary>
public sealed record ParagraphReference(string Version, string Number)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Version}, paragraph {Number}";
}

/// <summary>A paragraph with the lettered lines that belong to it.</summary>
public sealed partial record ProtocolParagraph
{
    public string Number { get; init; } = "";

    /// <summary>The words before the lettered lines.</summary>
    public string Text { get; init; } = "";

    /// <summary>Lettered lines with their letters: "(a) the Group Head responsible;".</summary>
    public List<string> Items { get; init; } = [];

    /// <summary>Text and lettered lines, one after the other.</summary>
    public string Whole => string.Join(' ', [Text, .. Items]);

    /// <summary>Whether the paragraph binds: it says that somebody shall or shall not, not that they should (domain brief 1.36).</summary>
    public bool IsMandatory => Shall().IsMatch(Whole);

    /// <summary>Name of the place on a page: "p-13-10".</summary>
    public string Anchor => "p-" + Number.Replace('.', '-').ToLowerInvariant();

    /// <inheritdoc/>
    public bool Equals(ProtocolParagraph? other) => other is not null && Number == other.Number && Text == other.Text && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, Text);

    [GeneratedRegex(@"\bshall\b", RegexOptions.IgnoreCase)]
    private static partial Regex Shall();
}

/// <summary>A section with its paragraphs.</summary>
public sealed record ProtocolSection
{
    public string Number { get; init; } = "";
    public string Heading { get; init; } = "";
    public List<ProtocolParagraph> Paragraphs { get; init; } = [];

    /// <summary>Name of the place on a page: "s-13".</summary>
    public string Anchor => "s-" + Number.ToLowerInvariant();

    /// <summary>Whether the section says what the Protocol's words mean.</summary>
    public bool IsDefinitions => Heading.Contains("definition", StringComparison.OrdinalIgnoreCase) || Heading.Contains("interpretation", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Equals(ProtocolSection? other) => other is not null && Number == other.Number && Heading == other.Heading && Paragraphs.SequenceEqual(other.Paragraphs);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, Heading);
}

/// <summary>One version of the Member/Officer Protocol, as the council adopted it.</summary>
public sealed class ProtocolVersion
{
    public Guid Id { get; init; }

    /// <summary>The council's own name for the version, as "2025": its key.</summary>
    public string Version { get; init; } = "";
    public string Title { get; private set; } = "";
    public DateOnly AdoptedOn { get; private set; }

    /// <summary>First day on which this version governs what happens.</summary>
    public DateOnly EffectiveFrom { get; private set; }
    public DateOnly? NextReviewOn { get; private set; }
    public List<ProtocolSection> Sections { get; private set; } = [];

    /// <summary>Every paragraph, in order.</summary>
    public IEnumerable<ProtocolParagraph> Paragraphs => Sections.SelectMany(s => s.Paragraphs);

    /// <summary>The paragraph with that number, or null. Numbers are compared as text.</summary>
    public ProtocolParagraph? Find(string number) => Paragraphs.FirstOrDefault(p => p.Number == number);

    /// <summary>Takes over the text of a file. Answers whether anything was different.</summary>
    public bool Take(ProtocolFile file)
    {
        if (file.Version != Version) throw new InvalidOperationException($"Version {file.Version} cannot replace version {Version}.");
        if (Title == file.Title && AdoptedOn == file.AdoptedOn && EffectiveFrom == file.EffectiveFrom && NextReviewOn == file.NextReviewOn && Sections.SequenceEqual(file.Sections)) return false;
        (Title, AdoptedOn, EffectiveFrom, NextReviewOn) = (file.Title, file.AdoptedOn, file.EffectiveFrom, file.NextReviewOn);
        Sections = [.. file.Sections];
        return true;
    }
}

/// <summary>The versions that a council has, and which of them governs on a day.</summary>
public sealed class ProtocolVersions(IEnumerable<ProtocolVersion> versions)
{
    /// <summary>All versions, the earliest first.</summary>
    public IReadOnlyList<ProtocolVersion> All { get; } = [.. versions.OrderBy(v => v.EffectiveFrom)];

    /// <summary>The version in force on the day; null before the first.</summary>
    public ProtocolVersion? InForceOn(DateOnly day) => All.LastOrDefault(v => v.EffectiveFrom <= day);

    /// <summary>The version with that name, or null.</summary>
    public ProtocolVersion? Find(string version) => All.FirstOrDefault(v => v.Version == version);

    /// <summary>The paragraph that a reference names, or null.</summary>
    public ProtocolParagraph? Find(ParagraphReference reference) => Find(reference.Version)?.Find(reference.Number);

    /// <summary>The last day on which the version governs; null if no later one is known.</summary>
    public DateOnly? LastDayOf(ProtocolVersion version) => All.FirstOrDefault(v => v.EffectiveFrom > version.EffectiveFrom)?.EffectiveFrom.AddDays(-1);
}
