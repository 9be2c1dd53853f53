using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace CaseTracker.Web.Pipeline;

/// <summary>
/// A form that could not be taken because the session had ended, the page was too old, or something failed: its address and fields, to be sent again.
/// Nothing of it is stored; it stays in the page that the browser gets back.
/// </summary>
public sealed record KeptPost(string Path, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>The field that carries the address when a form is posted elsewhere to be kept.</summary>
    public const string PathField = "kept-path";

    /// <summary>Fields with which somebody proves who they are, on a page that keeps the form of another: they are not part of it.</summary>
    public const string ProofCode = "ProofCode", ProofReturn = "ReturnUrl", PasskeyPrefix = "Passkey.";

    /// <summary>The field of the token against forged forms.</summary>
    public const string Token = "__RequestVerificationToken";

    /// <summary>
    /// The form of this request. Null without one, and for a form sent from another site: that must not come back in a page of ours with a token of ours.
    /// </summary>
    public static async Task<KeptPost?> OfAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType || !IsFromHere(http.Request)) return null;
        IFormCollection form;
        try
        {
            // Files in it are not kept: nobody could choose them again for whoever sent them, and they would lie on the disk in clear.
            if (http.Features.Get<IFormFeature>()?.Form is null) await Upload.KeepFieldsAsync(http);
            form = await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return null;
        }

        var reExecuted = http.Features.Get<IStatusCodeReExecuteFeature>();
        var path = form[PathField].FirstOrDefault()
            ?? (reExecuted is null ? http.Request.PathBase + http.Request.Path + http.Request.QueryString : reExecuted.OriginalPathBase + reExecuted.OriginalPath + reExecuted.OriginalQueryString);
        if (!IsLocal(path)) return null;

        List<KeyValuePair<string, string>> fields =
            [.. form.Where(f => IsKept(f.Key)).SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")))];
        return fields.Count == 0 ? null : new(path, fields);
    }

    /// <summary>What somebody wrote, as opposed to chose: worth showing.</summary>
    public IEnumerable<KeyValuePair<string, string>> Written => Fields.Where(f => f.Value.Trim().Contains(' ', StringComparison.Ordinal) && !f.Key.EndsWith("-typed", StringComparison.Ordinal));

    private static bool IsKept(string name) => name is not (Token or PathField or ProofCode or ProofReturn) && !name.StartsWith(PasskeyPrefix, StringComparison.Ordinal) && !name.EndsWith("Password", StringComparison.OrdinalIgnoreCase);

    private static bool IsLocal(string path) => path.Length > 0 && path[0] == '/' && (path.Length == 1 || path[1] is not ('/' or '\\')) && !path.Any(char.IsControl);

    private static bool IsFromHere(HttpRequest request)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site)) return site == "same-origin";
        return request.Headers.Origin.FirstOrDefault() == $"{request.Scheme}://{request.Host}";
    }
}
