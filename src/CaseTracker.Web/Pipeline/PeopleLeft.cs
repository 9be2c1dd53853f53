using MediatR;

namespace CaseTracker.Web.Pipeline;

/// <summary>
/// These people have left. Published inside the transaction that said so, so that their cases are handed over together with it (routes, “Leavers”).
/// </summary>
public sealed record PeopleLeft(IReadOnlyList<Guid> PersonIds) : INotification;
