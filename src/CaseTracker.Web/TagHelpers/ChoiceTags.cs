using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseTracker.Web.TagHelpers;

/// <summary>One answer to choose.</summary>
public sealed record Choice(string Value, string Label, string? Hint = null);

/// <summary>What the options of one question hand to it: answers and dividers in order, each with what it reveals.</summary>
internal sealed class OptionList : List<(Choice? Choice, string? Divider, IHtmlContent? Reveals)>;

/// <summary>One answer of <c>ct-radios</c> or <c>ct-checkboxes</c>. What stands inside is shown only when it is chosen.</summary>
[HtmlTargetElement("ct-option", ParentTag = "ct-radios")]
[HtmlTargetElement("ct-option", ParentTag = "ct-checkboxes")]
public sealed class OptionTag : TagHelper
{
    public string Value { get; set; } = "";

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        ((OptionList)context.Items[typeof(OptionList)]).Add((new(Value, Label, Hint), null, inside.IsEmptyOrWhiteSpace ? null : inside));
        output.SuppressOutput();
    }
}

/// <summary>A word between answers: usually "or".</summary>
[HtmlTargetElement("ct-divider", ParentTag = "ct-radios")]
[HtmlTargetElement("ct-divider", ParentTag = "ct-checkboxes")]
public sealed class DividerTag : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((OptionList)context.Items[typeof(OptionList)]).Add((null, (await output.GetChildContentAsync()).GetContent().Trim(), null));
        output.SuppressOutput();
    }
}

/// <summary>Radios and checkboxes: the same markup under two names.</summary>
public abstract class ChoicesTag(string block, string type) : FieldTag
{
    /// <summary>Answers known to the page; those written inside the element follow them.</summary>
    public IEnumerable<Choice> Items { get; set; } = [];

    public bool Inline { get; set; }

    public bool Small { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var options = new OptionList();
        options.AddRange(Items.Select(c => ((Choice?)c, (string?)null, (IHtmlContent?)null)));
        context.Items[typeof(OptionList)] = options;
        await output.GetChildContentAsync();

        var list = new HtmlContentBuilder();
        var number = 0;
        foreach (var (choice, divider, reveals) in options)
        {
            if (choice is null)
            {
                list.AppendHtml(Markup.Tag("div", [("class", $"{block}__divider")], divider));
                continue;
            }

            // The first answer bears the question's own id, so that the error summary can lead to it.
            var id = ++number == 1 ? Id : $"{Id}-{number}";
            var chosen = Values.Any(v => string.Equals(v, choice.Value, StringComparison.OrdinalIgnoreCase));
            var item = Markup.Tag("div", [("class", $"{block}__item")],
                Markup.Tag("input",
                [
                    ("class", $"{block}__input"), ("type", type), ("id", id), ("name", Name), ("value", choice.Value), ("checked", chosen ? "checked" : null),
                    ("aria-describedby", choice.Hint is null ? null : $"{id}-item-hint"), ("data-reveals", reveals is null ? null : $"{id}-more"),
                ]),
                Markup.Tag("label", [("class", $"govuk-label {block}__label"), ("for", id)], choice.Label));
            if (choice.Hint is not null) item.InnerHtml.AppendHtml(Markup.Tag("div", [("class", $"govuk-hint {block}__hint"), ("id", $"{id}-item-hint")], choice.Hint));
            list.AppendHtml(item);

            // Hidden by script only: without it, what would be revealed is simply there.
            if (reveals is not null)
                list.AppendHtml(Markup.Tag("div", [("class", $"{block}__conditional"), ("id", $"{id}-more")], reveals));
        }

        Group(output, null, Markup.Tag("fieldset", [("class", "govuk-fieldset"), ("aria-describedby", DescribedBy)],
            LegendElement(), HintAndErrors(),
            Markup.Tag("div", [("class", Markup.Classes(block, Inline ? $"{block}--inline" : null, Small ? $"{block}--small" : null)), ("data-module", block)], list)));
    }
}

/// <summary>One answer of several.</summary>
[HtmlTargetElement("ct-radios")]
public sealed class RadiosTag() : ChoicesTag("govuk-radios", "radio");

/// <summary>Any number of answers, bound to a list.</summary>
[HtmlTargetElement("ct-checkboxes")]
public sealed class CheckboxesTag() : ChoicesTag("govuk-checkboxes", "checkbox");

/// <summary>One box to tick, bound to a bool.</summary>
[HtmlTargetElement("ct-checkbox", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckboxTag : FieldTag
{
    public bool Small { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var ticked = Values.Any(v => string.Equals(v, "true", StringComparison.OrdinalIgnoreCase));
        Group(output, null, HasError ? Markup.Tag("p", [("class", "govuk-error-message"), ("id", $"{Id}-error")], Markup.Hidden("Error:"), " ", string.Join(". ", Errors)) : HtmlString.Empty,
            Markup.Tag("div", [("class", Markup.Classes("govuk-checkboxes", Small ? "govuk-checkboxes--small" : null)), ("data-module", "govuk-checkboxes")],
                Markup.Tag("div", [("class", "govuk-checkboxes__item")],
                    Markup.Tag("input",
                    [
                        ("class", "govuk-checkboxes__input"), ("type", "checkbox"), ("id", Id), ("name", Name), ("value", "true"), ("checked", ticked ? "checked" : null),
                        ("aria-describedby", DescribedBy),
                    ]),
                    Markup.Tag("label", [("class", "govuk-label govuk-checkboxes__label"), ("for", Id)], Label),
                    Hint is null ? null : Markup.Tag("div", [("class", "govuk-hint govuk-checkboxes__hint"), ("id", $"{Id}-hint")], Hint))));
    }
}

/// <summary>One answer of many, in a list that opens.</summary>
[HtmlTargetElement("ct-select", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SelectTag : FieldTag
{
    public IEnumerable<Choice> Items { get; set; } = [];

    /// <summary>The first line, chosen when nothing is; null leaves it out.</summary>
    public string? Blank { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var select = Markup.Tag("select",
            [("class", Markup.Classes("govuk-select", HasError ? "govuk-select--error" : null)), ("id", Id), ("name", Name), ("aria-describedby", DescribedBy)]);
        if (Blank is not null) select.InnerHtml.AppendHtml(Markup.Tag("option", [("value", "")], Blank));
        foreach (var item in Items)
        {
            var chosen = string.Equals(Value, item.Value, StringComparison.OrdinalIgnoreCase);
            select.InnerHtml.AppendHtml(Markup.Tag("option", [("value", item.Value), ("selected", chosen ? "selected" : null)], item.Label));
        }

        Group(output, null, LabelElement(), HintAndErrors(), select);
    }
}
