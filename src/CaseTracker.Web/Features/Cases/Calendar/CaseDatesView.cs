using System.Globalization;
using System.Text;
using CaseTracker.Domain.Cases;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Cases.Calendar;

/// <summary>The dates of one case, for a calendar.</summary>
[Access(Who.Grant, Grants = ["handler", "mo", "subject", "independent-person", "subject-ip", "investigator", "assessment-panel", "panel", "hr", "reviewer"])]
public sealed record CaseDatesQuery(string Reference) : IRequest<CalendarFile>, ICaseRequest;

/// <summary>The dates of all the reader's open cases, for a calendar: what the list shows, and no more.</summary>
[Access(Who.SignedIn)]
public sealed record AllDatesQuery : IRequest<CalendarFile>;

/// <summary>A calendar file. Its entries carry the reference only: calendars are shared.</summary>
public sealed record CalendarFile(string Text)
{
    public const string ContentType = "text/calendar; charset=utf-8";

    internal static CalendarFile Of(IEnumerable<(CaseReference Reference, DateOnly On)> dates, DateTimeOffset now)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append("\r\n");
        string Date(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//CaseTracker//Dates//EN");
        foreach (var (reference, on) in dates)
        {
            Line("BEGIN:VEVENT");
            Line($"UID:{reference}@casetracker");
            Line($"DTSTAMP:{now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
            Line($"DTSTART;VALUE=DATE:{Date(on)}");
            Line($"DTEND;VALUE=DATE:{Date(on.AddDays(1))}");
            Line($"SUMMARY:{reference} is due");
            Line("CLASS:PRIVATE");
            Line("TRANSP:TRANSPARENT");
            Line("END:VEVENT");
        }
        Line("END:VCALENDAR");
        return new(text.ToString());
    }
}

public sealed class CaseDatesHandler(CaseOpening opening) : IRequestHandler<CaseDatesQuery, CalendarFile>
{
    public async Task<CalendarFile> Handle(CaseDatesQuery request, CancellationToken cancellationToken)
    {
        var open = await opening.OpenAsync(request.Reference, "dates", cancellationToken);
        var shown = open.Words.Due is not null && open.Case is { IsOpen: true, DueOn: not null };
        return CalendarFile.Of(shown ? [(open.Case.Reference, open.Case.DueOn!.Value)] : [], open.Now.Now);
    }
}

public sealed class AllDatesHandler(CaseShelf shelf, TimeProvider time) : IRequestHandler<AllDatesQuery, CalendarFile>
{
    public async Task<CalendarFile> Handle(AllDatesQuery request, CancellationToken cancellationToken) =>
        CalendarFile.Of((await shelf.DatesAsync(cancellationToken)).Select(d => (d.Reference, d.On)), time.GetUtcNow());
}
