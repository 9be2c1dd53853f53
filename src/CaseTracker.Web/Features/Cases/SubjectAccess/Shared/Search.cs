using CaseTracker.Data;
using CaseTracker.Data.Identity;
using CaseTracker.Data.Protection;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.SubjectAccess;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.Shared;

/// <summary>
/// Looks for what there is about somebody: in every case to which they are linked, by name in the newest others, and in what belongs to their account (UK GDPR Article 15(1A): a reasonable and proportionate search). It looks behind every wall, and shows nothing:
/// who reads what it finds is decided item by item.
/// </summary>
public sealed class SubjectAccessSearch(CaseDb db, CaseDesk desk, ICurrentPerson current, ISeam seam, IdVeil veil)
{
    /// <summary>So many of the newest cases are searched for the name of somebody who has no part in them.</summary>
    public const int ByName = 2_000;

    /// <summary>So many of the newest cases with which they dealt as part of their work.</summary>
    public const int AtWork = 200;

    private const int AtOnce = 50;

    /// <summary>Everything that is not among the items already.</summary>
    public async Task<IReadOnlyList<SubjectAccessItem>> FindAsync(SubjectAccessRequest request, CancellationToken cancellationToken)
    {
        var (now, asking) = (await desk.NowAsync(null, cancellationToken), Who(request));
        var known = (await db.SubjectAccessItems.AsNoTracking().Where(i => i.RequestId == request.Id).Select(i => new { i.CaseId, i.Source }).ToListAsync(cancellationToken)).Select(i => (i.CaseId, i.Source)).ToHashSet();
        var people = new NamesKnown(now.People.People.Select(p => p.Name));
        var found = new List<SubjectAccessItem>();
        var linked = await LinkedAsync(asking, cancellationToken);
        var isLinked = linked.ToHashSet();
        var newest = await db.Cases.AsNoTracking().OrderByDescending(c => c.Id).Select(c => c.Id).Take(ByName).ToListAsync(cancellationToken);
        foreach (var portion in linked.Concat(newest.Except(linked)).Chunk(AtOnce))
        {
            await seam.FetchAsync(portion, cancellationToken);
            var ids = portion.ToList();
            var cases = await db.Cases.AsNoTracking().Include(c => c.Events.OrderBy(e => e.Number)).Include(c => c.Grants).Include(c => c.Consents).Include(c => c.Named).Include(c => c.Allegations).Include(c => c.Sanctions).AsSplitQuery().Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id).ToListAsync(cancellationToken);
            var about = cases.Select(c => (Case: c, Texts: new CaseTexts(c, asking, now, people))).Where(x => isLinked.Contains(x.Case.Id) || x.Texts.NamesThem).ToList();
            var theirs = about.Select(x => x.Case.Id).ToList();
            var letters = (await db.CaseLetters.AsNoTracking().Where(l => theirs.Contains(l.CaseId)).OrderBy(l => l.SentAt).ToListAsync(cancellationToken)).ToLookup(l => l.CaseId);
            var views = (await db.CaseViews.Where(v => theirs.Contains(v.CaseId)).ToListAsync(cancellationToken)).ToLookup(v => v.CaseId);
            foreach (var (c, texts) in about)
            {
                foreach (var text in texts.All(letters[c.Id], await CaseFiles.OfAsync(db, c, seam, cancellationToken), [.. views[c.Id]]).Where(t => !known.Contains((c.Id, t.Source))))
                    found.Add(SubjectAccessItem.Found(request.Id, c.Id, text.Source, text.Kind, text.On, text.Text, text.IsTheirs, text.Caution, text.File, seam));
            }
        }
        foreach (var (source, kind, text) in await OwnAsync(asking, now, cancellationToken))
            if (!known.Contains((null, source))) found.Add(SubjectAccessItem.Found(request.Id, null, source, kind, null, text, isTheirs: true, Cautions.None, null, seam));
        return found;
    }

    /// <summary>Who asks.</summary>
    public Asking Who(SubjectAccessRequest request) => new(request.Person, current.Organisation.Find(request.Person)?.Name ?? (request.Name.IsEmpty ? "Somebody who left" : seam.Open(request.Name, request.Id, SubjectAccessRequest.NameColumn)));

    // Those in which they have a part of their own first; of those with which they dealt at work the newest.
    private async Task<List<Guid>> LinkedAsync(Asking asking, CancellationToken cancellationToken)
    {
        if (asking.Person is not { } me) return [];
        var theirs = await db.Cases.Where(c => c.Raiser == me || c.Subject == me || c.Named.Any(n => n.Person == me) || c.Consents.Any(k => k.OnlyTo == me)).Select(c => c.Id).ToListAsync(cancellationToken);
        var work = await db.Grants.Where(g => g.Person == me).Select(g => g.CaseId).Distinct().OrderByDescending(id => id).Take(AtWork).ToListAsync(cancellationToken);
        return [.. theirs.Union(work)];
    }

    private async Task<List<(string Source, string Kind, string Text)>> OwnAsync(Asking asking, Circumstances now, CancellationToken cancellationToken)
    {
        var own = new List<(string, string, string)>();
        if (asking.Person is not { } me || now.People.Find(me) is not { } person) return own;
        string?[] lines =
        [
            $"Name: {person.Name}", $"Email address: {person.Email}", Line("Job title", person.JobTitle), Line("Service", person.Service), Line("Ward", person.Ward), Line("Political group", person.PoliticalGroup), Line("Phone", person.Phone),
            $"Contact details are shown to others: {(person.PublishContact ? "yes" : "no")}", Line("Roles", person.Roles.Select(RoleWords.Of).AndList()), $"From {person.JoinedOn.Brief()}{(person.LeftOn is { } left ? $" to {left.Brief()}" : "")}",
            Line("Line manager", now.People.Find(person.LineManagerId)?.Name ?? ""), Line("Group Head", now.People.Find(person.GroupHeadId)?.Name ?? ""),
        ];
        own.Add(("entry", ItemKinds.Entry, string.Join("\n", lines.OfType<string>())));
        var relations = now.People.RelationsOf(person).Select(r => $"{r.Kind}: {r.Other.Name}").ToList();
        if (relations.Count > 0) own.Add(("relations", ItemKinds.Entry, $"Declared relations:\n{string.Join("\n", relations)}"));
        var veiled = veil.Veil(person.Id);
        var sessions = await db.Sessions.AsNoTracking().Where(s => s.VeiledPerson == veiled).OrderBy(s => s.StartedAt).ToListAsync(cancellationToken);
        if (sessions.Count > 0) own.Add(("sessions", ItemKinds.SignIn, string.Join("\n", sessions.Select(s => $"{s.StartedAt.InFull()}, last used {s.LastSeenAt.InFull()}{(s.Device.Length > 0 ? $", {s.Device}" : "")}"))));
        var mails = await db.Outbox.AsNoTracking().Where(m => m.Recipient == me).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).ToListAsync(cancellationToken);
        // Which concern an email was about would tell of one that is not given: the words alone, and the day.
        if (mails.Count > 0) own.Add(("mails", ItemKinds.Mails, $"Emails that say no more than to sign in, on: {string.Join(", ", mails.Select(m => m.CreatedAt.LondonDay()).Distinct().Select(d => d.Brief()))}"));
        var drafts = await db.Drafts.AsNoTracking().Where(d => d.Owner == me).OrderBy(d => d.StartedAt).ToListAsync(cancellationToken);
        if (drafts.Count > 0) own.Add(("drafts", ItemKinds.Drafts, $"Begun on {drafts.Select(d => d.StartedAt.LondonDay().Brief()).Distinct().AndList()}. Nobody else can read them; they stand under “Your concerns” for whoever began them."));
        return own;
    }

    private static string? Line(string what, string value) => value.Length == 0 ? null : $"{what}: {value}";
}
