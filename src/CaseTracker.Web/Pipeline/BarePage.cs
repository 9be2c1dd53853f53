using System.Globalization;
using System.Text.Encodings.Web;

namespace CaseTracker.Web.Pipeline;

/// <summary>The frame of a page that needs nothing which could fail or be locked too.</summary>
internal static class BarePage
{
    public static string Html(string councilName, string title, string content) => string.Create(CultureInfo.InvariantCulture, $"""
        <!DOCTYPE html>
        <html lang="en" class="govuk-template">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
        <title>{Encode(title)} – CaseTracker – {Encode(councilName)}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/dist/app.css"><link rel="stylesheet" href="/brand.css">
        </head>
        <body class="govuk-template__body">
        <a href="#main" class="govuk-skip-link">Skip to main content</a>
        <header><div class="ct-brand"><div class="govuk-width-container ct-brand__row"><a class="ct-brand__name" href="/"><span><span class="ct-brand__council">{Encode(councilName)}</span> <span class="ct-brand__product">CaseTracker</span></span></a></div></div></header>
        <main id="main"><div class="govuk-width-container govuk-main-wrapper"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
        {content}
        </div></div></div></main>
        </body>
        </html>
        """);

    public static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
