using CaseTracker.Domain;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.DueDates;

/// <summary>Hands over the cases of people who left, at once. What a rule refuses now is left to the calendar, which tries again.</summary>
public sealed class HandOverWhoLeft(IMediator mediator) : INotificationHandler<PeopleLeft>
{
    /// <inheritdoc/>
    public async Task Handle(PeopleLeft notification, CancellationToken cancellationToken)
    {
        foreach (var person in notification.PersonIds)
        {
            try
            {
                await mediator.Send(new HandOverLeaverCommand(person), cancellationToken);
            }
            catch (Exception e) when (e is RefusedException or NotFoundException)
            {
                // The file is right all the same: a case that cannot move now must not hold it up.
            }
        }
    }
}
