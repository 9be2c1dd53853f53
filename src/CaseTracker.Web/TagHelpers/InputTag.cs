using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseTracker.Web.TagHelpers;

/// <summary>One line of text.</summary>
[HtmlTargetElement("ct-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class InputTag : FieldTag
{
    /// <summary>text, email, tel, password, search.</summary>
    public string Type { get; set; } = "text";

    /// <summary>Width in characters: 2, 3, 4, 5, 10, 20 or 30; empty fills the column.</summary>
    public string Width { get; set; } = "";

    public string? Inputmode { get; set; }

    public string? Autocomplete { get; set; }

    /// <summary>False for names, codes and addresses.</summary>
    public bool Spellcheck { get; set; } = true;

    public override void Process(TagHelperContext context, TagHelperOutput output) => Group(output, null, LabelElement(), HintAndErrors(),
        Markup.Tag("input",
        [
            ("class", Markup.Classes("govuk-input", Width.Length > 0 ? $"govuk-input--width-{Width}" : null, HasError ? "govuk-input--error" : null)),
            ("id", Id), ("name", Name), ("type", Type), ("inputmode", Inputmode), ("autocomplete", Autocomplete),
            ("spellcheck", Spellcheck && Type == "text" ? null : "false"), ("autocapitalize", Type is "password" or "email" ? "none" : null),
            ("dir", Type == "text" ? "auto" : null), ("aria-describedby", DescribedBy), ("value", Type == "password" ? null : Value),
        ]));
}
