using System.Globalization;
using System.Text;
using CaseTracker.Domain.Statistics;
using CaseTracker.Domain.Taxonomies;

namespace CaseTracker.Web.Tests.Features.Statistics;

/// <summary>An earlier register of an invented council as it would be imported, and what is exactly true of it.</summary>
internal sealed class Register
{
    private static readonly string[] Raisers = ["paul.weekes", "kev.mundy", "tamsin.crewe", "joanna.pell", "ruth.okafor", "samir.haddad", ""];
    private static readonly string[] Subjects = ["cllr.neville.strood", "cllr.philip.dunmore", "cllr.sheila.bannerman", "cllr.derek.stannage", "cllr.graham.voss"];

    private static readonly (string Route, string[] Outcomes, string Reason)[] Routes =
    [
        ("line-manager", ["apology", "support-only", "no-action"], "resolved"), ("group-head", ["advised-member", "mediation", "training"], "resolved"), ("monitoring-officer", ["advised-officer", "apology", "suggested-formal"], "resolved"),
        ("formal-complaint", ["informal-resolution"], "resolved"), ("formal-complaint", ["no-breach"], "no-breach"), ("formal-complaint", ["breach"], "breach"),
    ];

    private readonly StringBuilder _text = new("external_reference,received_on,occurred_on,raised_by,about,about_name,setting,themes,protocol_paragraphs,nolan,route,confidentiality,summary,narrative,status,outcome,closure_reason,sanctions,closed_on\n");

    public string Text => _text.ToString();

    /// <summary>When each was received and closed, and its row in the tables that are compared.</summary>
    public List<(DateOnly Received, DateOnly? Closed, string Handling, string Theme, string Setting, string Outcome)> Concerns { get; } = [];

    /// <summary>So many concerns between two days, most of them closed.</summary>
    public static Register Of(int seed, int concerns, DateOnly from, DateOnly to, string prefix = "R")
    {
        var (random, register, taxonomy) = (new Random(seed), new Register(), Taxonomy.Load());
        string Of(IReadOnlyList<string> codes) => codes[Math.Min(random.Next(codes.Count), random.Next(codes.Count))];
        for (var i = 0; i < concerns; i++)
        {
            var received = from.AddDays(random.Next(to.DayNumber - from.DayNumber + 1));
            while (received.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) received = received.AddDays(-1);
            if (received < from) received = from.AddDays(3);
            var (route, outcomes, reason) = Routes[random.Next(Routes.Length)];
            var raiser = random.Next(10) == 0 && route != "formal-complaint" ? "" : Raisers[random.Next(Raisers.Length - 1)];
            var subject = Of(Subjects);
            var (theme, setting, outcome) = (Of([.. taxonomy.List("themes").Select(t => t.Code)]), Of([.. taxonomy.List("settings").Select(t => t.Code)]), Of(outcomes));
            var closed = received.AddDays(random.Next(1, 200));
            while (closed.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || closed is { Month: 12 or 1 or 4 or 5 or 8, Day: < 7 or > 22 }) closed = closed.AddDays(1);
            register._text.AppendLine(CultureInfo.InvariantCulture, $"{prefix}-{i:000},{received:yyyy-MM-dd},{received:yyyy-MM-dd},{(raiser.Length > 0 ? raiser + "@wealdmere.example" : "")},{subject}@wealdmere.example,{Named(subject)},{setting},{theme},,integrity,{route},{(raiser.Length > 0 ? "named" : "anonymous")},Something was said,It was said in front of others and it was not right.,closed,{outcome},{reason},,{closed:yyyy-MM-dd}");
            register.Concerns.Add((received, closed, Catalogue.HandlingOf(route), Catalogue.ThemeOf(theme), Catalogue.SettingOf(setting), Catalogue.OutcomeOf(outcome, reason)));
        }
        return register;
    }

    // "cllr.neville.strood" is Cllr Neville Strood.
    private static string Named(string subject) => string.Join(' ', subject.Split('.').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
}
