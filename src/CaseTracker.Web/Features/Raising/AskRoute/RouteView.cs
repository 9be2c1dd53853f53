using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Raising.AskRoute;

/// <summary>The routes side by side, with what each would mean for this concern.</summary>
[Access(Who.SignedIn, ByReceipt = true)]
public sealed record RouteQuery(Guid Id, bool Recording) : IRequest<RouteView>;

/// <summary>The cards, and what is said of a mixed concern.</summary>
public sealed record RouteView(IReadOnlyList<RouteCard> Cards, string? Mixed, string? AskFirst, bool ForSomebodyElse)
{
    public static RouteView Nothing { get; } = new([], null, null, false);
}

/// <summary>One route: who deals with it, who will know, what can result, how long, and whether one can change one's mind.</summary>
public sealed record RouteCard(
    string Code, string Title, string Kind, string By, string WhoWillKnow, string WhatCanResult, string UsualTime, string ChangeMind, IReadOnlyList<HandlerChoice> Handlers, IReadOnlyList<string> Notes, bool IsOpen)
{
    /// <summary>Whether it stands apart from the others: it is about what a report says, not about how somebody behaved.</summary>
    public bool IsAside => Code == "report-dispute";
}

public sealed class AskRouteHandler(DraftDesk drafts) : IRequestHandler<RouteQuery, RouteView>
{
    public async Task<RouteView> Handle(RouteQuery request, CancellationToken cancellationToken)
    {
        var draft = await drafts.OpenAsync(request.Id, request.Recording, cancellationToken);
        var options = OpenRoutes.For(draft);
        var words = new RouteWords(draft);
        var mixed = options.Count == 1 && draft.Subjects.Count > 1
            ? "You have named both councillors and officers, so only the Monitoring Officer can take this as a whole. To use another route, raise a concern about each." : null;
        var officer = options.FirstOrDefault(o => o.Code == "monitoring-officer")?.Officers.Select(o => draft.IsAnonymous ? null : o.Person?.Name).FirstOrDefault();
        return new RouteView([.. options.Select(words.Card)], mixed, officer, draft.Draft.ForSomebodyElse);
    }
}

/// <summary>The words of the cards. Times are the limits in force here.</summary>
internal sealed class RouteWords(OpenDraft draft)
{
    private readonly bool _other = draft.Draft.ForSomebodyElse;

    public RouteCard Card(OpenRoute option) => option.Code switch
    {
        "line-manager" or "group-head" => Managed(option,
            $"{You} and {Handler(option)}. The Monitoring Officer is not told unless {you} ask.",
            option.Code == "line-manager" ? $"Someone to listen. A word with the councillor, an apology or a change to how things are done, if {you} agree."
                : "The same as a line manager. A Group Head can also take it to the Director.",
            $"Yes. {(_other ? "They can stop" : "Stop")}, or move to any other route, whenever {you} like."),
        "officer-conduct" => Managed(option,
            $"{You} and {Handler(option)}. {Subject} is not spoken to unless {you} agree.",
            $"A word with the officer, or a referral to Human Resources under the Employee Code. {You} will be told that it was referred, not what was decided.",
            $"Yes. {(_other ? "They" : "You")} can stop, or take it up to the Director and then the Chief Executive."),
        "report-dispute" => Managed(option,
            $"{You}, {Handler(option)} and {Subject}, who will be asked for their side.",
            "The report is corrected, stays as it is, or both views are recorded. It is not about anybody’s conduct.",
            $"Yes. {(_other ? "They" : "You")} can stop, take it up to the Director, or ask the Monitoring Officer."),
        "formal-complaint" => Officers(option, "Formal complaint", "Formal", "Under the Members’ Code of Conduct",
            $"{Officer(option).Sentence()}, an Independent Person and the councillor{(draft.IsAnonymous ? "" : $", who is normally told {your} name")}. Later, perhaps an investigator and a hearing panel.",
            $"A decision on whether the Code was broken. If it was: an apology, training, or a recommendation such as removal from a committee. The Council cannot suspend a councillor.{(draft.IsAnonymous ? " Without a name it goes on only if it is serious and the public interest is compelling." : "")}",
            $"A reply within {Days("acknowledge")} working days, and first checks within {Days("filter")} more. An investigation can take 6 months.",
            $"{(_other ? "They" : "You")} can ask to withdraw. The Monitoring Officer may carry on if that is in the public interest."),
        _ => Officers(option, "Monitoring Officer advice", "Informal", Officer(option, withHat: true).Sentence(),
            $"{You} and {Officer(option)}. Nothing goes to {(IsMember ? "the councillor or their group" : Subject)} unless {you} agree or someone is at risk.",
            IsMember ? $"Advice for {(_other ? "them" : "you")}. A word with the councillor or group leader, mediation, training or an apology. No finding."
                : $"Advice for {(_other ? "them" : "you")}. A word with those involved, mediation, training or an apology. No finding.",
            $"A reply within {Days("acknowledge")} working days. Advice within {Days("advise")}.",
            IsMember ? $"Yes. {(_other ? "They" : "You")} can stop, or make a formal complaint later. {(_other ? "Their" : "Your")} notes are not passed on without {(_other ? "them" : "you")}."
                : $"Yes. {(_other ? "They" : "You")} can stop whenever {you} like."),
    };

