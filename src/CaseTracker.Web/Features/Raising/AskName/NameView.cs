using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Raising.AskName;

/// <summary>What named and confidential mean on the route that was chosen.</summary>
[Access(Who.SignedIn, ByReceipt = true)]
public sealed record NameQuery(Guid Id, bool Recording) : IRequest<NameView>;

/// <summary>What each answer means. <paramref name="Brief"/> is what a manager reads without the name; null on routes that have none.</summary>
public sealed record NameView(string? Route, string Named, string Confidential, BriefView? Brief, bool IsAnonymous)
{
    public static NameView Nothing { get; } = new(null, "", "", null, false);
}

/// <summary>What a manager reads of a confidential concern.</summary>
public sealed record BriefView(string About, string When, string Setting, string Themes, string Wish, string Summary)
{
    /// <summary>As it stands in the draft.</summary>
    public static BriefView Of(OpenDraft draft)
    {
        var (a, t) = (draft.Answers, draft.Now.Taxonomy);
        var when = a.Date("occurred_on") is { } day ? a.Date("occurred_until") is { } last ? $"{day.Brief()} to {last.Brief()}" : day.InFull() : "";
        return new(draft.Subjects.Select(draft.NameOf).AndList(), when, a.Has("setting") ? t.Label("settings", a.Text("setting")) : "", string.Join(", ", a.List("themes").Select(x => t.Label("themes", x))), a.Text("wish"), a.Text("summary"));
    }
}

public sealed class NameHandler(DraftDesk drafts) : IRequestHandler<NameQuery, NameView>
{
    public async Task<NameView> Handle(NameQuery request, CancellationToken cancellationToken) =>
        Of(await drafts.OpenAsync(request.Id, request.Recording, cancellationToken));

    /// <summary>The same for a draft that is open already.</summary>
    public static NameView Of(OpenDraft draft)
    {
        var other = draft.Draft.ForSomebodyElse;
        var (your, you) = other ? ("their", "they") : ("your", "you");
        var anonymous = draft.Raiser is { Person: null, Name: null };
        if (OpenRoutes.Chosen(draft) is not { } option)
            return new NameView(null, $"Whoever deals with it will see {your} name and {your} full account.", $"A manager will read a brief, without {your} name. The Monitoring Officer will read the full account, without {your} name.", null, anonymous);
        var names = OpenRoutes.Names(draft, option);
        var who = names.Count == 0 ? "The Monitoring Officer" : names.AndList();
        var subject = draft.Subjects.Count == 1 ? $"{draft.NameOf(draft.Subjects[0])} is told neither" : "Nobody it is about is told either";
        return option.Route switch
        {
            Route.R3 => new NameView(option.Code,
                $"The complaint goes straight to first checks. The councillor is told {your} name with what {you} say they did, never how to reach {(other ? "them" : "you")}.",
                $"The Monitoring Officer decides first whether {your} name can be kept from the councillor. If it cannot, {you} choose: go on with {your} name, ask for something informal instead, or withdraw.", null, anonymous),
            Route.R2 => new NameView(option.Code,
                $"{who} will see {your} name and {your} full account. {subject} unless {you} agree.",
                $"{who} will read {your} full account, without {your} name. They can open {your} name only by a separate step, with a reason that is recorded and that {you} can see.", null, anonymous),
            _ => new NameView(option.Code, $"{who} will see {your} name and {your} full account.", $"{who} will read this, without {your} name. They may guess who {you} are.", BriefView.Of(draft), anonymous),
        };
    }
}
