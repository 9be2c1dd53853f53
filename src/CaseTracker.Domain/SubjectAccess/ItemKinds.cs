namespace CaseTracker.Domain.SubjectAccess;

/// <summary>A kind of item: its code, and what it is called in the list and in the answer, where it names nobody and no case.</summary>
public sealed record ItemKind(string Code, string Words);

/// <summary>The kinds of what is found about somebody.</summary>
public static class ItemKinds
{
    public const string Part = "part", Account = "account", Allegations = "allegations", Message = "message", Evidence = "evidence", File = "file", Note = "note", Step = "step", View = "view", Report = "report",
        Letter = "letter", Agreement = "agreement", Named = "named", Deeds = "deeds", Opened = "opened", Entry = "entry", SignIn = "sign-in", Mails = "mails", Drafts = "drafts";

    /// <summary>Every kind, in the order of an answer.</summary>
    public static readonly IReadOnlyList<ItemKind> All =
    [
        new(Entry, "Entry among the council’s people"),
        new(SignIn, "Sessions in which you signed in"),
        new(Mails, "Emails that CaseTracker sent"),
        new(Drafts, "Concerns begun and not sent"),
        new(Part, "Part in a concern"),
        new(Account, "Account of what happened"),
        new(Allegations, "Allegations, and what was found"),
        new(Message, "Message"),
        new(Letter, "Letter"),
        new(Evidence, "Evidence or statement"),
        new(File, "File"),
        new(View, "View of an Independent Person"),
        new(Report, "Report of an investigation"),
        new(Step, "Step or decision, with its reasons"),
        new(Note, "Note of those who deal with it"),
        new(Agreement, "Agreements given"),
        new(Named, "Named by somebody"),
        new(Deeds, "What was done in dealing with a concern"),
        new(Opened, "Openings of a concern"),
    ];

    /// <summary>What a kind is called.</summary>
    public static string Words(string code) => All.FirstOrDefault(k => k.Code == code)?.Words ?? code;

    /// <summary>Its place in an answer.</summary>
    public static int Order(string code) => All.Select((k, i) => (k.Code, i)).First(k => k.Code == code).i;
}

/// <summary>Why an item has to be looked at.</summary>
public static class Cautions
{
    public const string None = "", Source = "source", Privilege = "privilege", Untold = "untold", Names = "names", Others = "others";

    /// <summary>What whoever decides reads; empty for nothing.</summary>
    public static string Words(string code) => code switch
    {
        Source => "It comes from, or names, somebody whose name they may not be told",
        Privilege => "Legal advice",
        Untold => "They have not been told of this",
        Names => "It names other people",
        Others => "Somebody else wrote it",
        _ => "",
    };
}

/// <summary>A ground on which something is held back from whoever asks for their data.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Words">As it stands in the answer.</param>
/// <param name="Law">Where it stands in the law.</param>
public sealed record Exemption(string Code, string Words, string Law);

/// <summary>The grounds that can hold here (Data Protection Act 2018, Schedule 2; UK GDPR Article 15). None of them is a blanket: each holds for one item, with a reason.</summary>
public static class Exemptions
{
    /// <summary>Every ground.</summary>
    public static readonly IReadOnlyList<Exemption> All =
    [
        new("third-party", "It is about somebody else too, who has not agreed, and it is not reasonable to give it without their agreement", "Data Protection Act 2018, Schedule 2, paragraph 16"),
        new("source", "It would show who gave information in confidence, and it is not reasonable to do so without their agreement", "Data Protection Act 2018, Schedule 2, paragraph 16"),
        new("functions", "Giving it would be likely to prejudice the functions of the Monitoring Officer", "Data Protection Act 2018, Schedule 2, paragraph 11"),
        new("crime", "Giving it would be likely to prejudice the prevention or detection of crime", "Data Protection Act 2018, Schedule 2, paragraph 2"),
        new("privilege", "It is covered by legal professional privilege", "Data Protection Act 2018, Schedule 2, paragraph 19"),
        new("not-theirs", "It is not personal data of whoever asks", "UK GDPR, Article 15(1)"),
    ];

    /// <summary>The ground with that code, or null.</summary>
    public static Exemption? Find(string? code) => All.FirstOrDefault(e => e.Code == code);
}
