using CaseTracker.Data;
using CaseTracker.Domain;
using CaseTracker.Domain.People;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Account.Invite;

/// <summary>Writes one-time links for people: for those named, or with <paramref name="All"/> for everybody who has no password yet.</summary>
[Access(Who.Operator)]
public sealed record InviteCommand(bool All, IReadOnlyList<string> Emails) : IRequest<IReadOnlyList<Invitation>>, IWrites;

/// <summary>A link and whom it is for.</summary>
public sealed record Invitation(string Email, string Link);

public sealed class InviteHandler(CaseDb db, SetUpFirst setUp, LinkLetters letters, AppointmentDesk appointments) : IRequestHandler<InviteCommand, IReadOnlyList<Invitation>>
{
    public async Task<IReadOnlyList<Invitation>> Handle(InviteCommand request, CancellationToken cancellationToken)
    {
        if (request.All == request.Emails.Count > 0) throw new RefusedException("invite-whom", "Name the people by their email addresses, or use --all for everybody who has no password yet.");
        if (await setUp.IsMissingAsync(cancellationToken)) throw new RefusedException(SetUpFirst.Code, SetUpFirst.Words);
        var people = await db.People.AsNoTracking().ToListAsync(cancellationToken);
        return [.. (request.All ? await WithoutPasswordAsync(people, cancellationToken) : await NamedAsync(people, request.Emails, cancellationToken)).OrderBy(p => p.Email, StringComparer.Ordinal).Select(p => new Invitation(p.Email, letters.Write(p)))];
    }

    private async Task<IEnumerable<Person>> WithoutPasswordAsync(List<Person> people, CancellationToken cancellationToken)
    {
        var settled = (await db.Users.Where(a => a.PasswordHash != null).Select(a => a.PersonId).ToListAsync(cancellationToken)).ToHashSet();
        return people.Where(p => letters.MayHave(p) && !settled.Contains(p.Id));
    }

    // All of them or none: half an invitation leaves the operator guessing who got one.
    private async Task<List<Person>> NamedAsync(List<Person> people, IReadOnlyList<string> emails, CancellationToken cancellationToken)
    {
        var byEmail = people.ToDictionary(p => p.Email, StringComparer.OrdinalIgnoreCase);
        var wanted = emails.Select(e => e.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (wanted.Where(e => !byEmail.ContainsKey(e)).ToList() is { Count: > 0 } unknown) throw new RefusedException("unknown-person", $"Nobody is known by {string.Join(", ", unknown)}. Import people first.");
        if (wanted.Where(e => !letters.MayHave(byEmail[e])).ToList() is { Count: > 0 } gone) throw new RefusedException("left", $"Nobody was invited: {string.Join(", ", gone)} has left.");
        var named = wanted.Select(e => byEmail[e]).ToList();
        foreach (var person in named)
            if (await appointments.GuardsAsync(person, cancellationToken))
                throw new RefusedException("second-person", $"Nobody was invited: {person.Email} is a Monitoring Officer or deputy and has a password, so that a second person must agree. They ask for it themselves on the sign-in page. If nobody is left who could agree, use recover-monitoring-officer.");
        return named;
    }
}
