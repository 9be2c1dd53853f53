namespace CaseTracker.Data.Databases;

/// <summary>Whose turn it is to make a file, or to change one that several programs may change: a lock on a file beside it, which ends with the program that holds it.</summary>
public static class FileTurn
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until nobody else has the turn; it ends when the answer is disposed. Throws <see cref="IOException"/> after two minutes.</summary>
    public static async Task<FileStream> TakeAsync(string file, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return new FileStream(file + ".turn", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException) && waited < Patience)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
