using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Protection;

namespace CaseTracker.Domain.SubjectAccess;

/// <summary>Why a request is over without an answer.</summary>
public enum RequestEnd
{
    /// <summary>Whoever asked does not want it any more.</summary>
    Withdrawn,

    /// <summary>It was manifestly unfounded or excessive (UK GDPR Article 12(5)), or nobody showed who they are.</summary>
    Refused,
}

/// <summary>
/// Somebody asks for the personal data that the council has about them (UK GDPR Article 15). It carries the clock and who asks; what was found stands in <see cref="SubjectAccessItem"/>, what was handed out in <see cref="SubjectAccessAnswer"/>.
/// </summary>
public sealed class SubjectAccessRequest
{
    /// <summary>Columns of the sealed texts.</summary>
    public const string NameColumn = "sar.name", ScopeColumn = "sar.scope", IdentityColumn = "sar.identity", ExtensionColumn = "sar.extension", QuestionColumn = "sar.question", EndColumn = "sar.end";

    /// <summary>What references begin with. What follows is random: it betrays no volume.</summary>
    public const string Prefix = "SAR";

    /// <summary>Most months by which the time is extended (UK GDPR Article 12(3)).</summary>
    public const int MostMonths = 2;

    public Guid Id { get; init; } = DayOnly.NewId();
    public Guid Version { get; private set; } = Guid.NewGuid();
    public CaseReference Reference { get; init; }

    /// <summary>Who asks, if the council knows them; null for somebody who is not among its people.</summary>
    public Pseudonym? Person { get; init; }

    /// <summary>Their name, where they are not.</summary>
    public Sealed Name { get; private set; } = Sealed.None;

    /// <summary>What they ask for, in their words.</summary>
    public Sealed Scope { get; private set; } = Sealed.None;
    public DateOnly ReceivedOn { get; init; }

    /// <summary>From which day the month runs: the day of receipt, or the day on which they showed who they are, if they had to be asked; null until then (Article 12(6), 12A).</summary>
    public DateOnly? RunsFrom { get; private set; }

    /// <summary>How it was made sure who asks.</summary>
    public Sealed Identity { get; private set; } = Sealed.None;

    /// <summary>When they were asked what they mean, while no answer has come.</summary>
    public DateOnly? AskedOn { get; private set; }

    /// <summary>The last question.</summary>
    public Sealed Question { get; private set; } = Sealed.None;

    /// <summary>Days that did not count because an answer was awaited (Article 12A).</summary>
    public int DaysAwaited { get; private set; }
    public int ExtendedMonths { get; private set; }
    public DateOnly? ToldOfExtensionOn { get; private set; }
    public Sealed ExtensionReason { get; private set; } = Sealed.None;

    /// <summary>For lists: when it has to be answered; null while the month does not run.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>Day of the last reminder.</summary>
    public DateOnly? RemindedOn { get; private set; }
    public Pseudonym RegisteredBy { get; init; }
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When everything was last searched.</summary>
    public DateTimeOffset? SearchedAt { get; private set; }
    public DateOnly? EndedOn { get; private set; }
    public RequestEnd? End { get; private set; }
    public Sealed EndReason { get; private set; } = Sealed.None;

    /// <summary>Whether it was ended without an answer.</summary>
    public bool IsEnded => EndedOn is not null;

    /// <summary>Registers a request. Throws <see cref="RefusedException"/> without somebody who asks, or with a day that is ahead.</summary>
    public static SubjectAccessRequest Register(Pseudonym? person, string? name, string? scope, DateOnly receivedOn, Pseudonym by, DateTimeOffset at, ISeam seam)
    {
        if (person is null && string.IsNullOrWhiteSpace(name)) throw new RefusedException("who", "Select who asks, or enter their name", "person");
        if (receivedOn > LondonTime.DateOf(at)) throw new RefusedException("received", "The day of receipt must be today or in the past", "received_on");
        var request = new SubjectAccessRequest { Reference = CaseReference.New(Prefix), Person = person, ReceivedOn = receivedOn, RegisteredBy = by, RegisteredAt = at };
        if (person is null) request.Name = seam.Seal(KeyKind.Identity, request.Id, NameColumn, 1, name!.Trim());
        request.Scope = seam.Seal(KeyKind.Matter, request.Id, ScopeColumn, 1, scope?.Trim());
        return request;
    }

    /// <summary>The day that lies a month, or with an extension up to three, after another: the same day of the month, or its last; then on to a working day, as the Information Commissioner counts.</summary>
    public static DateOnly Due(DateOnly runsFrom, int extendedMonths, int daysAwaited, WorkingDays calendar) => calendar.OnOrAfter(runsFrom.AddMonths(1 + extendedMonths).AddDays(daysAwaited));

    /// <summary>It is known who asks: since receipt, or since the day on which they showed it because they were asked to.</summary>
    public void Identify(string? how, DateOnly? shownOn, DateOnly today, WorkingDays calendar, ISeam seam)
    {
        Demand();
        if (RunsFrom is not null) throw new RefusedException("identified", "Load this page again: it is recorded already who asks.");
        if (string.IsNullOrWhiteSpace(how)) throw new RefusedException("identity", "Enter how you made sure who asks", "how");
        if (shownOn < ReceivedOn || shownOn > today) throw new RefusedException("shown", "Enter the day on which they showed who they are: not before the request came, and not in the future", "on");
        Identity = seam.Seal(KeyKind.Notes, Id, IdentityColumn, 1, how.Trim());
        RunsFrom = shownOn ?? ReceivedOn;
        Count(calendar);
    }

