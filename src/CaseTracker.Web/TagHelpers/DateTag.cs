using CaseTracker.Web.Features.Shared;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseTracker.Web.TagHelpers;

/// <summary>A date in three boxes, bound to a <see cref="DateForm"/>.</summary>
[HtmlTargetElement("ct-date", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DateTag : FieldTag
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var typed = For.Model as DateForm ?? new DateForm();
        (string Label, string? Value, int Width)[] boxes = [("Day", typed.Day, 2), ("Month", typed.Month, 2), ("Year", typed.Year, 4)];

        // If some boxes were left empty they are at fault; otherwise the date as a whole is.
        var someEmpty = !typed.IsBlank && boxes.Any(b => string.IsNullOrWhiteSpace(b.Value));
        var inputs = Markup.Tag("div", [("class", "govuk-date-input")]);
        foreach (var (label, value, width) in boxes)
        {
            var wrong = HasError && (!someEmpty || string.IsNullOrWhiteSpace(value));

            // The first box bears the question's own id, so that the error summary can lead to it.
            var id = label == "Day" ? Id : $"{Id}-{label.ToLowerInvariant()}";
            inputs.InnerHtml.AppendHtml(Markup.Tag("div", [("class", "govuk-date-input__item")],
                Markup.Tag("div", [("class", "govuk-form-group")],
                    Markup.Tag("label", [("class", "govuk-label govuk-date-input__label"), ("for", id)], label),
                    Markup.Tag("input",
                    [
                        ("class", Markup.Classes("govuk-input govuk-date-input__input", $"govuk-input--width-{width}", wrong ? "govuk-input--error" : null)),
                        ("id", id), ("name", $"{Name}.{label}"), ("type", "text"), ("inputmode", label == "Month" ? null : "numeric"), ("value", value),
                    ]))));
        }

        Group(output, null, Markup.Tag("fieldset", [("class", "govuk-fieldset"), ("role", "group"), ("aria-describedby", DescribedBy)], LegendElement(), HintAndErrors(), inputs));
    }
}
