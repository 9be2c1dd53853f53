using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.SubjectAccess;
using CaseTracker.Domain.Tests.Protection;

namespace CaseTracker.Domain.Tests.SubjectAccess;

/// <summary>When a request for personal data has to be answered (UK GDPR Articles 12(3) and 12A).</summary>
public class RequestTimeTests
{
    private static readonly ISeam Seam = new ClearSeam();
    private static readonly WorkingDays Calendar = new(BankHolidays.Computed);
    private static readonly Pseudonym Officer = new(Guid.NewGuid());

    [Theory]
    [InlineData("2025-09-03", "2025-10-03")]
    // No such day in the next month: its last, and from a leap year's too.
    [InlineData("2025-01-31", "2025-02-28")]
    [InlineData("2028-01-31", "2028-02-29")]
    [InlineData("2025-08-31", "2025-09-30")]
    // A Sunday, a bank holiday, and one after the other.
    [InlineData("2025-10-02", "2025-11-03")]
    [InlineData("2024-12-01", "2025-01-02")]
    [InlineData("2025-11-25", "2025-12-29")]
    public void It_is_the_same_day_of_the_next_month_or_its_last_and_then_a_working_day(string received, string due) => Register(received).DueOn.ShouldBe(DateOnly.Parse(due));

    [Fact]
    public void The_month_runs_from_the_day_on_which_they_showed_who_they_are_if_they_had_to()
    {
        var request = Register("2025-09-01", identify: false);
        request.DueOn.ShouldBeNull();
        request.Identify("Showed their staff card", new(2025, 9, 10), new(2025, 9, 10), Calendar, Seam);
        request.DueOn.ShouldBe(new DateOnly(2025, 10, 10));
        Refused(() => request.Identify("Again", new(2025, 9, 10), new(2025, 9, 10), Calendar, Seam)).ShouldBe("identified");
    }

    [Fact]
    public void No_day_counts_from_the_question_to_the_answer()
    {
        var request = Register("2025-09-01");
        request.Ask("Which meetings do you mean?", new(2025, 9, 3), new(2025, 9, 3), Calendar, Seam);
        request.DueOn.ShouldBeNull();
        Refused(() => request.Ask("And which year?", new(2025, 9, 4), new(2025, 9, 4), Calendar, Seam)).ShouldBe("asked");
        Refused(() => request.Answered(new(2025, 9, 2), new(2025, 9, 9), Calendar)).ShouldBe("answered-on");
        request.Answered(new(2025, 9, 9), new(2025, 9, 9), Calendar);
        // Seven days, the first and the last among them.
        request.DueOn.ShouldBe(new DateOnly(2025, 10, 8));
    }

    [Fact]
    public void It_is_extended_once_by_up_to_two_months_if_they_are_told_within_the_first()
    {
        Extended("2025-09-01", 1, told: "2025-09-20").DueOn.ShouldBe(new DateOnly(2025, 11, 3));
        var request = Extended("2025-09-01", 2, told: "2025-10-01");
        request.DueOn.ShouldBe(new DateOnly(2025, 12, 1));
        Refused(() => request.Extend(1, "Still complex", new(2025, 10, 1), new(2025, 10, 1), Calendar, Seam)).ShouldBe("extended");
        Refused(() => Extended("2025-09-01", 3, told: "2025-09-20")).ShouldBe("months");
        Refused(() => Extended("2025-09-01", 1, told: "2025-10-02")).ShouldBe("too-late");
        Refused(() => Extended("2025-09-01", 1, told: "2025-08-31")).ShouldBe("told-on");
    }

    [Fact]
    public void A_request_has_somebody_who_asks_and_a_day_that_is_not_ahead()
    {
        Refused(() => SubjectAccessRequest.Register(null, " ", "All", new(2025, 9, 1), Officer, Noon("2025-09-01"), Seam)).ShouldBe("who");
        Refused(() => SubjectAccessRequest.Register(Officer, null, "All", new(2025, 9, 2), Officer, Noon("2025-09-01"), Seam)).ShouldBe("received");
    }

    [Fact]
    public void What_was_ended_is_over()
    {
        var request = Register("2025-09-01");
        request.EndWithout(RequestEnd.Withdrawn, "They do not want it any more", new(2025, 9, 5), Seam);
        request.DueOn.ShouldBeNull();
        Refused(() => request.Ask("What do you mean?", new(2025, 9, 6), new(2025, 9, 6), Calendar, Seam)).ShouldBe("ended");
    }

    private static SubjectAccessRequest Register(string received, bool identify = true)
    {
        var request = SubjectAccessRequest.Register(null, "Sam Wetherby", "Everything", DateOnly.Parse(received), Officer, Noon(received), Seam);
        if (identify) request.Identify("They came in person", null, DateOnly.Parse(received), Calendar, Seam);
        return request;
    }

    private static SubjectAccessRequest Extended(string received, int months, string told)
    {
        var request = Register(received);
        request.Extend(months, "There are many papers", DateOnly.Parse(told), DateOnly.Parse(told).AddDays(40), Calendar, Seam);
        return request;
    }

    private static DateTimeOffset Noon(string day) => new(DateOnly.Parse(day), new TimeOnly(12, 0), TimeSpan.Zero);

    private static string Refused(Action act) => Should.Throw<RefusedException>(act).Code;
}
