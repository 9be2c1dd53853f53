using System.Text.RegularExpressions;

namespace CaseTracker.Web.Features.Protocol.ReadProtocol;

/// <summary>What a run of the Protocol's words is.</summary>
public enum SegmentKind
{
    Plain,

    /// <summary>"shall" or "shall not".</summary>
    Binding,

    /// <summary>A word that is being defined.</summary>
    Term,

    /// <summary>Names another paragraph or section of the same version.</summary>
    Reference,
}

/// <summary>A run of words of a paragraph.</summary>
public sealed partial record Segment(SegmentKind Kind, string Text, string? Anchor = null)
{
    /// <summary>Splits a paragraph into runs. A number that is no place of this version stays plain.</summary>
    public static IReadOnlyList<Segment> Split(string text, IReadOnlyDictionary<string, string> places, bool defines)
    {
        var (segments, at) = (new List<Segment>(), 0);
        foreach (Match found in Marks().Matches(text))
        {
            if (Read(found, places, defines) is not { } segment) continue;
            if (found.Index > at) segments.Add(new(SegmentKind.Plain, text[at..found.Index]));
            segments.Add(segment);
            at = found.Index + found.Length;
        }
        if (at < text.Length) segments.Add(new(SegmentKind.Plain, text[at..]));
        return segments;
    }

    private static Segment? Read(Match found, IReadOnlyDictionary<string, string> places, bool defines)
    {
        if (found.Groups["shall"].Success) return new(SegmentKind.Binding, found.Value);
        if (found.Groups["term"].Success) return defines ? new(SegmentKind.Term, found.Value) : null;
        return places.TryGetValue(found.Groups["number"].Value, out var anchor) ? new(SegmentKind.Reference, found.Value, anchor) : null;
    }

    [GeneratedRegex("""(?<shall>\b[Ss]hall(?: not)?\b)|(?<term>["“][^"”]+["”](?= means| includes|;? and | has the meaning))|\b(?:[Pp]aragraph|[Ss]ection) (?<number>\d+[A-Za-z]?(?:\.\d+[A-Za-z]?)*)""")]
    private static partial Regex Marks();
}
