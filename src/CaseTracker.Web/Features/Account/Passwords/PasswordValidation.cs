using System.Linq.Expressions;
using CaseTracker.Data.Identity;
using CaseTracker.Domain;
using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Shared;
using FluentValidation;

namespace CaseTracker.Web.Features.Account.Passwords;

/// <summary>What a new password must be, in the same words wherever one is chosen.</summary>
public static class PasswordValidation
{
    /// <summary>Long enough; any characters (ASVS 6.2.1, 6.2.5).</summary>
    public static void NewPassword<T>(this IRuleBuilderInitial<T, string> rule) => rule.Cascade(CascadeMode.Stop)
        .NotEmpty().WithMessage("Enter a new password")
        .MinimumLength(PasswordRules.Shortest).WithMessage($"Enter a password of {PasswordRules.Shortest} characters or more")
        .MaximumLength(PasswordRules.Longest).WithMessage($"Enter a password of {PasswordRules.Longest} characters or fewer");

    /// <summary>Refuses a password that would be tried first: a common one, or one made of the person's or the council's name.</summary>
    public static void RefuseCommon(this CommonPasswords common, string password, Person person, ISiteFacts site, string field)
    {
        if (common.IsCommon(password, [person.Name, person.Email, person.JobTitle, site.CouncilName ?? ""]))
            throw new RefusedException("common-password", "Enter a password that is harder to guess. This one is common, or made of words that others would try first. Three or four words that have nothing to do with each other are good.", field);
    }

    /// <summary>Typed twice the same.</summary>
    public static void Repeats<T>(this IRuleBuilder<T, string> rule, Expression<Func<T, string>> password) => rule.Equal(password).WithMessage("Enter the same password again");
}
