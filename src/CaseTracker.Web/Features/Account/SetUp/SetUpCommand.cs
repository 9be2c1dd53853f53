using CaseTracker.Data;
using CaseTracker.Data.Settings;
using CaseTracker.Domain;
using CaseTracker.Domain.People;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Account.SetUp;

/// <summary>Makes an empty database a council's: its name, and the first people who can sign in. Everybody else comes with the file of people.</summary>
[Access(Who.Operator)]
public sealed record SetUpCommand(string Council, string Administrator, string MonitoringOfficer, string? Deputy) : IRequest<IReadOnlyList<SetUpLink>>, IWrites;

/// <summary>Whom a one-time link is for.</summary>
public sealed record SetUpLink(string Role, string Email, string Link);

public sealed class SetUpValidator : AbstractValidator<SetUpCommand>
{
    public SetUpValidator()
    {
        RuleFor(c => c.Council).NotEmpty().WithMessage("Enter the council's name with --council").MaximumLength(200).WithMessage("Enter a name of 200 characters or fewer with --council");
        RuleFor(c => c.Administrator).EmailAddress().WithMessage("Enter an email address with --administrator");
        RuleFor(c => c.MonitoringOfficer).EmailAddress().WithMessage("Enter an email address with --monitoring-officer");
        RuleFor(c => c.Deputy).EmailAddress().WithMessage("Enter an email address with --deputy");
        RuleFor(c => c).Must(c => new[] { c.Administrator, c.MonitoringOfficer, c.Deputy }.OfType<string>().GroupBy(Clean).All(g => g.Count() == 1))
            .WithMessage("Enter a different person for each. An administrator cannot also deal with cases, and the deputy stands in for the Monitoring Officer.");
    }

    internal static string Clean(string email) => email.Trim().ToLowerInvariant();
}

public sealed class SetUpHandler(CaseDb db, LinkLetters letters, TimeProvider time) : IRequestHandler<SetUpCommand, IReadOnlyList<SetUpLink>>
{
    public async Task<IReadOnlyList<SetUpLink>> Handle(SetUpCommand request, CancellationToken cancellationToken)
    {
        if (await db.Settings.AnyAsync(s => s.Key == Setting.CouncilName, cancellationToken) || await db.People.AnyAsync(cancellationToken))
            throw new RefusedException("not-empty", "This database is set up already. To invite somebody use \"people invite\".");
        db.Settings.Add(new Setting { Key = Setting.CouncilName, Value = request.Council.Trim() });
        List<SetUpLink> links = [Open(request.Administrator, Role.Administrator), Open(request.MonitoringOfficer, Role.MonitoringOfficer)];
        if (request.Deputy is { } deputy) links.Add(Open(deputy, Role.DeputyMonitoringOfficer));
        return links;
    }

    private SetUpLink Open(string address, string role)
    {
        var email = SetUpValidator.Clean(address);
        var person = new Person { Id = Guid.NewGuid(), Email = email, Name = NameOf(email), Kind = PersonKind.Officer, JobTitle = RoleWords.Of(role), Roles = [Role.Officer, role], JoinedOn = time.LondonToday() };
        db.People.Add(person);
        return new SetUpLink(role, email, letters.Write(person));
    }

    // Until the file of people brings the real one: "priya.ranas@…" is called Priya Ranas.
    private static string NameOf(string email) =>
        string.Join(' ', email.Split('@')[0].Split('.', '_').Where(w => w.Length > 0).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
}
