using CaseTracker.Web.Pipeline;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseTracker.Web.TagHelpers;

/// <summary>Links, pictures and forms of the pages that reports share with everybody else lead to the same pages under the address of reports.</summary>
[HtmlTargetElement("a", Attributes = "href")]
[HtmlTargetElement("img", Attributes = "src", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("form", Attributes = "action")]
[HtmlTargetElement("ct-button", Attributes = "href")]
public sealed class StayInReportTag : TagHelper
{
    private static readonly string[] Addresses = ["href", "src", "action"];

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>After whatever else makes the element.</summary>
    public override int Order => 1000;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!ViewContext.HttpContext.Request.PathBase.HasValue) return;
        foreach (var name in Addresses)
            if (output.Attributes.TryGetAttribute(name, out var attribute) && Text(attribute.Value) is { Length: > 0 } address)
                output.Attributes.SetAttribute(name, Reporting.Here(ViewContext.HttpContext.Request, address));
    }

    private static string? Text(object? value) => value switch
    {
        string text => text,
        Microsoft.AspNetCore.Html.HtmlString html => html.Value,
        Microsoft.AspNetCore.Html.IHtmlContent content => Written(content),
        _ => value?.ToString(),
    };

    private static string Written(Microsoft.AspNetCore.Html.IHtmlContent content)
    {
        using var text = new StringWriter();
        content.WriteTo(text, System.Text.Encodings.Web.HtmlEncoder.Default);
        return System.Net.WebUtility.HtmlDecode(text.ToString());
    }
}
