using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.ChooseRoute;
using CaseTracker.Web.Features.Shared;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.Concern;

/// <summary>Something the raiser can do now, and what follows from it.</summary>
public sealed record ConcernAct(string Text, string Href, string Consequence);

/// <summary>What the raiser can do now: what the table of routes allows at this stage, less what the rules would refuse whatever was entered.</summary>
public static class ConcernActs
{
    /// <summary>The acts, in the order in which they are looked for.</summary>
    public static IReadOnlyList<ConcernAct> Of(Case c, Circumstances now)
    {
        var possible = c.PossibleFor(Actor.Raiser).ToHashSet();
        bool Can(Verb verb) => possible.Contains(verb) && c.Blocked(verb, Actor.Raiser, c.Raiser, now) is null;
        var acts = new List<ConcernAct>();
        void Add(bool can, Verb verb, string text, string consequence)
        {
            if (can) acts.Add(new ConcernAct(text, $"/concerns/{c.Reference}/{verb.Code}", consequence));
        }

        Add(c.Stage == Stage.Outcome, Verbs.Close, "Say whether it is settled", "Settled closes it. Not settled leads on.");
        Add(c is { Stage: Stage.RaiserChoice, Route: Route.R3 }, Verbs.AcceptDisclosure, "Decide about your name", "Go on named, go informal or withdraw.");
        Add(Can(Verbs.CancelWithdrawal), Verbs.CancelWithdrawal, "Carry on after all", "It goes back to where it was.");
        Add(Can(Verbs.AddEvidence), Verbs.AddEvidence, "Add evidence", "Whoever deals with it is told.");
        Add(Can(Verbs.ChooseRoute) && RouteChoices.Of(c, Verbs.ChooseRoute, now).Routes.Count > 0, Verbs.ChooseRoute, "Choose another route", "Who has it now loses access.");
        Add(CanEscalate(c, now) && Can(Verbs.Escalate), Verbs.Escalate, EscalateWords(c, now), "Somebody more senior takes it over.");
        Add(Can(Verbs.Convert) && IsAboutMember(c, now), Verbs.Convert, "Make a formal complaint", "A new case with a fresh allegation. This one closes.");
        Add(Can(Verbs.MakeInformal) && RouteChoices.Of(c, Verbs.MakeInformal, now).Routes.Count > 0, Verbs.MakeInformal, "Go back to an informal route", "A new informal case. The complaint closes.");
        Add(c.Has("draft") && Can(Verbs.CommentOnDraft), Verbs.CommentOnDraft, "Comment on the draft report", "The investigator reads it before finishing.");
        Add(Can(Verbs.GiveConsent), Verbs.GiveConsent, "Agree to something", "Only what you agree to is done.");
        Add(possible.Contains(Verbs.WithdrawConsent) && c.Consents.Any(x => x.StandsOn(now.Today)), Verbs.WithdrawConsent, "Take back an agreement", "It stops what is not done yet.");
        Add(Can(Verbs.ExcludePerson), Verbs.ExcludePerson, "Keep somebody out", "They can never open it.");
        Add(Can(Verbs.Withdraw), Verbs.Withdraw, c.Route == Route.R3 ? "Withdraw your complaint" : "Withdraw your concern", "It is checked with you first.");
        Add(Can(Verbs.AskForReview), Verbs.AskForReview, "Ask for a review of how it was handled", "Somebody who had no part looks again.");
        return acts;
    }

    /// <summary>Whether somebody above the present handler is free, and the time to ask has not passed.</summary>
    public static bool CanEscalate(Case c, Circumstances now) =>
        c.PossibleFor(Actor.Raiser).Contains(Verbs.Escalate) && Handlers.Above(c, now).Any(o => o.IsFree) && (c.Stage != Stage.Closed || c.Last("escalation-window") is { } window && window.DueOn >= now.Today);

    /// <summary>"Take it to the Director".</summary>
    public static string EscalateWords(Case c, Circumstances now) =>
        Handlers.Above(c, now).Where(o => o.IsFree).ToList() is [var one] ? $"Take it to {HatWords.The(one.Level, c.Route)}" : "Take it further";

    /// <summary>Whether a formal complaint could be about this person: a councillor or co-opted member.</summary>
    public static bool IsAboutMember(Case c, Circumstances now) =>
        now.People.Find(c.Subject) is { } subject ? subject.Kind == PersonKind.Member : c.SubjectType is not ("officer" or "statutory-officer" or "political-assistant" or "");
}
