namespace CaseTracker.Web.Pipeline;

/// <summary>What a browser calls itself, in words that people recognise.</summary>
public static class Devices
{
    // The order matters: Edge calls itself Chrome too, and everybody calls themselves Safari.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")];

    /// <summary>"Firefox on Windows".</summary>
    public static string Name(string? userAgent)
    {
        var browser = Find(Browsers, userAgent) ?? "A browser";
        return Find(Systems, userAgent) is { } system ? $"{browser} on {system}" : browser;
    }

    private static string? Find((string Mark, string Name)[] known, string? userAgent) =>
        known.FirstOrDefault(k => userAgent?.Contains(k.Mark, StringComparison.Ordinal) ?? false).Name;
}
