using CaseTracker.Domain.People;
using CaseTracker.Domain.SubjectAccess;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.Shared;

/// <summary>
/// The covering letter: what is enclosed, what was held back and on which ground, what else Article 15 asks for, and where to complain. It always says that others may write too: said only where it is so, it would tell whoever signs it.
/// </summary>
internal static class AnswerLetter
{
    /// <summary>The letter in the notation of letters.</summary>
    public static string Of(OpenRequest open, string council, string? dataProtection, Person sender)
    {
        var given = open.ToAnswer.Where(i => i.Decision is AccessDecision.Give or AccessDecision.GiveInPart).ToList();
        var held = open.ToAnswer.Where(i => i is { Decision: AccessDecision.HoldBack, Unmentioned: false }).ToList();
        var part = open.ToAnswer.Where(i => i.Decision == AccessDecision.GiveInPart).ToList();
        var paragraphs = new List<string>
        {
            "# Your personal data",
            $"You asked on {open.Request.ReceivedOn.Brief()} for the personal data that {council} has about you. This answers your request {open.Request.Reference} for what is kept in CaseTracker, the council’s system for concerns between members and officers.",
        };
        if (given.Count == 0 && held.Count == 0) paragraphs.Add("I have searched it and have nothing about you that I can give you.");
        if (given.Count > 0) paragraphs.AddRange(["What is enclosed:", string.Join("\n", given.GroupBy(i => i.Kind).OrderBy(g => ItemKinds.Order(g.Key)).Select(g => $"- {ItemKinds.Words(g.Key)}: {g.Count()}"))]);
        if (part.Count > 0) paragraphs.Add($"In {part.Count} of these I have taken out passages and put {Redaction.Mark} in their place, on these grounds: {Grounds(part)}.");
        if (held.Count > 0) paragraphs.AddRange(["What I have held back:", string.Join("\n", held.GroupBy(i => (i.Kind, i.Exemption)).OrderBy(g => ItemKinds.Order(g.Key.Kind)).Select(g => $"- {ItemKinds.Words(g.Key.Kind)}: {g.Count()}. {Exemptions.Find(g.Key.Exemption)!.Words} ({Exemptions.Find(g.Key.Exemption)!.Law})."))]);
        paragraphs.AddRange(
        [
            "I decided about each piece by itself. Where another officer has to decide about a part, you hear from them separately.",
            "# Why and how the council has these data",
            "The council deals with concerns about how members and officers work together, and with complaints under its Code of Conduct (Localism Act 2011, sections 27 and 28). Its privacy notice, on the site’s page “Privacy”, says on which basis, who receives the data, how long they are kept and where they come from. Nothing is decided by a machine.",
            "# Your rights",
            "You can ask that wrong data are put right, that data are deleted or their use limited, and you can object to their use.",
            $"If you are not content with this answer, you can complain to me or to the council’s Data Protection Officer{(dataProtection is { Length: > 0 } address ? $" ({address})" : "")}. You can also complain to the Information Commissioner, ico.org.uk, and you can go to court.",
            $"{sender.Name}\n{RoleWords.First(sender)}",
        ]);
        return string.Join("\n\n", paragraphs);
    }

    private static string Grounds(IEnumerable<SubjectAccessItem> items) => string.Join("; ", items.Select(i => Exemptions.Find(i.Exemption)!).Distinct().Select(e => $"{e.Words.ToLowerFirst()} ({e.Law})"));
}
