using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseTracker.Web.TagHelpers;

/// <summary>A button that names the act; with an address, a link that looks like one.</summary>
[HtmlTargetElement("ct-button")]
public sealed class ButtonTag : TagHelper
{
    /// <summary>secondary, warning, or empty for the page's main act.</summary>
    public string Kind { get; set; } = "";

    public string? Href { get; set; }

    /// <summary>The one way in on a start page.</summary>
    public bool Start { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = Href is null ? "button" : "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Markup.Classes("govuk-button", Kind.Length > 0 ? $"govuk-button--{Kind}" : null, Start ? "ct-start" : null,
            output.Attributes["class"]?.Value?.ToString()));
        output.Attributes.SetAttribute("data-module", "govuk-button");
        if (Href is null)
        {
            if (!output.Attributes.ContainsName("type")) output.Attributes.SetAttribute("type", "submit");
            output.Attributes.SetAttribute("data-prevent-double-click", "true");
        }
        else
        {
            output.Attributes.SetAttribute("href", Href);
            output.Attributes.SetAttribute("role", "button");
            output.Attributes.SetAttribute("draggable", "false");
        }
    }
}

/// <summary>More for those who want it.</summary>
[HtmlTargetElement("ct-details")]
public sealed class DetailsTag : TagHelper
{
    public string Summary { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "details";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Markup.Classes("govuk-details", output.Attributes["class"]?.Value?.ToString()));
        output.PreContent.AppendHtml(Markup.Tag("summary", [("class", "govuk-details__summary")], Markup.Tag("span", [("class", "govuk-details__summary-text")], Summary)));
        output.PreContent.AppendHtml("""<div class="govuk-details__text">""");
        output.PostContent.AppendHtml("</div>");
    }
}

/// <summary>Words set apart.</summary>
[HtmlTargetElement("ct-inset")]
public sealed class InsetTag : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Markup.Classes("govuk-inset-text", output.Attributes["class"]?.Value?.ToString()));
    }
}

/// <summary>A consequence that must not be missed.</summary>
[HtmlTargetElement("ct-warning")]
public sealed class WarningTag : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-warning-text");
        output.PreContent.AppendHtml("""<span class="govuk-warning-text__icon" aria-hidden="true">!</span><strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">Warning</span> """);
        output.PostContent.AppendHtml("</strong>");
    }
}

/// <summary>Facts in rows.</summary>
[HtmlTargetElement("ct-summary")]
public sealed class SummaryTag : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "dl";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Markup.Classes("govuk-summary-list", output.Attributes["class"]?.Value?.ToString()));
    }
}

/// <summary>One row: what it is, the answer inside, and a link to change it.</summary>
[HtmlTargetElement("ct-row", ParentTag = "ct-summary")]
public sealed class RowTag : TagHelper
{
    public string Key { get; set; } = "";

    /// <summary>Where to change the answer; null for no link.</summary>
    public string? Change { get; set; }

    /// <summary>What "Change" changes, for those who hear the link alone: "when it happened".</summary>
    public string? What { get; set; }

    /// <summary>What stands there when the answer is empty.</summary>
    public string Empty { get; set; } = "Not given";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Markup.Classes("govuk-summary-list__row", Change is null ? "govuk-summary-list__row--no-actions" : null));
        output.Content.SetHtmlContent(Markup.Tag("dt", [("class", "govuk-summary-list__key")], Key));
        output.Content.AppendHtml(Markup.Tag("dd", [("class", "govuk-summary-list__value"), ("dir", "auto")],
            inside.IsEmptyOrWhiteSpace ? Markup.Tag("span", [("class", "ct-muted")], Empty) : inside));
        if (Change is not null)
            output.Content.AppendHtml(Markup.Tag("dd", [("class", "govuk-summary-list__actions")],
                Markup.Tag("a", [("class", "govuk-link"), ("href", Change)], "Change", Markup.Hidden(" " + (What ?? Key.ToLowerInvariant())))));
    }
}

/// <summary>Text that somebody typed: paragraphs and line breaks as typed, each in its own direction, never as markup.</summary>
[HtmlTargetElement("ct-text", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextTag : TagHelper
{
    public string? Value { get; set; }

    /// <summary>Class of each paragraph.</summary>
    public string Paragraph { get; set; } = "govuk-body";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var paragraphs = (Value ?? "").ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var paragraph in paragraphs)
        {
            var p = Markup.Tag("p", [("class", Paragraph), ("dir", "auto")]);
            var lines = paragraph.Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                if (i > 0) p.InnerHtml.AppendHtml(new HtmlString("<br>"));
                p.InnerHtml.Append(lines[i]);
            }

            output.Content.AppendHtml(p);
        }
    }
}
