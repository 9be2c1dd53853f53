using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.TagHelpers;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseTracker.Web.Features.Cases.PerformVerb;

/// <summary>A field of an act's form, shown by the same elements as fields of any other page.</summary>
[HtmlTargetElement("ct-verb-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class VerbFieldTag : TagHelper
{
    private static readonly EmptyModelMetadataProvider Metadata = new();

    public VerbField Field { get; set; } = null!;

    /// <summary>What was typed; null where the form is new.</summary>
    public VerbAnswers? Typed { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(await ShowAsync(Field));
    }

    private async Task<IHtmlContent> ShowAsync(VerbField field)
    {
        var content = new HtmlContentBuilder();
        if (field.Kind == FieldKind.Fixed) return content;
        if (field.Section is { } section) content.AppendHtml(Markup.Tag("h2", [("class", "govuk-heading-m govuk-!-margin-top-7")], section));
        FieldTag tag = field.Kind switch
        {
            FieldKind.Text => new TextareaTag { Rows = field.Rows, Max = field.Most },
            FieldKind.Radios => new RadiosTag { Inline = field.Inline },
            FieldKind.Checkboxes => new CheckboxesTag(),
            FieldKind.Select => new SelectTag { Items = field.Choices.Select(c => new Choice(c.Value, c.Label)) },
            FieldKind.Date => new DateTag(),
            FieldKind.Person or FieldKind.People => new PersonTag { People = field.People, Multiple = field.Kind == FieldKind.People },
            FieldKind.Tick => new CheckboxTag(),
            _ => new InputTag { Width = field.Most <= 40 ? "20" : "", Spellcheck = field.Most > 40 },
        };
        (tag.For, tag.Label, tag.Hint, tag.ViewContext) = (Expression(field), field.Label, field.Hint, ViewContext);

        var context = new TagHelperContext("ct-field", [], new Dictionary<object, object>(), Guid.NewGuid().ToString("N"));
        var output = new TagHelperOutput("ct-field", [], async (_, _) =>
        {
            if (context.Items.TryGetValue(typeof(OptionList), out var list) && list is OptionList options)
                foreach (var choice in field.Choices) options.Add((new Choice(choice.Value, choice.Label, choice.Hint), null, await RevealsAsync(choice)));
            return new DefaultTagHelperContent();
        });
        await tag.ProcessAsync(context, output);
        content.AppendHtml(output);
        return content;
    }

    private async Task<IHtmlContent?> RevealsAsync(FieldChoice choice)
    {
        var shown = choice.Reveals.Where(f => f.Kind != FieldKind.Fixed).ToList();
        if (shown.Count == 0) return null;
        var content = new HtmlContentBuilder();
        foreach (var field in shown) content.AppendHtml(await ShowAsync(field));
        return content;
    }

    private ModelExpression Expression(VerbField field)
    {
        var given = Typed is null ? field.Default : Typed.Of(field.Name);
        object? model = field.Kind switch
        {
            FieldKind.Date => Typed?.Date(field.Name) ?? new DateForm(field.Default is [var iso, ..] ? DateOnly.ParseExact(iso, "yyyy-MM-dd", null) : null),
            FieldKind.Checkboxes or FieldKind.People => given.ToList(),
            // As typed, with the blanks that somebody may have meant.
            _ => Typed is null ? given.FirstOrDefault() : Typed.Typed.GetValueOrDefault(field.Name)?.FirstOrDefault(),
        };
        return new ModelExpression(field.Name, Metadata.GetModelExplorerForType(model?.GetType() ?? typeof(string), model));
    }
}
