using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>Says at start what is wrong with the mail settings, not when the first letter fails.</summary>
public sealed class MailOptionsCheck : IValidateOptions<MailOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        if (options.Host.Length == 0) return ValidateOptionsResult.Success;
        if (!MailAddress.TryCreate(options.From, out _)) return ValidateOptionsResult.Fail($"CaseTracker:Mail:From is \"{options.From}\". Give the address that mail comes from.");
        if (options.Port is < 1 or > 65535) return ValidateOptionsResult.Fail($"CaseTracker:Mail:Port is {options.Port}. Give a port: 587 for most servers.");
        if (options.User.Length > 0 && !options.StartTls) return ValidateOptionsResult.Fail("CaseTracker:Mail:StartTls is off, and a password would be sent in the open. Switch it on, or leave CaseTracker:Mail:User empty.");
        return ValidateOptionsResult.Success;
    }
}
