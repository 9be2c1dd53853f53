using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseTracker.Web.TagHelpers;

/// <summary>What every question shares: label, hint, errors from the model state, and the answer as it was typed.</summary>
public abstract class FieldTag : TagHelper
{
    /// <summary>The property asked for. Error messages, name and id follow from it.</summary>
    public ModelExpression For { get; set; } = null!;

    /// <summary>The question.</summary>
    public string Label { get; set; } = "";

    /// <summary>Help that stays visible.</summary>
    public string? Hint { get; set; }

    /// <summary>The question is the page's heading: its label or legend stands inside the h1.</summary>
    public bool Heading { get; set; }

    /// <summary>Size of the label: s, m, l, or empty for plain.</summary>
    public string Size { get; set; } = "s";

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    protected string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    protected string Id => FieldNames.IdOf(Name);

    protected virtual IReadOnlyList<string> ErrorKeys => [Name];

    protected IReadOnlyList<string> Errors =>
        [.. ErrorKeys.SelectMany(k => ViewContext.ModelState[k]?.Errors.Select(e => e.ErrorMessage) ?? []).Distinct()];

    protected bool HasError => Errors.Count > 0;

    /// <summary>The answer: as typed if the form came back, otherwise as the model has it.</summary>
    protected string? Value => Typed(Name)?.FirstOrDefault() ?? Text(For.Model);

    /// <summary>The answers to a question with several.</summary>
    protected IReadOnlyList<string> Values =>
        Typed(Name) ?? (For.Model is System.Collections.IEnumerable many and not string ? [.. many.Cast<object?>().Select(Text).OfType<string>()] : Text(For.Model) is { } one ? [one] : []);

    protected string? DescribedBy
    {
        get
        {
            var ids = string.Join(' ', new[] { Hint is null ? null : $"{Id}-hint", HasError ? $"{Id}-error" : null }.OfType<string>());
            return ids.Length == 0 ? null : ids;
        }
    }

    protected string[]? Typed(string name) =>
        ViewContext.ModelState.TryGetValue(name, out var entry) ? entry.RawValue switch { string[] many => many, string one => [one], _ => null } : null;

    protected static string? Text(object? value) => value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);

    protected IHtmlContent LabelElement()
    {
        var label = Markup.Tag("label", [("class", Markup.Classes("govuk-label", LabelSize("govuk-label"))), ("for", Id)], Label);
        return Heading ? Markup.Tag("h1", [("class", "govuk-label-wrapper")], label) : label;
    }

    protected IHtmlContent LegendElement() => Markup.Tag("legend", [("class", Markup.Classes("govuk-fieldset__legend", LabelSize("govuk-fieldset__legend")))],
        Heading ? Markup.Tag("h1", [("class", "govuk-fieldset__heading")], Label) : Label);

    protected IHtmlContent HintAndErrors()
    {
        var content = new HtmlContentBuilder();
        if (Hint is not null) content.AppendHtml(Markup.Tag("div", [("class", "govuk-hint"), ("id", $"{Id}-hint")], Hint));
        if (HasError)
            content.AppendHtml(Markup.Tag("p", [("class", "govuk-error-message"), ("id", $"{Id}-error")], Markup.Hidden("Error:"), " ", string.Join(". ", Errors)));
        return content;
    }

    /// <summary>Turns the element into the group around the question.</summary>
    protected void Group(TagHelperOutput output, string? extraClass, params IHtmlContent[] content)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Markup.Classes("govuk-form-group", HasError ? "govuk-form-group--error" : null, extraClass, output.Attributes["class"]?.Value?.ToString()));
        foreach (var part in content) output.Content.AppendHtml(part);
    }

    private string? LabelSize(string block) => Heading && Size == "s" ? $"{block}--l" : Size.Length == 0 ? null : $"{block}--{Size}";
}
