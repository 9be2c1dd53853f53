using CaseTracker.Web.Pipeline;
using FluentValidation;

namespace CaseTracker.Web.Features.Account.AddPasskey;

/// <summary>What a passkey may be called.</summary>
public static class PasskeyNames
{
    /// <summary>Something, and not too long.</summary>
    public static void PasskeyName<T>(this IRuleBuilderInitial<T, string> rule) => rule.Cascade(CascadeMode.Stop)
        .Must(n => !string.IsNullOrWhiteSpace(n)).WithMessage("Enter a name for the passkey")
        .MaximumLength(PasskeyDesk.LongestName).WithMessage($"Enter a name of {PasskeyDesk.LongestName} characters or fewer");
}
