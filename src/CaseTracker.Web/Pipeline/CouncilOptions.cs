using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CaseTracker.Domain.Taxonomies;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>The council's own name, words and colours: section <c>CaseTracker:Council</c> of the settings.</summary>
public sealed class CouncilOptions
{
    /// <summary>Where these settings live.</summary>
    public const string Section = "CaseTracker:Council";

    /// <summary>The council's full name, shown on every page until the database knows it.</summary>
    public string Name { get; set; } = "The Council";

    /// <summary>The letters every reference begins with: WD in WD-7KQ4-M2XP.</summary>
    public string ReferencePrefix { get; set; } = "CT";

    /// <summary>What this council calls the member for an area: "local Member", "ward Member" or "divisional Member".</summary>
    public string LocalMemberTerm { get; set; } = "local Member";

    /// <summary>The colour of the bar, buttons and current links; at least 7:1 on white.</summary>
    public string BrandColour { get; set; } = "#0d4650";

    /// <summary>The same under the pointer; worked out from the brand colour if left out.</summary>
    public string? BrandDark { get; set; }

    /// <summary>The lower edge of a button; worked out from the brand colour if left out.</summary>
    public string? BrandShadow { get; set; }

    /// <summary>The thin rule under the bar: decoration only, so that any colour will do.</summary>
    public string BrandRule { get; set; } = "#c8963e";

    /// <summary>The Monitoring Officer's name on the public pages; without one they say "the Monitoring Officer".</summary>
    public string? MonitoringOfficerName { get; set; }

    /// <summary>The number to call for somebody who would rather talk.</summary>
    public string? MonitoringOfficerPhone { get; set; }

    /// <summary>The address to write to.</summary>
    public string? MonitoringOfficerEmail { get; set; }

    /// <summary>Whom to write to about personal data.</summary>
    public string? DataProtectionEmail { get; set; }

    /// <summary>Where the council's other procedures are found, by their code: whistleblowing, grievance, safeguarding, service-complaint and so on.</summary>
    public Dictionary<string, ElsewhereOptions> Elsewhere { get; set; } = [];

    /// <summary>Changes when a colour does, so that browsers may keep the stylesheet for ever.</summary>
    public string BrandVersion => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Stylesheet)))[..12];

    /// <summary>The four variables that the whole stylesheet follows.</summary>
    public string Stylesheet =>
        $":root{{--ct-brand:{BrandColour};--ct-brand-dark:{BrandDark ?? Darker(0.72)};--ct-brand-shadow:{BrandShadow ?? Darker(0.43)};--ct-brand-rule:{BrandRule}}}\n";

    /// <summary>The mark of the brand bar as an icon for the browser's tab.</summary>
    public string Icon =>
        $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 44"><rect width="44" height="44" rx="9" fill="{BrandColour}"/><path d="M7 24 16 12l6 8 4-5 11 12z" fill="#fff"/><path d="M7 31c4-3.5 7-3.5 10 0s7 3.5 10 0 7-3.5 10 0" fill="none" stroke="{BrandRule}" stroke-width="3" stroke-linecap="round"/></svg>""";

    private string Darker(double by)
    {
        var (r, g, b) = Contrast.Channels(BrandColour);
        return string.Create(CultureInfo.InvariantCulture, $"#{(int)(r * by):x2}{(int)(g * by):x2}{(int)(b * by):x2}");
    }
}

/// <summary>Where one of the council's other procedures is found.</summary>
public sealed class ElsewhereOptions
{
    /// <summary>The address of its page; http or https.</summary>
    public string? Link { get; set; }

    /// <summary>Whom to speak to, as a sentence: "Call the duty team on 01632 960199, day or night."</summary>
    public string? Contact { get; set; }
}

/// <summary>Contrast as WCAG 2.2 defines it.</summary>
public static partial class Contrast
{
    /// <summary>The ratio of a colour written as #rrggbb to white, from 1 to 21.</summary>
    public static double OnWhite(string colour)
    {
        var (r, g, b) = Channels(colour);
        return 1.05 / ((0.2126 * Linear(r)) + (0.7152 * Linear(g)) + (0.0722 * Linear(b)) + 0.05);
    }

    /// <summary>Whether this is a colour written as #rrggbb: the only form taken, because it is written into a stylesheet as it stands.</summary>
    public static bool IsColour(string? text) => text is not null && Hex().IsMatch(text);

    internal static (int R, int G, int B) Channels(string colour)
    {
        var value = int.Parse(colour.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (value >> 16, (value >> 8) & 255, value & 255);
    }

    private static double Linear(int channel)
    {
        var c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}\\z")]
    private static partial Regex Hex();
}

/// <summary>Stops the start with a sentence that an operator can act on.</summary>
public sealed partial class CouncilOptionsCheck : IValidateOptions<CouncilOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, CouncilOptions options)
    {
        List<string> faults = [];
        if (string.IsNullOrWhiteSpace(options.Name)) { faults.Add($"{CouncilOptions.Section}:Name is empty. Give the council's name."); }
        if (string.IsNullOrWhiteSpace(options.LocalMemberTerm)) { faults.Add($"{CouncilOptions.Section}:LocalMemberTerm is empty. Give the council's word, for example \"local Member\"."); }
        if (!Prefix().IsMatch(options.ReferencePrefix)) { faults.Add($"{CouncilOptions.Section}:ReferencePrefix must be two to four capital letters."); }

        foreach (var (procedure, found) in options.Elsewhere)
        {
            if (!Taxonomy.Load().Has("off_ramps", procedure)) { faults.Add($"{CouncilOptions.Section}:Elsewhere:{procedure} is not a procedure that we know. Use the codes of the off-ramps, for example \"whistleblowing\"."); }
            if (found.Link is not null && !(Uri.TryCreate(found.Link, UriKind.Absolute, out var link) && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp)))
            {
                faults.Add($"{CouncilOptions.Section}:Elsewhere:{procedure}:Link must be a full address that begins with https://.");
            }
        }

        Colour(nameof(options.BrandColour), options.BrandColour);
        Colour(nameof(options.BrandRule), options.BrandRule);
        if (options.BrandDark is not null) { Colour(nameof(options.BrandDark), options.BrandDark); }
        if (options.BrandShadow is not null) { Colour(nameof(options.BrandShadow), options.BrandShadow); }

        Legible(nameof(options.BrandColour), options.BrandColour);
        Legible(nameof(options.BrandDark), options.BrandDark);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Colour(string setting, string? value)
        {
            if (!Contrast.IsColour(value)) { faults.Add($"{CouncilOptions.Section}:{setting} must be written as #rrggbb, for example #0d4650."); }
        }

        void Legible(string setting, string? value)
        {
            if (Contrast.IsColour(value) && Contrast.OnWhite(value!) is < 7 and var ratio)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{CouncilOptions.Section}:{setting} {value} is too light: its contrast with white is {ratio:0.0} to 1, and white words on it must have at least 7 to 1. Choose a darker colour."));
            }
        }
    }

    [GeneratedRegex("^[A-Z]{2,4}\\z")]
    private static partial Regex Prefix();
}
