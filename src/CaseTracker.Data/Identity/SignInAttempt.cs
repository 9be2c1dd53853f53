namespace CaseTracker.Data.Identity;

/// <summary>Wrong passwords for one account from one network. Neither stands in it: the key is a fingerprint of both.</summary>
public sealed class SignInAttempt
{
    public required string Key { get; init; }
    public int Failures { get; init; }
    public DateTimeOffset LastAt { get; init; }
}
