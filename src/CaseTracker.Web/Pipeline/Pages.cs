using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CaseTracker.Web.Features.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace CaseTracker.Web.Pipeline;

/// <summary>Pages, their frame, and the assets that they load.</summary>
public static class Pages
{
    private const int MostOfForm = 1024 * 1024;

    /// <summary>Razor Pages rooted at Features, in the council's name and colours.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorPages(options =>
        {
            foreach (var folder in (string[])["/Start", "/Help", "/Errors"]) options.Conventions.AllowAnonymousToFolder(folder);

            // A form of an ended session, one without a valid token and one sent ahead of the end of a session all come back from the same page.
            foreach (var route in (string[])["/errors/401", "/account/carry-on", "/account/back"]) options.Conventions.AddPageRoute("/Errors/Ended", route);

            // A form that waits for fresh proof of who sends it is kept by the page that asks for it.
            options.Conventions.AddPageRoute("/Account/Confirm/Confirm", $"/errors/{Answers.StepUpNeeded}");

            // The raiser's acts are under their concern, everybody else's under the case; the holder's for somebody else say for whom.
            foreach (var route in (string[])["/concerns/{reference}/{verb}", "/casework/{reference}/for/{who}/{verb}"]) options.Conventions.AddPageRoute("/Cases/PerformVerb/PerformVerb", route);

            // Evidence can have a file, so that it has a page of its own before that of every act.
            options.Conventions.AddPageRoute("/Cases/AddEvidence/AddEvidence", "/casework/{reference}/add-evidence");

            // The earlier register is the Monitoring Officer's: its pages are those of the other files, at an address of its own.
            foreach (var (page, rest) in (ReadOnlySpan<(string, string)>)[("UploadFile", ""), ("DownloadTemplate", "/template"), ("FollowRun", "/{id:guid}"), ("DownloadFaults", "/{id:guid}/faults")])
                options.Conventions.AddPageRoute($"/Imports/{page}/{page}", $"/casework/import{rest}");
        }).WithRazorPagesRoot("/Features");
        // What a form holds beyond this would be written to the disk in clear. Pages that take files say so themselves.
        services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(options => (options.MultipartBodyLengthLimit, options.MemoryBufferThreshold) = (MostOfForm, MostOfForm));
        services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        services.Configure<MvcOptions>(options =>
        {
            options.Filters.Add<AnswerFilter>();

            // What is required is said once, by the validator, in words that tell what to do.
            options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            var says = options.ModelBindingMessageProvider;
            says.SetAttemptedValueIsInvalidAccessor((_, _) => "Choose an answer from the list");
            says.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => "Choose an answer from the list");
            says.SetUnknownValueIsInvalidAccessor(_ => "Choose an answer from the list");
            says.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Choose an answer from the list");
            says.SetValueIsInvalidAccessor(_ => "Choose an answer from the list");
            says.SetValueMustNotBeNullAccessor(_ => "Choose an answer from the list");
            says.SetMissingBindRequiredValueAccessor(_ => "Enter an answer");
            says.SetMissingKeyOrValueAccessor(() => "Enter an answer");
            says.SetValueMustBeANumberAccessor(_ => "Enter a number");
            says.SetNonPropertyValueMustBeANumberAccessor(() => "Enter a number");
        });
        // Letters with accents and typographic marks stand in the page as they are.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddOptions<AntiforgeryOptions>().Configure<IHostEnvironment>((options, host) => Guard(options.Cookie, "forms", host));
        services.AddOptions<CookieTempDataProviderOptions>().Configure<IHostEnvironment>((options, host) => Guard(options.Cookie, "message", host));
        services.AddHttpContextAccessor();
        services.AddOptions<CouncilOptions>().BindConfiguration(CouncilOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CouncilOptions>, CouncilOptionsCheck>();
        services.TryAddScoped<IVisitor, NobodySignedIn>();
        services.TryAddScoped<ISiteFacts, SettingsOnly>();
        services.AddScoped<IChrome, Chrome>();
        return services;
    }

    /// <summary>What every request passes first: headers, the pages of refusals and failures, and assets, kept by browsers for ever when their address carries a version.</summary>
    public static WebApplication UsePages(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseAnswers();
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new("en-GB"),
            SupportedCultures = [CultureInfo.GetCultureInfo("en-GB")],
            SupportedUICultures = [CultureInfo.GetCultureInfo("en-GB")],
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = asset => KeepFor(asset.Context),
        });
        app.Use((http, next) =>
        {
            if (http.GetEndpoint() is not null) return next(http);

            // Said before anybody is asked to sign in: that there is no such page is no secret. Whether there is such a case is.
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        return app;
    }

    /// <summary>The pages, and the council's colours as a stylesheet of their own because the content policy allows no inline style.</summary>
    public static WebApplication MapPages(this WebApplication app)
    {
        app.MapGet("/brand.css", (HttpContext http, IOptions<CouncilOptions> council) =>
        {
            KeepFor(http);
            return Results.Text(council.Value.Stylesheet, "text/css");
        }).AllowAnonymous();
        app.MapGet("/icon.svg", (HttpContext http, IOptions<CouncilOptions> council) =>
        {
            KeepFor(http);
            return Results.Text(council.Value.Icon, "image/svg+xml");
        }).AllowAnonymous();
        app.MapRazorPages();
        return app;
    }

    // Bound to this host and to HTTPS; Development has neither (ASVS 3.3.1).
    private static void Guard(CookieBuilder cookie, string name, IHostEnvironment host)
    {
        cookie.Name = host.IsDevelopment() ? $"ct-{name}" : $"__Host-ct-{name}";
        cookie.SecurePolicy = host.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        cookie.SameSite = SameSiteMode.Strict;
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.Path = "/";
    }

    private static void KeepFor(HttpContext http) =>
        http.Response.Headers.CacheControl = http.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=3600";
}
