using CaseTracker.Domain;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Raising.AskAllegations;
using CaseTracker.Web.Features.Raising.AskEvidence;
using CaseTracker.Web.Features.Raising.AskKeepOut;
using CaseTracker.Web.Features.Raising.AskName;
using CaseTracker.Web.Features.Raising.AskRoute;
using CaseTracker.Web.Features.Raising.AskThemes;
using CaseTracker.Web.Features.Raising.AskWhat;
using CaseTracker.Web.Features.Raising.AskWhen;
using CaseTracker.Web.Features.Raising.AskWho;
using CaseTracker.Web.Features.Raising.AskWish;
using CaseTracker.Web.Features.Raising.AskWitnesses;
using CaseTracker.Web.Features.Raising.RecordConcern;

namespace CaseTracker.Web.Features.Raising.Journey;

/// <summary>Something that stands in the way of sending, and the question that it belongs to; null where it belongs to none.</summary>
public sealed record DraftFault(string? Question, string Message);

/// <summary>Sends a draft without keeping anything: what would be refused, and who would get it. Nothing decides that but the rules of the domain.</summary>
public static class Trial
{
    /// <summary>Everything that is wrong with the answers; where nothing is, what the rules say to the whole.</summary>
    public static (IReadOnlyList<DraftFault> Faults, Raised? Raised) Run(OpenDraft draft, ProtocolVersions protocols)
    {
        var check = new Checking(draft.Known, draft, protocols);
        var faults = new List<DraftFault>();
        foreach (var question in draft.Journey.StepsFor(draft.Answers).SelectMany(s => s.Questions))
        {
            var answer = New(question);
            answer.Show(draft.Answers);
            faults.AddRange(answer.Faults(check).Select(f => new DraftFault(question, f.Message)));
        }
        if (faults.Count > 0) return (faults, null);
        try
        {
            return ([], Send(draft, draft.ForVerb().With("declaration", "yes").With("read_back", "yes")));
        }
        catch (RefusedException refused)
        {
            return ([new DraftFault(Questions.Asking(refused.Field)?.Code, Words(draft, refused))], null);
        }
    }

    /// <summary>Sends it, or throws the refusal.</summary>
    public static Raised Send(OpenDraft draft, Inputs inputs)
    {
        if (!draft.Draft.ForSomebodyElse) return Case.Submit(draft.Raiser, inputs, draft.Now);
        return Case.RecordConcern(draft.Raiser, inputs, Recorder(draft, draft.Owner!), draft.Draft.Owner, draft.Now);
    }

    /// <summary>In the words of whoever raises it, where those of the table speak of them to somebody else.</summary>
    public static string Words(OpenDraft draft, RefusedException refused)
    {
        var kept = refused.Code == "c-kept-out" ? draft.Known.Parties("keep_out").FirstOrDefault(p => p.ToString() == draft.Answers.Text("handler")) : null;
        if (kept is null) return refused.Message;
        return $"{(draft.Draft.ForSomebodyElse ? "They" : "You")} asked to keep {draft.NameOf(kept)} out. Choose somebody else to deal with this.";
    }

    private static Answer New(string question) => question switch
    {
        Questions.Told => new TalkedAnswer(),
        Questions.About => new AboutAnswer(),
        Questions.Happened => new HappenedAnswer(),
        Questions.When => new WhenAnswer(),
        Questions.Witnesses => new WitnessesAnswer(),
        Questions.Touches => new TouchesAnswer(),
        Questions.Evidence => new EvidenceAnswer(),
        Questions.PutRight => new WishAnswer(),
        Questions.Route => new RouteAnswer(),
        Questions.Allegations => new AllegationsAnswer(),
        Questions.Name => new NameAnswer(),
        _ => new KeepOutAnswer(),
    };

    // A Monitoring Officer records as such, unless a conflict would keep them from the case; then as the manager that they are, if they are one.
    private static Actor Recorder(OpenDraft draft, Person owner)
    {
        var officer = Conflicts.MoHat(owner) is { } hat && draft.Subjects.All(s => !Conflicts.Of(draft.Sketch(s), GrantKind.Mo, hat, owner, draft.Now).Any(h => h.Stops));
        if (officer) return Actor.MoRole;
        if (new[] { Role.LineManager, Role.GroupHead, Role.Director, Role.ChiefExecutive }.Any(owner.Is)) return Actor.ManagerRole;
        throw new RefusedException("recorder", "You have a conflict of interest in this, so you cannot record it. Ask another Monitoring Officer or a manager to record it.");
    }
}
