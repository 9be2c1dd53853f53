using CaseTracker.Domain.Deadlines;
using MediatR;

namespace CaseTracker.Web.Pipeline;

/// <summary>
/// The bank holidays are different now. Published inside the transaction that changed them, so that due dates are worked out again together with it
/// (routes, invariant 25).
/// </summary>
public sealed record CalendarChanged(WorkingDays Now) : INotification;
