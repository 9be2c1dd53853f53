namespace CaseTracker.Web.Features.Cases.Shared;

/// <summary>The parts of a case by which access is told apart: rows of the access matrix.</summary>
public static class CaseParts
{
    public const string Brief = "Brief, summary", Narrative = "Narrative", DisclosedAllegation = "Disclosed allegation", RaiserIdentity = "Raiser's identity",
        SubjectIdentity = "Subject's identity", RaiserThread = "Raiser thread", SubjectThread = "Subject thread", IpThread = "Council's Independent Person thread",
        SubjectIpThread = "Subject's Independent Person thread", InternalNotes = "Internal notes", LegalNotes = "Legal notes", RaiserEvidence = "Evidence from raiser",
        SubjectEvidence = "Evidence from subject", OtherEvidence = "Evidence from investigator; reports", FullTimeline = "Timeline, MO variant",
        RaiserTimeline = "Timeline, raiser variant", SubjectTimeline = "Timeline, subject variant", People = "People and access", Views = "Who has seen this",
        Consents = "Consents, people kept out", Letters = "Letters";
}
