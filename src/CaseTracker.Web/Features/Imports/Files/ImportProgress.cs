using System.Diagnostics;

namespace CaseTracker.Web.Features.Imports.Files;

/// <summary>How far an import has come, for those who watch it. Without a watcher nothing is said.</summary>
public sealed class ImportProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private long _said = Stopwatch.GetTimestamp();

    /// <summary>Told every half second at most: rows reached, and of how many.</summary>
    public Func<int, int, CancellationToken, Task>? Watcher { get; set; }

    /// <summary>Says that a row was reached.</summary>
    public async Task ReachedAsync(int row, int of, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Watcher is null || Stopwatch.GetElapsedTime(_said) < Pause) return;
        await Watcher(row, of, cancellationToken);
        _said = Stopwatch.GetTimestamp();
    }
}
