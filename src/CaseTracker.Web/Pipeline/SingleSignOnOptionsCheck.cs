using CaseTracker.Domain.People;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>Stops the start with a sentence that an operator can act on: what is open here opens people's cases.</summary>
public sealed class SingleSignOnOptionsCheck : IValidateOptions<SingleSignOnOptions>
{
    private static readonly string[] AnyTenant = ["common", "organizations", "consumers"], OneFactor = ["pwd", "password"];

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SingleSignOnOptions options)
    {
        if (!options.IsOn) return ValidateOptionsResult.Success;
        List<string> faults = [];
        if (!Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority) || authority.Scheme is not ("https" or "http")) Fault("Authority", "must be an address, for example https://login.microsoftonline.com/TENANT/v2.0");
        else if (authority.Scheme == "http" && !authority.IsLoopback) Fault("Authority", "must begin with https. Only a provider on the same computer may do without");
        else if (authority.Segments.Any(s => AnyTenant.Contains(s.Trim('/')))) Fault("Authority", "lets in the people of any organisation. Name the council's own tenant");
        if (options.ClientId.Length == 0) Fault("ClientId", "is missing. The provider gives it out when the site is registered there");
        if (options.ClientSecret.Length > 0 == options.ClientSecretFile is not null) Fault("ClientSecret", "must be given, either itself or by ClientSecretFile, and not both");
        if (options.ClientSecretFile is { } file && !File.Exists(file)) Fault("ClientSecretFile", $"names {file}, which is not there");
        if (string.IsNullOrWhiteSpace(options.Name)) Fault("Name", "is missing. Give the words that people know the provider by, for example \"your council account\"");
        if (options.AddressVerifiedClaim.Length == 0 && string.IsNullOrEmpty(options.Tenant)) Fault("AddressVerifiedClaim", "may be empty only with a Tenant: otherwise anybody could come with anybody's address");
        foreach (var (group, role) in options.Roles)
        {
            if (!Role.All.Contains(role)) Fault($"Roles:{group}", $"names \"{role}\", which is no role. Use {string.Join(", ", Role.ByGroup)}");
            else if (!Role.ByGroup.Contains(role)) Fault($"Roles:{group}", $"names \"{role}\", which opens cases or looks after the site. Such a role is given in CaseTracker alone, never by a group. Groups may stand for {string.Join(", ", Role.ByGroup)}");
        }
        if (options.SecondStepAmr.Intersect(OneFactor, StringComparer.OrdinalIgnoreCase).Any()) Fault("SecondStepAmr", "counts a password as a second step. Name what the provider says of a second factor, for example \"mfa\" or \"otp\"");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Fault(string setting, string says) => faults.Add($"{SingleSignOnOptions.Section}:{setting} {says}.");
    }
}
