using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;

namespace CaseTracker.Domain.Cases;

/// <summary>
/// A concern that was begun and not sent (stage draft; verbs start, discard, signpost). Only its raiser can open it; nothing of it is kept when it is discarded,
/// and only a tally when it is signposted. Sending it makes a <see cref="Case"/>.
/// </summary>
public sealed class Draft
{
    /// <summary>How many days before it is discarded its owner is reminded.</summary>
    public const int RemindDaysBefore = 7;

    private Draft()
    {
    }

    public Guid Id { get; private init; } = DayOnly.NewId();

    /// <summary>Changes with each save.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>The raiser, or whoever records a concern for somebody else.</summary>
    public Pseudonym Owner { get; private init; }

    /// <summary>Whether it is recorded for somebody else (phone, in person, paper).</summary>
    public bool ForSomebodyElse { get; private init; }
    public DateTimeOffset StartedAt { get; private init; }
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Day on which the system discards it: 90 days after the first save (clock draft).</summary>
    public DateOnly DiscardOn { get; private init; }

    /// <summary>Whether the raiser was reminded that it will be discarded.</summary>
    public bool Reminded { get; private set; }
    public Sealed Answers { get; private set; } = Sealed.None;

    /// <summary>Begins a draft (verb start).</summary>
    public static Draft Start(Pseudonym owner, bool forSomebodyElse, Circumstances now) => new()
    {
        Owner = owner,
        ForSomebodyElse = forSomebodyElse,
        StartedAt = now.Now,
        SavedAt = now.Now,
        DiscardOn = now.Calendar.Add(now.Today, now.Rules.Limit("draft"), RouteTable.Clock("draft").Unit),
    };

    /// <summary>Begins a draft of somebody anonymous: nobody can come back to it once they have left, so that it goes the day after, and nobody is reminded.</summary>
    public static Draft StartAnonymous(Pseudonym owner, Circumstances now) => new() { Owner = owner, StartedAt = now.Now, SavedAt = now.Now, DiscardOn = now.Today.AddDays(1), Reminded = true };

    /// <summary>Keeps what was entered so far.</summary>
    public void Save(Inputs answers, Circumstances now)
    {
        (SavedAt, Version) = (now.Now, Guid.NewGuid());
        // Sealed for this version: an earlier text put back in its place does not open.
        Answers = now.Seam.Seal(KeyKind.Matter, Id, "answers", Answers.IsEmpty ? 1 : Answers.RowVersion + 1, answers.ToJson(), Version);
    }

    /// <summary>What was entered so far.</summary>
    public Inputs Read(ISeam seam) => Answers.IsEmpty ? Inputs.Empty : Inputs.FromJson(seam.Open(Answers, Id, "answers", Version));

    /// <summary>Uses another procedure instead (verb signpost): the tally that is left when the draft is deleted. Throws <see cref="RefusedException"/> off-ramp.</summary>
    public static Signpost Signpost(string destination, Person? raiser, Circumstances now) =>
        now.Taxonomy.Has("off_ramps", destination)
            ? new Signpost { Destination = destination, SourceGroup = SubjectTypes.SourceGroupOf(raiser), On = now.Today }
            : throw Refusals.Exception("off-ramp", "destination");

    /// <summary>Marks the reminder as sent; false if it was before, or is not due: seven days before the draft is discarded.</summary>
    public bool Remind(DateOnly today)
    {
        if (Reminded || today < DiscardOn.AddDays(-RemindDaysBefore)) return false;
        return Reminded = true;
    }
}

/// <summary>Somebody was pointed to another procedure. A tally only: no person, no words.</summary>
public sealed class Signpost
{
    public Guid Id { get; init; } = DayOnly.NewId();

    /// <summary>Code of the off-ramps.</summary>
    public string Destination { get; init; } = "";
    public string SourceGroup { get; init; } = "";
    public DateOnly On { get; init; }
}

/// <summary>
/// A view of a case: written before anything is sent, otherwise nothing is sent (invariant 21). A list row is not a view.
/// </summary>
public sealed class CaseView
{
    /// <summary>Counts up with time; 0 until it is stored.</summary>
    public long Number { get; init; }
    public Guid CaseId { get; init; }
    public Pseudonym? Person { get; init; }

    /// <summary>As what they opened it.</summary>
    public GrantKind As { get; init; }
    public string Hat { get; init; } = "";

    /// <summary>What was opened: case, thread, notes, evidence, identity, search, export …</summary>
    public string What { get; init; } = "case";
    public DateTimeOffset At { get; init; }

    /// <summary>
    /// What the raiser is shown: role and time of every view but their own and the subject's; repeats of the same person and thing within 15 minutes once (invariant 22).
    /// </summary>
    public static IReadOnlyList<CaseView> ForRaiser(IEnumerable<CaseView> views)
    {
        var shown = new List<CaseView>();
        foreach (var view in views.Where(v => v.As is not (GrantKind.Raiser or GrantKind.Subject or GrantKind.SubjectIp)).OrderBy(v => v.At))
        {
            var last = shown.LastOrDefault(s => s.Person == view.Person && s.What == view.What && s.Hat == view.Hat);
            if (last is null || view.At - last.At >= TimeSpan.FromMinutes(15)) shown.Add(view);
        }
        shown.Reverse();
        return shown;
    }
}
