using CaseTracker.Data.Statistics;
using CaseTracker.Domain;
using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Features.Statistics.Closing;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Statistics.ClosePeriod;

/// <summary>
/// Closes and publishes every quarter and year that ended by a day and is not closed yet. The first time, <paramref name="From"/> says with which financial year the figures begin, and
/// <paramref name="BreakdownYears"/> over how many years tables are added up; both are fixed from then on.
/// </summary>
[Access(Who.Operator)]
public sealed record ClosePeriodCommand(DateOnly Through, DateOnly? From, int? BreakdownYears) : IRequest<IReadOnlyList<string>>, IWrites;

public sealed class ClosePeriodValidator : AbstractValidator<ClosePeriodCommand>
{
    public ClosePeriodValidator(TimeProvider time)
    {
        RuleFor(c => c.Through).Must(day => day < time.LondonToday()).WithMessage("Give a day before today with --through: what is not over cannot be closed.");
        RuleFor(c => c.From).Must(day => day is null or { Month: 4, Day: 1 }).WithMessage("Give the first day of a financial year with --from, as 2024-04-01.");
        RuleFor(c => c.From).Must((command, day) => day is null || day <= command.Through).WithMessage("Give a day with --from that is not after --through.");
        RuleFor(c => c.BreakdownYears).InclusiveBetween(1, PeriodClosing.MostBreakdownYears).WithMessage($"Give a number of years from 1 to {PeriodClosing.MostBreakdownYears} with --table-years.");
    }
}

public sealed class ClosePeriodHandler(PeriodClosing closing, StatisticsBook book, TimeProvider time) : IRequestHandler<ClosePeriodCommand, IReadOnlyList<string>>
{
    public async Task<IReadOnlyList<string>> Handle(ClosePeriodCommand request, CancellationToken cancellationToken)
    {
        var ledger = await book.ReadAsync(cancellationToken);
        if (ledger.Begun is { } begun && ((request.From ?? begun.From) != begun.From || (request.BreakdownYears ?? begun.BreakdownYears) != begun.BreakdownYears))
            throw new RefusedException("begun", $"The figures begin with {begun.From:yyyy-MM-dd} and tables cover {begun.BreakdownYears} {(begun.BreakdownYears == 1 ? "year" : "years")}. That was fixed when the first period was closed.");
        List<LedgerEntry> added = [];
        void Add(LedgerEntry entry)
        {
            added.Add(entry);
            ledger = ledger.With(entry, time.GetUtcNow());
        }

        if (ledger.Begun is null) Add(new Begun(request.From ?? await closing.BeginningAsync(request.Through, cancellationToken), request.BreakdownYears ?? 1));
        foreach (var period in ledger.Due(request.Through).ToList()) Add(new Released(await closing.CloseAsync(ledger, period, cancellationToken), ""));
        var published = added.OfType<Released>().Select(r => r.Figures.Name).ToList();
        if (published.Count == 0) return [];
        PeriodClosing.Check(ledger);
        await book.AddAsync(null, added, cancellationToken);
        return published;
    }
}
