using CaseTracker.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.TagHelpers;

/// <summary>What was just done, said once on the page that follows. The layout holds it; no page needs to.</summary>
[HtmlTargetElement("ct-success", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SuccessTag(IOptions<CookieTempDataProviderOptions> cookie) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // Reading would answer with a cookie each time: look first whether there is anything to read.
        if (!ViewContext.HttpContext.Request.Cookies.ContainsKey(cookie.Value.Cookie.Name!) || ViewContext.TempData[FormPage.SuccessKey] is not string message)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-notification-banner govuk-notification-banner--success");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("aria-labelledby", "done-title");
        output.Attributes.SetAttribute("data-module", "govuk-notification-banner");
        output.Content.AppendHtml("""<div class="govuk-notification-banner__header"><h2 class="govuk-notification-banner__title" id="done-title">Done</h2></div><div class="govuk-notification-banner__content"><p class="govuk-notification-banner__heading">""");
        output.Content.Append(message);
        output.Content.AppendHtml("</p></div>");
    }
}
