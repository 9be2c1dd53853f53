using CaseTracker.Data.Statistics;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Features.Statistics.Reading;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Statistics.ChooseReaders;

/// <summary>Says whether everybody, or the Standards Committee alone, may read a release.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record ChooseReadersCommand(string? Release, string? Readers) : IRequest<Unit>, IWrites;

public sealed class ChooseReadersValidator : AbstractValidator<ChooseReadersCommand>
{
    public const string Everybody = "everybody", Committee = "committee";

    public ChooseReadersValidator() => RuleFor(c => c.Readers).Must(r => r is Everybody or Committee).WithMessage("Select who may read it");
}

public sealed class ChooseReadersHandler(StatisticsBook book, ICurrentPerson current) : IRequestHandler<ChooseReadersCommand, Unit>
{
    public async Task<Unit> Handle(ChooseReadersCommand request, CancellationToken cancellationToken)
    {
        var release = (await book.ReadAsync(cancellationToken)).Find(request.Release, current);
        var everybody = request.Readers == ChooseReadersValidator.Everybody;
        if (release.IsPublic != everybody) await book.AddAsync(current.Person!.Id, [new Shown(release.Figures.Name, everybody)], cancellationToken);
        return Unit.Value;
    }
}

/// <summary>The release, and who may read it.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record ChooseReadersQuery(string? Release) : IRequest<Release>;

public sealed class ChooseReadersViewHandler(StatisticsBook book, ICurrentPerson current) : IRequestHandler<ChooseReadersQuery, Release>
{
    public async Task<Release> Handle(ChooseReadersQuery request, CancellationToken cancellationToken) => (await book.ReadAsync(cancellationToken)).Find(request.Release, current);
}
