using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseTracker.Web.TagHelpers;

/// <summary>What is wrong, at the top of the page, each message leading to its field. Nothing when nothing is wrong.</summary>
[HtmlTargetElement("ct-error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTag : TagHelper
{
    /// <summary>False only where an answer is not given back, as with a password.</summary>
    public bool Kept { get; set; } = true;

    /// <summary>Names of the fields in their order, where no model declares them.</summary>
    public IReadOnlyList<string> Names { get; set; } = [];

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.ModelState.IsValid)
        {
            output.SuppressOutput();
            return;
        }

        var list = Markup.Tag("ul", [("class", "govuk-list govuk-error-summary__list")]);
        foreach (var (key, message) in FieldNames.ErrorsInOrder(ViewContext.ModelState, ViewContext.ViewData.ModelMetadata.ModelType).OrderBy(e => Names.ToList().IndexOf(e.Key)))
            list.InnerHtml.AppendHtml(Markup.Tag("li", [], key.Length == 0 ? message : Markup.Tag("a", [("href", $"#{FieldNames.IdOf(key)}")], message)));

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-error-summary");
        output.Attributes.SetAttribute("data-module", "govuk-error-summary");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Content.AppendHtml(Markup.Tag("div", [("role", "alert")],
            Markup.Tag("h2", [("class", "govuk-error-summary__title")], "There is a problem"),
            Markup.Tag("div", [("class", "govuk-error-summary__body")],
                Kept ? Markup.Tag("p", [], "Nothing you typed has been lost.") : null, list)));
    }
}
