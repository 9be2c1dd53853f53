using CaseTracker.Data.Statistics;
using CaseTracker.Domain;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Features.Statistics.Closing;
using CaseTracker.Web.Features.Statistics.Reading;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Statistics.PublishRelease;

/// <summary>Publishes the release that was shown, with a commentary. <paramref name="WordsRead"/> says that words which may point to somebody were read and may stay.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record PublishReleaseCommand(string? Release, string? Commentary, bool WordsRead) : IRequest<Period>, IWrites;

public sealed class PublishReleaseValidator : AbstractValidator<PublishReleaseCommand>
{
    public PublishReleaseValidator() => RuleFor(c => c.Commentary).MaximumLength(5000).WithMessage("Enter a commentary of 5,000 characters or fewer");
}

public sealed class PublishReleaseHandler(PeriodClosing closing, StatisticsBook book, ICurrentPerson current, TimeProvider time) : IRequestHandler<PublishReleaseCommand, Period>
{
    public async Task<Period> Handle(PublishReleaseCommand request, CancellationToken cancellationToken)
    {
        var ledger = await book.ReadAsync(cancellationToken);
        var period = ledger.Due(time.LondonToday().AddDays(-1)).FirstOrDefault();
        if (period is null || period.Name != request.Release) throw new StaleException(new InvalidOperationException("Another release is due by now."));
        var figures = await closing.CloseAsync(ledger, period, cancellationToken);
        Commentary.Check(request.Commentary, request.WordsRead, current, figures);
        var entry = new Released(figures, request.Commentary?.Trim() ?? "");
        PeriodClosing.Check(ledger.With(entry, time.GetUtcNow()));
        await book.AddAsync(current.Person!.Id, [entry], cancellationToken);
        return period;
    }
}

/// <summary>Says with which financial year the figures begin, and over how many years tables are added up: once, before anything is published.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record BeginFiguresCommand(string? Year, string? TableYears) : IRequest<Unit>, IWrites;

public sealed class BeginFiguresValidator : AbstractValidator<BeginFiguresCommand>
{
    public BeginFiguresValidator()
    {
        RuleFor(c => c.Year).Must(y => int.TryParse(y, out var year) && year is > 1990 and < 9000).WithMessage("Select the financial year with which the figures begin");
        RuleFor(c => c.TableYears).Must(y => int.TryParse(y, out var years) && years is >= 1 and <= PeriodClosing.MostBreakdownYears).WithMessage("Select how many years a table covers");
    }
}

public sealed class BeginFiguresHandler(StatisticsBook book, ICurrentPerson current, TimeProvider time) : IRequestHandler<BeginFiguresCommand, Unit>
{
    public async Task<Unit> Handle(BeginFiguresCommand request, CancellationToken cancellationToken)
    {
        var from = Period.Year(int.Parse(request.Year!, null)).From;
        if (from > time.LondonToday()) throw new RefusedException("future", "Select a financial year that has begun.", "year");
        if ((await book.ReadAsync(cancellationToken)).Begun is not null) throw new StaleException(new InvalidOperationException("The figures have begun."));
        await book.AddAsync(current.Person!.Id, [new Begun(from, int.Parse(request.TableYears!, null))], cancellationToken);
        return Unit.Value;
    }
}
