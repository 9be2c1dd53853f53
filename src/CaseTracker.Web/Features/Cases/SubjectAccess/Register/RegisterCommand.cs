using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.SubjectAccess;
using CaseTracker.Web.Features.Cases.SubjectAccess.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.Register;

/// <summary>The form on which a request is registered.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record RegisterQuery : IRequest<RegisterView>;

/// <param name="People">Those whom the council knows.</param>
public sealed record RegisterView(IReadOnlyList<PersonChoice> People);

/// <summary>Registers a request for personal data. <paramref name="Known"/> is known, shown or waiting: whether and when it was made sure who asks.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record RegisterCommand(string? Asks, string? Person, string? Name, string? Scope, DateOnly? ReceivedOn, string? Known, string? How, DateOnly? ShownOn) : IRequest<string>, IWrites;

public sealed class RegisterValidator : AbstractValidator<RegisterCommand>
{
    public RegisterValidator()
    {
        RuleFor(c => c.Asks).Must(a => a is "person" or "name").WithMessage("Select who asks");
        RuleFor(c => c.Person).NotEmpty().When(c => c.Asks == "person").WithMessage("Select who asks");
        RuleFor(c => c.Name).Cascade(CascadeMode.Stop).NotEmpty().WithMessage("Enter their name").MaximumLength(200).WithMessage("Their name must be 200 characters or fewer").When(c => c.Asks == "name");
        RuleFor(c => c.ReceivedOn).NotNull().WithMessage("Enter the day on which it was received");
        RuleFor(c => c.Scope).Cascade(CascadeMode.Stop).NotEmpty().WithMessage("Enter what they ask for").MaximumLength(4000).WithMessage("What they ask for must be 4,000 characters or fewer");
        RuleFor(c => c.Known).Must(k => k is "known" or "shown" or "waiting").WithMessage("Select how you know who asks");
        RuleFor(c => c.How).MaximumLength(2000).WithMessage("How you made sure must be 2,000 characters or fewer");
        RuleFor(c => c.How).NotEmpty().When(c => c.Known is "known" or "shown").WithMessage("Enter how you made sure who asks");
        RuleFor(c => c.ShownOn).NotNull().When(c => c.Known == "shown").WithMessage("Enter the day on which they showed who they are");
    }
}

public sealed class RegisterHandler(CaseDb db, SubjectAccessDesk desk, CaseDesk cases, ICurrentPerson current, ISeam seam, WorkingDays calendar) : IRequestHandler<RegisterQuery, RegisterView>, IRequestHandler<RegisterCommand, string>
{
    public async Task<RegisterView> Handle(RegisterQuery request, CancellationToken cancellationToken)
    {
        var now = await cases.NowAsync(null, cancellationToken);
        return new([.. now.People.People.Where(p => p.Id != current.Person!.Id).Select(p => new PersonChoice(Party.Of(now.People.PseudonymOf(p)).ToString(), p.Name, p.Kind == PersonKind.Member ? p.Ward : p.JobTitle))]);
    }

    public async Task<string> Handle(RegisterCommand request, CancellationToken cancellationToken)
    {
        var now = await cases.NowAsync(null, cancellationToken);
        Pseudonym? person = null;
        if (request.Asks == "person")
        {
            person = Party.Parse(request.Person!).Person is { } known && now.People.Find(known) is not null ? known : throw new Domain.RefusedException("who", "Select who asks", "person");
            if (person == current.Pseudonym) throw new Domain.RefusedException("own", "Leave your own request to somebody else: nobody decides what is given to themself.", "person");
        }
        var made = SubjectAccessRequest.Register(person, request.Name, request.Scope, request.ReceivedOn!.Value, current.Pseudonym!.Value, now.Now, seam);
        if (request.Known != "waiting") made.Identify(request.How, request.Known == "shown" ? request.ShownOn : null, now.Today, calendar, seam);
        db.SubjectAccessRequests.Add(made);
        desk.Tell(made, now);
        return made.Reference.Value;
    }
}
