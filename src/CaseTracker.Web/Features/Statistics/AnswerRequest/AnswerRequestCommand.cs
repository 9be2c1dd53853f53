using System.Globalization;
using CaseTracker.Data.Statistics;
using CaseTracker.Domain;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Features.Statistics.Closing;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Statistics.AnswerRequest;

/// <summary>
/// Records an answer to a request under the Freedom of Information Act 2000, before it is sent. It is checked together with everything published, and refused if too much could be worked out. A figure is told
/// as a range; <paramref name="Row"/> is release, table and row.
/// </summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record AnswerRequestCommand(string? Request, string? Kind, DateOnly? From, DateOnly? To, string? Row, string? Min, string? Max) : IRequest<Unit>, IWrites;

public sealed class AnswerRequestValidator : AbstractValidator<AnswerRequestCommand>
{
    public AnswerRequestValidator()
    {
        RuleFor(c => c.Request).NotEmpty().WithMessage("Enter the council’s number of the request").MaximumLength(40).WithMessage("Enter a number of 40 characters or fewer");
        RuleFor(c => c.Kind).Must(k => Enum.TryParse<AnswerKind>(k, out _)).WithMessage("Select what the answer tells");
        When(c => c.Kind is nameof(AnswerKind.Received) or nameof(AnswerKind.Decided), () => RuleFor(c => c.From).NotNull().WithMessage("Enter the first day"));
        When(c => c.Kind is nameof(AnswerKind.Received) or nameof(AnswerKind.Decided) or nameof(AnswerKind.Open), () => RuleFor(c => c.To).NotNull().WithMessage("Enter the last day"));
        RuleFor(c => c.To).Must((c, to) => to is null || c.From is null || to >= c.From).WithMessage("Enter a last day that is not before the first");
        When(c => c.Kind is nameof(AnswerKind.Row), () => RuleFor(c => c.Row).NotEmpty().WithMessage("Select the row"));
        When(c => c.Kind is not (null or "" or nameof(AnswerKind.Nothing)), () =>
        {
            RuleFor(c => c.Min).Must(IsCount).WithMessage("Enter the lower end of the range");
            RuleFor(c => c.Max).Must(IsCount).WithMessage("Enter the upper end of the range");
            RuleFor(c => c.Max).Must((c, max) => !IsCount(max) || !IsCount(c.Min) || Count(max) >= Count(c.Min)).WithMessage("Enter an upper end that is not below the lower end");
        });
    }

    internal static int Count(string? text) => int.Parse(text!, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsCount(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < 1_000_000;
}

public sealed class AnswerRequestHandler(StatisticsBook book, ICurrentPerson current, TimeProvider time) : IRequestHandler<AnswerRequestCommand, Unit>
{
    public async Task<Unit> Handle(AnswerRequestCommand request, CancellationToken cancellationToken)
    {
        var ledger = await book.ReadAsync(cancellationToken);
        var entry = Read(request, ledger);
        if (entry.Kind != AnswerKind.Nothing) PeriodClosing.Check(ledger.With(entry, time.GetUtcNow()), "max");
        await book.AddAsync(current.Person!.Id, [entry], cancellationToken);
        return Unit.Value;
    }

    private Answered Read(AnswerRequestCommand request, StatisticsLedger ledger)
    {
        var kind = Enum.Parse<AnswerKind>(request.Kind!);
        var none = new Answered(request.Request!.Trim(), time.LondonToday(), kind, null, null, null, null, null, 0, 0);
        if (kind == AnswerKind.Nothing) return none;
        if (ledger is not { Begun: not null, ClosedThrough: { } closed }) throw new RefusedException("nothing-published", "Nothing is published yet, so that there is nothing to check the answer against. Publish a period first, or answer without a figure.", "kind");
        var told = none with { Min = AnswerRequestValidator.Count(request.Min), Max = AnswerRequestValidator.Count(request.Max) };
        if (kind == AnswerKind.Row)
        {
            var parts = request.Row!.Split('|');
            var table = parts.Length == 3 ? ledger.Releases.FirstOrDefault(r => r.Figures.Name == parts[0])?.Figures.Tables.FirstOrDefault(t => t.Code == parts[1]) : null;
            return table?.Rows.Any(r => r.Name == parts[2]) == true ? told with { Period = parts[0], Table = parts[1], Row = parts[2] } : throw new RefusedException("input", "Select a row of a published table.", "row");
        }
        if (request.To > closed)
            throw new RefusedException("not-closed", $"Enter a last day that is published already, {LondonTime.Date(closed)} at the latest. What is told of days that are not could make it impossible to publish them.", "to");
        return told with { From = kind == AnswerKind.Open ? null : request.From, To = request.To };
    }
}
