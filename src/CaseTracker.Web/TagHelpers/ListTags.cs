using CaseTracker.Web.Features.Shared;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseTracker.Web.TagHelpers;

/// <summary>Views of the same list.</summary>
[HtmlTargetElement("ct-tabs")]
public sealed class TabsTag : TagHelper
{
    /// <summary>What they are views of, for those who hear it.</summary>
    public string Label { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "moj-sub-navigation ct-tabs");
        output.Attributes.SetAttribute("aria-label", Label);
        output.PreContent.AppendHtml("""<ul class="moj-sub-navigation__list">""");
        output.PostContent.AppendHtml("</ul>");
    }
}

/// <summary>One view, with how many it holds.</summary>
[HtmlTargetElement("ct-tab", ParentTag = "ct-tabs")]
public sealed class TabTag : TagHelper
{
    public string Href { get; set; } = "";

    public int? Count { get; set; }

    /// <summary>What is counted: "case".</summary>
    public string Unit { get; set; } = "case";

    public bool Current { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "moj-sub-navigation__item");
        var link = Markup.Tag("a", [("class", "moj-sub-navigation__link"), ("href", Href), ("aria-current", Current ? "page" : null)], inside);
        if (Count is { } count)
        {
            link.InnerHtml.Append(" ");
            link.InnerHtml.AppendHtml(Markup.Tag("span", [("class", "ct-count")], count.OnTab(), Markup.Hidden(count == 1 ? $" {Unit}" : $" {Unit}s")));
        }

        output.Content.SetHtmlContent(link);
    }
}

/// <summary>Filters in force, each removable.</summary>
[HtmlTargetElement("ct-filters")]
public sealed class FiltersTag : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        if (inside.IsEmptyOrWhiteSpace)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "ul";

        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "moj-filter-tags");
        output.Content.SetHtmlContent(inside);
    }
}

/// <summary>One filter in force; following it removes it.</summary>
[HtmlTargetElement("ct-filter", ParentTag = "ct-filters")]
public sealed class FilterTag : TagHelper
{
    public string Href { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.SetHtmlContent(Markup.Tag("a", [("class", "moj-filter__tag"), ("href", Href)], Markup.Hidden("Remove this filter: "), inside));
    }
}

/// <summary>Leafing through a list by its keys: only the neighbouring pages are known. Nothing when there are none.</summary>
[HtmlTargetElement("ct-paging", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PagingTag : TagHelper
{
    public string? Previous { get; set; }

    public string? Next { get; set; }

    /// <summary>What is leafed through: "cases".</summary>
    public string Of { get; set; } = "cases";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // An attribute that holds an expression is empty, not missing, where the expression is null.
        var (previous, next) = (string.IsNullOrEmpty(Previous) ? null : Previous, string.IsNullOrEmpty(Next) ? null : Next);
        if (previous is null && next is null)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-pagination");
        output.Attributes.SetAttribute("aria-label", $"More {Of}");
        if (previous is not null) output.Content.AppendHtml(Link("prev", previous, "Previous", "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z"));
        if (next is not null) output.Content.AppendHtml(Link("next", next, "Next", "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z"));
    }

    private TagBuilder Link(string way, string href, string words, string arrow)
    {
        var svg = new HtmlString($"""<svg class="govuk-pagination__icon govuk-pagination__icon--{way}" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="{arrow}"></path></svg>""");
        var title = Markup.Tag("span", [("class", "govuk-pagination__link-title")], words, Markup.Hidden($" {Of}"));
        return Markup.Tag("div", [("class", $"govuk-pagination__{way}")],
            Markup.Tag("a", [("class", "govuk-link govuk-pagination__link"), ("href", href), ("rel", way)], way == "prev" ? svg : title, way == "prev" ? title : svg));
    }
}