    /// <summary>They are asked what they mean: from that day on the time stands still.</summary>
    public void Ask(string? question, DateOnly on, DateOnly today, WorkingDays calendar, ISeam seam)
    {
        Demand();
        if (AskedOn is not null) throw new RefusedException("asked", "Record their answer first: they were asked already.");
        if (string.IsNullOrWhiteSpace(question)) throw new RefusedException("question", "Enter what you asked", "how");
        if (on < ReceivedOn || on > today) throw new RefusedException("asked-on", "Enter the day on which you asked: not before the request came, and not in the future", "on");
        Question = seam.Seal(KeyKind.Matter, Id, QuestionColumn, Next(Question), question.Trim());
        AskedOn = on;
        Count(calendar);
    }

    /// <summary>They have answered: the days from asking to answering, both with them, did not count.</summary>
    public void Answered(DateOnly on, DateOnly today, WorkingDays calendar)
    {
        Demand();
        if (AskedOn is not { } asked) throw new RefusedException("not-asked", "Load this page again: no answer is awaited.");
        if (on < asked || on > today) throw new RefusedException("answered-on", "Enter the day on which they answered: not before you asked, and not in the future", "on");
        DaysAwaited += on.DayNumber - asked.DayNumber + 1;
        AskedOn = null;
        Count(calendar);
    }

    /// <summary>Extends the time because the request is complex, or one of several. They have to be told within the first month.</summary>
    public void Extend(int months, string? reason, DateOnly toldOn, DateOnly today, WorkingDays calendar, ISeam seam)
    {
        Demand();
        if (RunsFrom is not { } from) throw new RefusedException("not-running", "Record who asks first: the month does not run yet.");
        if (ExtendedMonths > 0) throw new RefusedException("extended", "The time was extended already. It cannot be extended again.");
        if (months is < 1 or > MostMonths) throw new RefusedException("months", "Select one month or two", "months");
        if (string.IsNullOrWhiteSpace(reason)) throw new RefusedException("extension", "Enter why the request is complex, or which other requests they made", "how");
        if (toldOn < ReceivedOn || toldOn > today) throw new RefusedException("told-on", "Enter the day on which you told them: not before the request came, and not in the future", "on");
        if (toldOn > Due(from, 0, DaysAwaited, calendar)) throw new RefusedException("too-late", $"Answer by {LondonTime.Date(Due(from, 0, DaysAwaited, calendar))}: whoever asks has to be told of an extension within the first month", "on");
        (ExtendedMonths, ToldOfExtensionOn) = (months, toldOn);
        ExtensionReason = seam.Seal(KeyKind.Matter, Id, ExtensionColumn, 1, reason.Trim());
        Count(calendar);
    }

    /// <summary>Ends it without an answer.</summary>
    public void EndWithout(RequestEnd end, string? reason, DateOnly today, ISeam seam)
    {
        Demand();
        if (string.IsNullOrWhiteSpace(reason)) throw new RefusedException("end", "Enter why it is not answered", "how");
        (End, EndedOn, AskedOn, DueOn) = (end, today, null, null);
        EndReason = seam.Seal(KeyKind.Notes, Id, EndColumn, 1, reason.Trim());
        Version = Guid.NewGuid();
    }

    /// <summary>Everything was searched.</summary>
    public void Searched(DateTimeOffset at) => (SearchedAt, Version) = (at, Guid.NewGuid());

    /// <summary>A reminder went out.</summary>
    public void Reminded(DateOnly on) => RemindedOn = on;

    /// <summary>Throws <see cref="RefusedException"/> once it was ended.</summary>
    public void Demand()
    {
        if (IsEnded) throw new RefusedException("ended", "This request was ended. Register a new one if they ask again.");
    }

    private void Count(WorkingDays calendar)
    {
        DueOn = RunsFrom is { } from && AskedOn is null ? Due(from, ExtendedMonths, DaysAwaited, calendar) : null;
        Version = Guid.NewGuid();
    }

    private static int Next(Sealed text) => text.IsEmpty ? 1 : text.RowVersion + 1;
}

/// <summary>What one officer handed out: a letter, and with it what stands in the items that carry its id.</summary>
public sealed class SubjectAccessAnswer
{
    /// <summary>Column of <see cref="Letter"/> for the seam.</summary>
    public const string LetterColumn = "sar.letter";

    public Guid Id { get; init; } = DayOnly.NewId();
    public Guid RequestId { get; init; }
    public Pseudonym By { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>How many items went with it.</summary>
    public int Items { get; init; }

    /// <summary>The covering letter.</summary>
    public Sealed Letter { get; private set; } = Sealed.None;

    /// <summary>Keeps an answer.</summary>
    public static SubjectAccessAnswer Keep(Guid request, int items, string letter, Pseudonym by, DateTimeOffset at, ISeam seam)
    {
        var answer = new SubjectAccessAnswer { RequestId = request, Items = items, By = by, At = at };
        answer.Letter = seam.Seal(KeyKind.Matter, request, LetterColumn, 1, letter, answer.Id);
        return answer;
    }

    /// <summary>The text of the letter.</summary>
    public string Read(ISeam seam) => seam.Open(Letter, RequestId, LetterColumn, Id);
}
