using CaseTracker.Web.Features.Shared;

namespace CaseTracker.Web.Features.Account.SignIn;

/// <summary>What somebody who could not sign in is told.</summary>
public static class SignInWords
{
    public const string Wrong = "Check your email address and password. They do not match an account.";

    public const string WrongCode = "Enter the code again. That one is wrong, too old, or was used already.";

    public const string WrongPasskey = "Try your passkey again, or use your password. That passkey did not open an account here, or it took too long.";

    /// <summary>How long to wait, rounded up.</summary>
    public static string Wait(TimeSpan wait, string after = "passwords")
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        return $"Wait {(seconds < 60 ? seconds.Count("second") : ((seconds + 59) / 60).Count("minute"))}, then try again. There were several wrong {after}.";
    }
}
