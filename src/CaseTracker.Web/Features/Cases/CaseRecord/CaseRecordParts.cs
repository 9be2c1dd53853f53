using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.TagHelpers;

namespace CaseTracker.Web.Features.Cases.CaseRecord;

/// <summary>What was raised: the whole account, or the brief without it.</summary>
/// <param name="Text">The raiser's own words; null where this reader has the brief.</param>
/// <param name="Summary">One line, written for the brief.</param>
/// <param name="RaisedBy">The raiser's name; null where it is not for this reader.</param>
/// <param name="RaisedByNote">What to know about the name: when it was agreed to, that it is confidential, or why it is not here.</param>
/// <param name="CanOpenName">Whether this reader may open it, with a reason.</param>
public sealed record RaisedAccount(
    string? Text, string Summary, string? RaisedBy, string RaisedByNote, bool CanOpenName, DateOnly Received, string? RecordedFor, string When, string Where, IReadOnlyList<string> Themes, IReadOnlyList<ParagraphLine> Paragraphs,
    string? Protocol, DateOnly HappenedOn, string Wish, string Support, IReadOnlyList<string> Witnesses, bool CanAskForMore);

/// <summary>A paragraph of the Protocol and where it stands.</summary>
public sealed record ParagraphLine(string Number, string? Href);

/// <summary>An allegation, with the finding once there is one.</summary>
public sealed record AllegationLine(int Number, string Text, string Heading, string? Paragraph, string? Finding, string? Reason);

/// <summary>Allegations under a heading.</summary>
/// <param name="Lead">Who made them, as far as the reader may know; null where the page says it elsewhere.</param>
public sealed record AllegationList(IReadOnlyList<AllegationLine> Lines, string Id, string Title, string? Lead = null);

/// <summary>A message of a thread.</summary>
public sealed record MessageLine(string Who, DateTimeOffset At, bool Ours, string Text, string? Note);

/// <summary>A conversation with one side. Nobody outside it can see it or tell that it exists.</summary>
public sealed record ThreadPart(ThreadKind Kind, string Title, string Readers, IReadOnlyList<MessageLine> Messages, string? Reply, string ReplyWords);

/// <summary>Internal notes, with who may read them.</summary>
public sealed record NotesPart(string Readers, IReadOnlyList<MessageLine> Notes, string? Add);

/// <summary>A paper: what it is, from whom, its text, and who can read it.</summary>
/// <param name="Readers">Who can read it; null where that is not for this reader.</param>
public sealed record Paper(int Number, string Title, string From, DateOnly On, string Text, string? Readers, IReadOnlyList<FileLine> Files);

/// <summary>The decision of a formal complaint, in the letters that this reader may read.</summary>
public sealed record Decision(IReadOnlyList<(string To, string Text)> Letters, IReadOnlyList<SanctionLine> Sanctions);

/// <summary>Action after a finding of breach: imposed, or recommended to a body.</summary>
public sealed record SanctionLine(string Label, string? RecommendedTo, string Reason, DateOnly? DoneOn);

/// <summary>What happened, newest first, and how much of it is shown.</summary>
/// <param name="Before">What the raiser was told before this reader had the case, in the words in which they were told.</param>
public sealed record TimelinePart(IReadOnlyList<TimelineEntry> Entries, int All, IReadOnlyList<TimelineEntry> Before);

/// <summary>The date that matters now, and how it came about.</summary>
public sealed record ClockPart(DueLine? Due, string? LongDate, string? Explanation, IReadOnlyList<string> Also, IReadOnlyList<CaseAct> Acts);

/// <summary>Where the case is on its route.</summary>
public sealed record StagePart(string Route, string Stage, int? Number, int Of, string? Next, string? Outcome, string? Protocol);

/// <summary>Somebody with access: in which hat, what they see, until when.</summary>
/// <param name="Name">A name, or a role where names are not for this reader.</param>
public sealed record AccessLine(string Name, string Text, bool IsOver);

/// <summary>What the raiser agreed to, and whom they asked to keep out.</summary>
public sealed record AgreementPart(IReadOnlyList<string> Agreed, IReadOnlyList<string> KeptOut, int KeptOutCount);

/// <summary>A linked case that this reader may open too.</summary>
public sealed record LinkLine(CaseReference Reference, LinkKind Kind)
{
    /// <summary>How the two belong together.</summary>
    public string Words => Kind switch
    {
        LinkKind.Incident => "Same incident. Neither raiser can see the other’s account",
        LinkKind.Converted => "Same concern on another route. Its notes are not part of this case",
        LinkKind.Split => "Same concern, about another person",
        _ => "The same, sent twice",
    };
}

/// <summary>Linked cases: those that this reader may open too, and how many others there are.</summary>
public sealed record LinksPart(IReadOnlyList<LinkLine> Open, int Others);

/// <summary>A view in the log: who, as what, what they opened, and when.</summary>
public sealed record ViewLine(string Name, string Role, string What, DateTimeOffset At)
{
    public static ViewLine Of(CaseView view, OpenCase open)
    {
        var role = CaseWords.RoleOf(view.As.Code(), view.Hat.Length > 0 ? view.Hat : null);
        var name = view.As == GrantKind.Raiser ? open.Words.Raiser : open.Now.People.Find(view.Person)?.Name ?? (view.As == GrantKind.Subject ? open.Words.SubjectName : role);
        return new(name, role, view.What switch
        {
            "case" => "Opened the case",
            "brief" => "Opened the brief",
            "views" => "Opened the view log",
            "dates" => "Downloaded the dates",
            "search" => "Found it in a search, with some of its text",
            "identity" => "Opened the raiser’s name",
            "thread" => "Opened the messages",
            "evidence" => "Opened evidence",
            "original" => "Opened the original of evidence",
            "subject-access" => "Opened what was found for a request for personal data",
            _ => $"Opened {view.What}",
        }, view.At);
    }
}
