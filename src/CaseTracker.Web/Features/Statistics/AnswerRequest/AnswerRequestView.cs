using CaseTracker.Data.Statistics;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using MediatR;

namespace CaseTracker.Web.Features.Statistics.AnswerRequest;

/// <summary>The answers recorded so far, and what an answer may be about.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record AnswerRequestQuery : IRequest<AnswerRequestView>;

/// <summary>An answer in words.</summary>
public sealed record AnswerLine(string Request, DateOnly On, string Words);

/// <summary>What the page shows.</summary>
public sealed record AnswerRequestView(IReadOnlyList<AnswerLine> Answers, IReadOnlyList<Choice> Rows);

public sealed class AnswerRequestViewHandler(StatisticsBook book) : IRequestHandler<AnswerRequestQuery, AnswerRequestView>
{
    public async Task<AnswerRequestView> Handle(AnswerRequestQuery request, CancellationToken cancellationToken)
    {
        var ledger = await book.ReadAsync(cancellationToken);
        return new([.. ledger.Answers.Reverse().Select(a => new AnswerLine(a.Request, a.On, Words(a)))],
            [.. ledger.Releases.Reverse().SelectMany(r => r.Figures.Tables.SelectMany(t => t.Rows.Select(row => new Choice($"{r.Figures.Name}|{t.Code}|{row.Name}", $"{r.Figures.Name}, {t.Name}: {row.Name}"))))]);
    }

    private static string Words(Answered answer)
    {
        var range = $"from {answer.Min} to {answer.Max}";
        string Day(DateOnly? day) => LondonTime.Date(day!.Value);
        return answer.Kind switch
        {
            AnswerKind.Received => $"Concerns received, {Day(answer.From)} to {Day(answer.To)}: {range}",
            AnswerKind.Decided => $"Concerns decided, {Day(answer.From)} to {Day(answer.To)}: {range}",
            AnswerKind.Open => $"Concerns open at the end of {Day(answer.To)}: {range}",
            AnswerKind.Row => $"{answer.Period}, {Catalogue.Tables.FirstOrDefault(t => t.Code == answer.Table)?.Name ?? answer.Table}, {answer.Row}: {range}",
            _ => "No figure but published ones",
        };
    }
}
