namespace CaseTracker.Rig;

/// <summary>A concern told question by question, up to the declaration.</summary>
public static class Journey
{
    private static readonly DateTime Day = DateTime.UtcNow.AddDays(-3);

    // What is answered at each question; the rest is left as it is.
    private static readonly Dictionary<string, Action<Form>> Answers = new()
    {
        ["about"] = f => f.Choose("Cllr Derek Stannage"),
        ["happened"] = f => f.Fill("Narrative", "He stopped me in front of the public gallery and said that a child could have written my report. Two people laughed.").Fill("Summary", "Belittled in front of a public meeting"),
        ["when"] = f => f.Fill("Occurred.Day", $"{Day.Day}").Fill("Occurred.Month", $"{Day.Month}").Fill("Occurred.Year", $"{Day.Year}").Choose("Committee or council meeting").Fill("Place", "Council chamber"),
        ["touches"] = f => f.Fill("Themes", "disrespect-in-meeting"),
        ["put-right"] = f => f.Fill("Wish", "For it to stop."),
        ["route"] = f => f.Fill("Route", "monitoring-officer"),
        ["name"] = f => f.Fill("Confidentiality", "named"),
    };

    /// <summary>The declaration of a new concern, filled: whoever posts it sends the concern.</summary>
    public static Task<Form> DeclarationAsync(Visitor raiser) => DeclarationAsync(raiser, "/concerns/new", Answers["about"]);

    /// <summary>The same of a report without an account, where names are typed.</summary>
    public static Task<Form> ReportAsync(Visitor visitor) => DeclarationAsync(visitor, "/report", f => f.Fill("OtherNames", "Cllr Derek Stannage").Fill("Kind", "councillor"));

    private static async Task<Form> DeclarationAsync(Visitor raiser, string start, Action<Form> about)
    {
        var at = await raiser.SubmitAsync(start, f => f.Fill("Protected", "no"));
        while (at.Split('/')[^1] is not "check" and var question) at = await raiser.SubmitAsync(at, f => (question == "about" ? about : Answers.GetValueOrDefault(question))?.Invoke(f));
        return (await raiser.FormAsync(at.Replace("/check", "/declaration", StringComparison.Ordinal))).Fill("Confirmed", "true");
    }
}
