using CaseTracker.Domain.Protection;

namespace CaseTracker.Data.Imports;

/// <summary>How far a file has come that somebody brought in the browser.</summary>
public enum RunState
{
    /// <summary>Taken, and nobody has looked at it yet.</summary>
    ToCheck,

    /// <summary>Being looked at: what would change, what is wrong.</summary>
    Checking,

    /// <summary>Nothing is wrong with it. Whoever brought it decides.</summary>
    Ready,

    /// <summary>Decided, and waiting for its turn.</summary>
    ToImport,

    /// <summary>Being taken over, in one transaction.</summary>
    Importing,

    /// <summary>Taken over.</summary>
    Done,

    /// <summary>Something is wrong with it. Nothing was changed.</summary>
    Refused,

    /// <summary>Whoever worked on it died or failed. Nothing was changed.</summary>
    Stopped,
}

/// <summary>
/// A file on its way in from the browser: first checked, then, if whoever brought it says so, taken over. It is this person's alone, holds what was found under the seam,
/// and is gone after a day. That an import happened is kept for good by <see cref="ImportRecord"/>.
/// </summary>
public sealed class ImportRun
{
    /// <summary>Column of <see cref="Findings"/> for the seam.</summary>
    public const string FindingsColumn = "import.findings";

    /// <summary>How long one is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>How long a worker that says nothing counts as alive.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    public Guid Id { get; init; }

    /// <summary>people, directory, protocol, bank-holidays or concerns.</summary>
    public required string Kind { get; init; }

    /// <summary>Who brought it.</summary>
    public Guid PersonId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public RunState State { get; private set; }

    /// <summary>Changes with every step, so that of two who take the same step only one does.</summary>
    public Guid Stamp { get; private set; } = Guid.NewGuid();

    /// <summary>Until when whoever works on it counts as alive.</summary>
    public DateTimeOffset? HeldUntil { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Rows looked at so far, of <see cref="Rows"/>.</summary>
    public int RowsReached { get; private set; }
    public int Rows { get; private set; }

    /// <summary>Whether it once had nothing wrong with it.</summary>
    public bool WasReady { get; private set; }
    public int Read { get; private set; }
    public int Created { get; private set; }
    public int Updated { get; private set; }
    public int Unchanged { get; private set; }
    public int Faults { get; private set; }

    /// <summary>What would change and what is wrong, as far as it is shown.</summary>
    public Sealed Findings { get; private set; } = Sealed.None;

    /// <summary>Whether there is something in it for whoever brought it to say yes to.</summary>
    public bool MayBeImported => State == RunState.Ready && Created + Updated > 0;

    /// <summary>Somebody works on it now.</summary>
    public Guid Hold(RunState working, DateTimeOffset now)
    {
        (RowsReached, Rows) = (0, 0);
        HeldUntil = now + Lease;
        return Turn(working);
    }

    /// <summary>Nothing is wrong with it, and this is what it would do.</summary>
    public void Find(int read, int created, int updated, int unchanged, Sealed findings)
    {
        (Read, Created, Updated, Unchanged, Faults, Findings, WasReady, HeldUntil) = (read, created, updated, unchanged, 0, findings, true, null);
        Turn(RunState.Ready);
    }

    /// <summary>Whoever brought it says yes, or wants another look at one that was stopped. False if there is nothing to say yes to.</summary>
    public bool Ask()
    {
        if (!MayBeImported && State != RunState.Stopped) return false;
        EndedAt = null;
        Turn(State == RunState.Ready ? RunState.ToImport : RunState.ToCheck);
        return true;
    }

    /// <summary>It has faults.</summary>
    public void Refuse(int read, int faults, Sealed findings, DateTimeOffset now)
    {
        (Read, Created, Updated, Unchanged, Faults, Findings) = (read, 0, 0, 0, faults, findings);
        End(RunState.Refused, now);
    }

    /// <summary>It was taken over.</summary>
    public void Finish(int read, int created, int updated, int unchanged, DateTimeOffset now)
    {
        (Read, Created, Updated, Unchanged) = (read, created, updated, unchanged);
        End(RunState.Done, now);
    }

    /// <summary>Whoever worked on it died or failed.</summary>
    public void Stop(DateTimeOffset now) => End(RunState.Stopped, now);

    private void End(RunState state, DateTimeOffset now)
    {
        (HeldUntil, EndedAt) = (null, now);
        Turn(state);
    }

    private Guid Turn(RunState state)
    {
        State = state;
        return Stamp = Guid.NewGuid();
    }
}

/// <summary>The file of a run, apart from it, so that a look at the run does not load the file. Gone as soon as the run has ended.</summary>
public sealed class ImportRunFile
{
    /// <summary>Column of <see cref="Content"/> for the seam.</summary>
    public const string ContentColumn = "import.file";

    public Guid RunId { get; init; }
    public Sealed Content { get; init; } = Sealed.None;
}
