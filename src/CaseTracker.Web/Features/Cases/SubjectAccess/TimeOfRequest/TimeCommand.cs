using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.SubjectAccess;
using CaseTracker.Web.Features.Cases.SubjectAccess.Shared;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.TimeOfRequest;

/// <summary>The form of a step that has to do with time: identity, ask, answered, extend or end.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ChiefExecutive])]
public sealed record TimeQuery(string Reference, string Step) : IRequest<TimeView>;

/// <param name="ToldBy">The last day on which they can be told of an extension.</param>
public sealed record TimeView(string Reference, string Step, DateOnly? ToldBy);

/// <summary>Takes such a step.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ChiefExecutive])]
public sealed record TimeCommand(string Reference, string Step, string? Choice, string? How, DateOnly? On) : IRequest<Unit>, IWrites;

public sealed class TimeValidator : AbstractValidator<TimeCommand>
{
    public TimeValidator()
    {
        RuleFor(c => c.How).NotEmpty().When(c => c.Step != "answered").WithMessage(c => c.Step switch
        {
            "identity" => "Enter how you made sure who asks",
            "ask" => "Enter what you asked",
            "extend" => "Enter why the request is complex, or which other requests they made",
            _ => "Enter why it is not answered",
        });
        RuleFor(c => c.How).MaximumLength(4000).WithMessage("Your words must be 4,000 characters or fewer");
        RuleFor(c => c.Choice).Must(c => c is "1" or "2").When(c => c.Step == "extend").WithMessage("Select one month or two");
        RuleFor(c => c.Choice).Must(c => c is "withdrawn" or "refused").When(c => c.Step == "end").WithMessage("Select why it ends");
    }
}

public sealed class TimeHandler(SubjectAccessDesk desk, ISeam seam, WorkingDays calendar) : IRequestHandler<TimeQuery, TimeView>, IRequestHandler<TimeCommand, Unit>
{
    private static readonly string[] Steps = ["identity", "ask", "answered", "extend", "end"];

    public async Task<TimeView> Handle(TimeQuery query, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(query.Reference, query.Step, cancellationToken);
        return new(open.Request.Reference.Value, query.Step, open.Request.RunsFrom is { } from ? SubjectAccessRequest.Due(from, 0, open.Request.DaysAwaited, calendar) : null);
    }

    public async Task<Unit> Handle(TimeCommand command, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(command.Reference, command.Step, cancellationToken);
        var (request, today) = (open.Request, open.Now.Today);
        // Whoever has answered knows it as over; what somebody else may still have to decide is not theirs to end.
        if (open.Answers.Count > 0) throw new Domain.RefusedException("answered", "Register a new request: this one was answered.");
        var on = command.On ?? (command.Step is "end" ? today : throw new Domain.RefusedException("on", "Enter the day", "on"));
        switch (command.Step)
        {
            case "identity":
                request.Identify(command.How, on, today, calendar, seam);
                break;
            case "ask":
                request.Ask(command.How, on, today, calendar, seam);
                break;
            case "answered":
                request.Answered(on, today, calendar);
                break;
            case "extend":
                request.Extend(command.Choice == "2" ? 2 : 1, command.How, on, today, calendar, seam);
                break;
            default:
                request.EndWithout(command.Choice == "withdrawn" ? RequestEnd.Withdrawn : RequestEnd.Refused, command.How, today, seam);
                break;
        }
        return Unit.Value;
    }

    private async Task<OpenRequest> OpenAsync(string reference, string step, CancellationToken cancellationToken) => Steps.Contains(step) ? await desk.FindLedAsync(reference, cancellationToken) : throw new NotFoundException();
}
