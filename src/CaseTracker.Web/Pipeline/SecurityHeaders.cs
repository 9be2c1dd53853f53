namespace CaseTracker.Web.Pipeline;

/// <summary>What every answer tells the browser: load nothing from elsewhere, keep no copy, give nothing away (ASVS 3.4, 14.3.2).</summary>
public static class SecurityHeaders
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

    // Something that others sent: it runs nothing, and is nobody's page.
    private const string SandboxPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private static readonly object Sandboxed = new();

    /// <summary>Has the answer to this request bear the headers of a file that others sent (ASVS 3.2.1).</summary>
    public static void Sandbox(HttpContext http) => http.Items[Sandboxed] = true;

    /// <summary>Adds the headers to every answer, those of errors and redirections included.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this WebApplication app) => app.Use(async (http, next) =>
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = http.Items.ContainsKey(Sandboxed) ? SandboxPolicy : Policy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";

            // Not no-referrer: browsers would then call the origin of a form "null", and a form's origin is looked at.
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

            // Here rather than by UseHsts, whose header an error would wipe out.
            if (http.Request.IsHttps && !app.Environment.IsDevelopment()) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";

            // Only what names itself public is kept: colours, styles, scripts and pictures.
            if (!headers.CacheControl.ToString().StartsWith("public", StringComparison.Ordinal))
            {
                headers.CacheControl = "no-store";
                headers.Remove("Pragma");
            }

            return Task.CompletedTask;
        });
        await next(http);
    });
}
