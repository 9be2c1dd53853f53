using CaseTracker.Data.Identity;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.ChoosePassword;

/// <summary>Whose link this is.</summary>
[Access(Who.Anyone)]
public sealed record ChoosePasswordQuery(string Token) : IRequest<ChoosePasswordView>;

/// <summary>The address of the account; null if the link does not work (any more).</summary>
public sealed record ChoosePasswordView(string? Email);

public sealed class ChoosePasswordQueryHandler(ICurrentPerson current, OneTimeLinks links, LinkLetters letters) : IRequestHandler<ChoosePasswordQuery, ChoosePasswordView>
{
    public async Task<ChoosePasswordView> Handle(ChoosePasswordQuery request, CancellationToken cancellationToken)
    {
        var person = current.Organisation.Find(await links.FindAsync(request.Token, cancellationToken));
        return new ChoosePasswordView(person is not null && letters.MayHave(person) ? person.Email : null);
    }
}
