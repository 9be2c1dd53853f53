namespace CaseTracker.Web.Features.Account.ReturnFromProvider;

/// <summary>What somebody is told who comes back from the identity provider and is not let in. Nothing that the provider wrote is repeated.</summary>
public static class ProviderWords
{
    public const string StartAgain = "Start again from the sign-in page. The way there and back was interrupted, took more than ten minutes, or was used before.";

    public const string OutOfReach = "Wait a few minutes, then start again. CaseTracker cannot reach the service at which your council signs people in.";

    public const string Unknown = "Ask Democratic Services which address they have for you. You signed in at your council, but nobody in CaseTracker’s register belongs to that account.";

    public const string SomebodyElse = "Start again, and sign in there as yourself. You came back as somebody else.";

    public const string OursFirst = "Sign in with your password, and set up a second step in CaseTracker. Whoever looks after everybody’s cases needs one here, and can sign in this way from then on.";
}
