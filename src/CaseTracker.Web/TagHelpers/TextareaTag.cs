using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseTracker.Web.TagHelpers;

/// <summary>Text of any length.</summary>
[HtmlTargetElement("ct-textarea", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextareaTag : FieldTag
{
    public int Rows { get; set; } = 5;

    /// <summary>The most characters taken; counted aloud when near. The validator refuses more: nothing is cut off.</summary>
    public int? Max { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var described = Max is null ? DescribedBy : $"{DescribedBy} {Id}-info".Trim();
        var area = Markup.Tag("textarea",
        [
            ("class", Markup.Classes("govuk-textarea", Max is null ? null : "govuk-js-character-count", HasError ? "govuk-textarea--error" : null)),
            ("id", Id), ("name", Name), ("rows", Text(Rows)), ("dir", "auto"), ("aria-describedby", described),
        ], new HtmlString("\n"), Value);

        if (Max is not { } max)
        {
            Group(output, null, LabelElement(), HintAndErrors(), area);
            return;
        }

        output.Attributes.SetAttribute("data-module", "govuk-character-count");
        output.Attributes.SetAttribute("data-maxlength", Text(max));
        output.Attributes.SetAttribute("data-threshold", "75");
        Group(output, "govuk-character-count", LabelElement(), HintAndErrors(), area,
            Markup.Tag("div", [("id", $"{Id}-info"), ("class", "govuk-hint govuk-character-count__message")], $"You can enter up to {max:N0} characters"));
    }
}
