using CaseTracker.Web.Features.Account.SignIn;

namespace CaseTracker.Web.Features.Account.SecondStep;

/// <summary>A second step is there: whose session goes on with both factors, and the recovery codes if they are the first.</summary>
public sealed record SecondStepDone(SignedIn Entered, IReadOnlyList<string>? Codes);

/// <summary>Recovery codes, shown once.</summary>
public sealed record RecoveryCodesShown(string Lead, IReadOnlyList<string> Codes, string Next);
