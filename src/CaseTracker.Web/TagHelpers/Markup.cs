using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CaseTracker.Web.TagHelpers;

/// <summary>Elements from code, encoded, in as few words as markup would take.</summary>
internal static class Markup
{
    /// <summary>An element. Attributes that are null are left out; content is encoded unless it is markup already.</summary>
    public static TagBuilder Tag(string name, (string Name, string? Value)[] attributes, params object?[] content)
    {
        var tag = new TagBuilder(name);
        if (name is "input") tag.TagRenderMode = TagRenderMode.SelfClosing;
        foreach (var (attribute, value) in attributes)
            if (value is not null) tag.Attributes[attribute] = value;
        foreach (var part in content)
        {
            if (part is IHtmlContent html) tag.InnerHtml.AppendHtml(html);
            else if (part is not null) tag.InnerHtml.Append(part.ToString()!);
        }

        return tag;
    }

    /// <summary>Class names, empty ones left out.</summary>
    public static string Classes(params string?[] names) => string.Join(' ', names.Where(n => !string.IsNullOrEmpty(n)));

    /// <summary>Words for people who cannot see what stands around them.</summary>
    public static TagBuilder Hidden(string text) => Tag("span", [("class", "govuk-visually-hidden")], text);
}
