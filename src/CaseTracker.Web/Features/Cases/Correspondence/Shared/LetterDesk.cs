using CaseTracker.Data;
using CaseTracker.Domain;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Letters;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.Correspondence.Shared;

/// <summary>A letter being written: what it is, its text from the council's own words, and the names that were found in it.</summary>
public sealed record LetterInHand(OpenCase Case, LetterKind Kind, Addressee To, int TemplateVersion, string Merged, IReadOnlyList<NamedParty> Never, IReadOnlyList<NamedParty> Ask);

/// <summary>A letter in a list of them.</summary>
public sealed record LetterLine(Guid Id, string Name, DateTimeOffset SentAt, Addressee To)
{
    public DateOnly SentOn => SentAt.LondonDay();

    /// <summary>The letter as it stands in the timeline of whoever received it, or of whoever deals with the case.</summary>
    public TimelineEntry Entry(bool isOwn) => new(0, SentAt, SentOn, isOwn ? $"You were sent a letter: {Name}." : $"A letter went to {LetterDesk.Words(To)}: {Name}.", "letter", null);
}

/// <summary>Where letters are begun, checked and kept.</summary>
public sealed class LetterDesk(CaseDb db, CaseOpening opening, ICurrentPerson current, ISiteFacts site, IOptions<CouncilOptions> council)
{
    /// <summary>To whom, in words.</summary>
    public static string Words(Addressee to) => to switch { Addressee.Raiser => "the person who complained", Addressee.Subject => "the member", _ => "the public" };

    /// <summary>Opens a formal complaint for whoever writes its letters. Throws <see cref="NotFoundException"/> for anybody else.</summary>
    public async Task<OpenCase> OpenAsync(string reference, string what, CancellationToken cancellationToken)
    {
        var open = await opening.OpenAsync(reference, what, cancellationToken);
        return open.Case.Route == Route.R3 && open.Reader.Holds(GrantKind.Mo) && open.Reader.Writes(CaseParts.Letters) ? open : throw new NotFoundException();
    }

    /// <summary>Begins a letter. Throws <see cref="NotFoundException"/> if there is no such kind, or it never goes to that reader.</summary>
    public async Task<LetterInHand> BeginAsync(string reference, string? kind, string? to, CancellationToken cancellationToken)
    {
        if (LetterKinds.Find(kind) is not { } chosen || !Enum.TryParse<Addressee>(to, ignoreCase: true, out var addressee) || !chosen.To.Contains(addressee)) throw new NotFoundException();
        var open = await OpenAsync(reference, "letter", cancellationToken);
        var (version, text) = await TextAsync(chosen, cancellationToken);
        var facts = FactsOf(open, addressee);
        var (never, ask) = facts.Names();
        return new(open, chosen, addressee, version, LetterText.Merge(text, facts.All()), never, ask);
    }

    /// <summary>The text of a letter as the case fills it, for a form that sends it by another way. What is in <paramref name="without"/> is not put in at all.</summary>
    public async Task<string> DraftAsync(OpenCase open, LetterKind kind, Addressee to, IReadOnlySet<string> without, CancellationToken cancellationToken)
    {
        var (_, text) = await TextAsync(kind, cancellationToken);
        return LetterText.Merge(text, FactsOf(open, to).All().Where(f => !without.Contains(f.Key)).ToDictionary());
    }

    /// <summary>The text in force for a kind: the council's newest, or the product's.</summary>
    public async Task<(int Version, string Text)> TextAsync(LetterKind kind, CancellationToken cancellationToken)
    {
        var newest = await db.LetterTemplates.AsNoTracking().Where(t => t.Kind == kind.Code).OrderByDescending(t => t.Version).FirstOrDefaultAsync(cancellationToken);
        return newest is { Text.Length: > 0 } ? (newest.Version, newest.Text) : (0, kind.Text);
    }

    /// <summary>Letters that went to that reader, or all of them, the newest first.</summary>
    public async Task<IReadOnlyList<LetterLine>> SentToAsync(Case c, Addressee? to, CancellationToken cancellationToken)
    {
        if (c.Route != Route.R3) return [];
        var id = c.Id;
        return [.. (await db.CaseLetters.AsNoTracking().Where(l => l.CaseId == id && (to == null || l.To == to)).OrderByDescending(l => l.SentAt).ThenByDescending(l => l.Id).Select(l => new { l.Id, l.Kind, l.SentAt, l.To }).ToListAsync(cancellationToken))
            .Select(l => new LetterLine(l.Id, LetterKinds.Find(l.Kind)?.Name ?? l.Kind, l.SentAt, l.To))];
    }

    private LetterFacts FactsOf(OpenCase open, Addressee to) => new(open, to, site.CouncilName ?? council.Value.Name, current.Person!.Name, RoleWords.First(current.Person));

    /// <summary>Why a letter cannot leave now; throws <see cref="RefusedException"/> with it.</summary>
    public static void Check(LetterInHand letter, string body, IReadOnlyCollection<string> read)
    {
        var c = letter.Case.Case;
        if (letter.To == Addressee.Subject && !c.Live(GrantKind.Subject, letter.Case.Now.Today).Any())
            throw new RefusedException("not-told", "Tell the member first, by “Tell the member” on the case: until then they get no letter.", "body");
        if (letter.To == Addressee.Public && c.Stage != Stage.Closed) throw new RefusedException("not-closed", "Send the decision to both parties first: only a decision that was sent is published.", "body");
        if (NameCheck.Find(body, letter.Never) is { Count: > 0 } never)
            throw new RefusedException("name", $"Take out the name of {never.Select(n => n.Who).Distinct().AndList()}: this reader must not learn it. It stands in the letter, or a word that is the same.", "body");
        if (NameCheck.Find(body, letter.Ask).Where(n => !read.Contains(n.Name)).ToList() is { Count: > 0 } ask)
            throw new RefusedException("ask-name", $"Select the names that this reader may know, or take them out: {ask.Select(n => $"{n.Name}, {n.Who}").AndList()}", "names");
    }
}
