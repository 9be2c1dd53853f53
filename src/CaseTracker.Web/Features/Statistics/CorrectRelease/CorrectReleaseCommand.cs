using CaseTracker.Data.Statistics;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Features.Statistics.Reading;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Statistics.CorrectRelease;

/// <summary>Publishes a release once more, with other words and a sentence that says what was wrong. Its figures stay.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record CorrectReleaseCommand(string? Release, string? What, string? Commentary, bool WordsRead) : IRequest<Unit>, IWrites;

public sealed class CorrectReleaseValidator : AbstractValidator<CorrectReleaseCommand>
{
    public CorrectReleaseValidator()
    {
        RuleFor(c => c.What).NotEmpty().WithMessage("Enter what was wrong").MaximumLength(1000).WithMessage("Enter what was wrong in 1,000 characters or fewer");
        RuleFor(c => c.Commentary).MaximumLength(5000).WithMessage("Enter a commentary of 5,000 characters or fewer");
    }
}

public sealed class CorrectReleaseHandler(StatisticsBook book, ICurrentPerson current) : IRequestHandler<CorrectReleaseCommand, Unit>
{
    public async Task<Unit> Handle(CorrectReleaseCommand request, CancellationToken cancellationToken)
    {
        var figures = (await book.ReadAsync(cancellationToken)).Find(request.Release, current).Figures;
        Commentary.Check($"{request.What}\n{request.Commentary}", request.WordsRead, current, figures);
        await book.AddAsync(current.Person!.Id, [new Corrected(figures.Name, request.What!.Trim(), request.Commentary?.Trim() ?? "")], cancellationToken);
        return Unit.Value;
    }
}

/// <summary>The words as they are.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record CorrectReleaseQuery(string? Release) : IRequest<Release>;

public sealed class CorrectReleaseViewHandler(StatisticsBook book, ICurrentPerson current) : IRequestHandler<CorrectReleaseQuery, Release>
{
    public async Task<Release> Handle(CorrectReleaseQuery request, CancellationToken cancellationToken) => (await book.ReadAsync(cancellationToken)).Find(request.Release, current);
}