    private string You => _other ? "They" : "You";
    private string you => _other ? "they" : "you";
    private string your => _other ? "their" : "your";
    private bool IsMember => draft.Subjects.All(s => s.In(draft.Now.People) is { } p ? p.Kind == Domain.People.PersonKind.Member : true) && !IsOfficerType;
    private bool IsOfficerType => draft.Answers.Text("subject_type") is "officer" or "statutory-officer" or "political-assistant";
    private string Subject => draft.Subjects.Select(draft.NameOf).AndList();

    private RouteCard Managed(OpenRoute option, string who, string result, string change)
    {
        var own = option.Free.FirstOrDefault(h => h.IsOwn) ?? option.Free.FirstOrDefault();
        var title = option.Code switch { "line-manager" => "Line manager", "group-head" => "Group Head", "officer-conduct" => "Concern about an officer", _ => "Disagreement about a report" };
        var says = option.Free.Count() == 1 && own is not null ? $"{own.Name.Split(' ')[0]} says" : "They say";
        return new(option.Code, title, option.Code is "line-manager" or "group-head" ? "Informal" : option.Code == "officer-conduct" ? "Employee Code" : "Report",
            own?.Whole ?? "Nobody who can take this", who, result, $"{says} yes or no within {Days("accept")} working days. An outcome within {Days("handle")}.", change,
            option.Handlers, Notes(option), option.IsOpen);
    }

    private static RouteCard Officers(OpenRoute option, string title, string kind, string by, string who, string result, string time, string change) =>
        new(option.Code, title, kind, by, who, result, time, change, [], [], option.IsOpen);

    private List<string> Notes(OpenRoute option)
    {
        List<string> notes = [.. option.Handlers.Select(h => h.Stopped).OfType<string>()];
        if (option.Route == Route.R5 && draft.Subjects.Any(s => Handlers.Statutory(draft.Sketch(s, option.Code), draft.Now) is not null))
            notes.Add(Refusals.Exception("c-statutory", null, ("person", option.Free.FirstOrDefault()?.Name ?? "another authority’s Monitoring Officer")).Message);
        if (option.Handlers.Count == 0) notes.Add(option.Code == "line-manager" ? $"{(_other ? "They have" : "You have")} no line manager here." : "Nobody was found who could take this.");
        return notes;
    }

    private static string Handler(OpenRoute option)
    {
        var free = option.Free.ToList();
        return free.Count switch { 0 => "a manager", 1 => free[0].Name, _ when free.Count(h => h.IsOwn) == 1 && free[0].IsOwn && option.Code == "group-head" => "the Group Head that you choose", _ => "whoever you choose" };
    }

    private string Officer(OpenRoute option, bool withHat = false)
    {
        // Who has a conflict of interest with whom is not for everybody to find out.
        if (draft.IsAnonymous) return "a Monitoring Officer who has no conflict of interest";
        var found = option.Officers.Where(o => o.Person is not null).DistinctBy(o => o.Person!.Id).ToList();
        if (found.Count == 0) return "a Monitoring Officer who is yet to be named";
        return found.Select(o => withHat ? $"{o.Person!.Name}, {RoleWords.Of(o.Hat)}" : o.Person!.Name).AndList();
    }

    private int Days(string clock) => draft.Now.Rules.Limit(clock);
}
