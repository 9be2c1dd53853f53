using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.TagHelpers;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.Concern;

/// <summary>Something that a handler or Monitoring Officer asked the raiser to agree to, and that is not answered yet.</summary>
/// <param name="Number">Number of the event that asked.</param>
/// <param name="Kind">What to agree to: a code of the consent kinds.</param>
/// <param name="What">The same in words: "speaking to the Group Leader".</param>
/// <param name="To">Whom it is about telling, as recorded.</param>
public sealed record OpenQuestion(int Number, string Kind, string What, IReadOnlyList<string> To)
{
    /// <summary>Input of a message that declines: the number of the event that asked.</summary>
    public const string Answers = "answers";

    public const string Yes = "yes", WithoutName = "without-name", WithName = "with-name", No = "no";

    /// <summary>The answers to choose from.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>
    /// The questions still open, the oldest first. One is open until the raiser agrees, declines, or whoever asked no longer deals with the case.
    /// </summary>
    public static IReadOnlyList<OpenQuestion> Of(Case c, Circumstances now)
    {
        if (!c.PossibleFor(Actor.Raiser).Contains(Verbs.GiveConsent)) return [];
        var open = new List<OpenQuestion>();
        foreach (var asked in c.Events.Where(e => e.Verb == Verbs.AskConsent.Code && c.GrantsOf(e.By, now.Today).Any()))
        {
            var read = c.Read(asked, now.Seam);
            var kind = read.Text("consent_kind");
            if (c.Events.Any(e => e.Number > asked.Number && IsAnswer(e, asked, kind, c, now.Seam))) continue;
            open.RemoveAll(q => q.Kind == kind);
            open.Add(new OpenQuestion(asked.Number, kind, WhatOf(kind, c, now), read.List("consent_to")) { Choices = ChoicesOf(kind, c) });
        }
        return open;
    }

    /// <summary>
    /// The name is offered only where the rules let it be used: with the other side, and where the raiser did not ask for it to be kept confidential. A Group Leader is
    /// told in general terms, whatever was chosen (routes, section 6).
    /// </summary>
    public static bool NameMayBeUsed(string kind, Case c) => kind == "contact-member" && c.Confidentiality == "named";

    // Whoever raised it knows whom it is about.
    private static string WhatOf(string kind, Case c, Circumstances now) =>
        kind == "contact-member" ? $"speaking or writing to {SentConcern.AboutOf(c, now)}" : now.Taxonomy.Label("consent_kinds", kind);

    private static List<Choice> ChoicesOf(string kind, Case c)
    {
        List<Choice> yes = NameMayBeUsed(kind, c) ? [new(WithoutName, "Yes, without my name"), new(WithName, "Yes, and you may use my name")]
            : kind switch
            {
                "contact-member" => [new(Yes, "Yes, without my name", "You asked us to keep your name confidential")],
                "contact-group-leader" => [new(Yes, "Yes, in general terms and without my name")],
                _ => [new(Yes, "Yes")],
            };
        return [.. yes, new(No, "No, not now", c.Route == Route.R2 ? "It will make no difference to the advice you get" : "It will not be held against you")];
    }

    private static bool IsAnswer(CaseEvent e, CaseEvent asked, string kind, Case c, ISeam seam) => e.Verb switch
    {
        "give-consent" => e.Choice == kind,
        "send-message" when (e.OnBehalfOf ?? e.As) == Actor.Raiser => c.Read(e, seam).Text(Answers) == asked.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => false,
    };
}
