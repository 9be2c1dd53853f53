using CaseTracker.Domain.Deadlines;
using CaseTracker.Web.Features.Shared;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseTracker.Web.TagHelpers;

/// <summary>Where a case rests, in words; the colour only supports them.</summary>
public enum StageKind
{
    /// <summary>Nobody has acted.</summary>
    New,

    /// <summary>With the Monitoring Officer.</summary>
    WithCouncil,

    /// <summary>With a Group Head, investigator, Independent Person or subject.</summary>
    WithOthers,

    /// <summary>Formal route, hearing, decision.</summary>
    Decision,

    /// <summary>An outcome is recorded.</summary>
    Done,

    /// <summary>The clock is stopped.</summary>
    Paused,

    /// <summary>Closed.</summary>
    Closed,
}

/// <summary>How near a date is.</summary>
public enum DueKind
{
    /// <summary>More than five working days away.</summary>
    Later,

    /// <summary>Five working days or fewer.</summary>
    Soon,

    /// <summary>Past.</summary>
    Overdue,

    /// <summary>The clock is stopped.</summary>
    Paused,
}

/// <summary>A stage as a tag.</summary>
[HtmlTargetElement("ct-stage", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StageTag : TagHelper
{
    public StageKind Kind { get; set; }

    public string Words { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = Kind switch { StageKind.WithCouncil => "with-council", StageKind.WithOthers => "with-others", _ => Kind.ToString().ToLowerInvariant() };
        output.TagName = "strong";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"govuk-tag ct-tag--{name}");
        output.Content.SetContent(Words);
    }
}

/// <summary>When something is due: "Due in 2 working days", and the date below it.</summary>
[HtmlTargetElement("ct-due", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DueTag : TagHelper
{
    public DueKind Kind { get; set; }

    public string Words { get; set; } = "";

    /// <summary>The date in words; null for none.</summary>
    public string? Date { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Markup.Tag("span", [("class", Markup.Classes("ct-due", Kind == DueKind.Later ? null : $"ct-due--{Kind.ToString().ToLowerInvariant()}"))], Words));
        if (!string.IsNullOrEmpty(Date)) output.Content.AppendHtml(" ").AppendHtml(Markup.Tag("span", [("class", "ct-due__date")], Date));
    }
}

/// <summary>A case's reference, in letters that cannot be confused.</summary>
[HtmlTargetElement("ct-ref", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ReferenceTag : TagHelper
{
    public string Value { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Markup.Classes("ct-reference", output.Attributes["class"]?.Value?.ToString()));
        output.Content.SetContent(Value);
    }
}

/// <summary>A day or a moment: "Tuesday 14 October 2025", "Tuesday 14 October 2025 at 4:12pm".</summary>
[HtmlTargetElement("ct-time", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TimeTag : TagHelper
{
    public DateOnly? Day { get; set; }

    public DateTimeOffset? At { get; set; }

    /// <summary>Leaves the year out.</summary>
    public bool Near { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (At is { } at)
        {
            output.Attributes.SetAttribute("datetime", at.IsWholeDay() ? LondonTime.DateOf(at).ToString("yyyy-MM-dd", null) : at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", null));
            output.Content.SetContent(Near ? at.WithoutYear() : at.InFull());
        }
        else if (Day is { } day)
        {
            output.Attributes.SetAttribute("datetime", day.ToString("yyyy-MM-dd", null));
            output.Content.SetContent(Near ? day.WithoutYear() : day.InFull());
        }
        else
        {
            output.SuppressOutput();
        }
    }
}

/// <summary>What happened, newest first.</summary>
[HtmlTargetElement("ct-timeline")]
public sealed class TimelineTag : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "moj-timeline");
    }
}

/// <summary>One thing that happened: what, by whom, when, and more inside.</summary>
[HtmlTargetElement("ct-entry", ParentTag = "ct-timeline")]
public sealed class EntryTag : TagHelper
{
    public string Title { get; set; } = "";

    public string? By { get; set; }

    public DateTimeOffset At { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "moj-timeline__item");
        output.Content.SetHtmlContent(Markup.Tag("div", [("class", "moj-timeline__header")],
            Markup.Tag("h3", [("class", "moj-timeline__title"), ("dir", "auto")], Title), " ",
            By is null ? null : Markup.Tag("p", [("class", "moj-timeline__byline")], $"by {By}")));
        output.Content.AppendHtml(Markup.Tag("p", [("class", "moj-timeline__date")],
            Markup.Tag("time", [("datetime", At.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", null))], At.InFull())));
        if (!inside.IsEmptyOrWhiteSpace) output.Content.AppendHtml(Markup.Tag("div", [("class", "moj-timeline__description")], inside));
    }
}

/// <summary>Who is on the other side of a thread; internal notes have nobody.</summary>
public enum ThreadKind
{
    Raiser,
    Subject,

    /// <summary>An Independent Person: the council's, or the one whom the subject consults.</summary>
    Independent,
    Notes,
}

/// <summary>A conversation whose bar says who can read it.</summary>
[HtmlTargetElement("ct-thread")]
public sealed class ThreadTag : TagHelper
{
    public ThreadKind Kind { get; set; }

    public string Title { get; set; } = "";

    /// <summary>Who can read it, or who cannot.</summary>
    public string Readers { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"ct-thread ct-thread--{Kind.ToString().ToLowerInvariant()}");
        output.PreContent.AppendHtml(Markup.Tag("div", [("class", "ct-thread__title")], Markup.Tag("h3", [], Title), Markup.Tag("p", [], Readers)));
        output.PreContent.AppendHtml("""<div class="ct-thread__body">""");
        output.PostContent.AppendHtml("</div>");
    }
}

/// <summary>One message of a thread. The text is given as an attribute or stands inside.</summary>
[HtmlTargetElement("ct-message", ParentTag = "ct-thread")]
public sealed class MessageTag : TagHelper
{
    public string Who { get; set; } = "";

    public DateTimeOffset At { get; set; }

    /// <summary>Written by the reader's own side.</summary>
    public bool Ours { get; set; }

    public string? Text { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "article";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Markup.Classes("ct-message", Ours ? "ct-message--ours" : null));
        output.Content.SetHtmlContent(Markup.Tag("header", [], Markup.Tag("strong", [], Who), ", ",
            Markup.Tag("time", [("datetime", At.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", null))], At.WithoutYear())));
        if (Text is not null)
        {
            var text = new TagHelperOutput("ct-text", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
            new TextTag { Value = Text, Paragraph = "ct-message__text" }.Process(context, text);
            output.Content.AppendHtml(text.Content);
        }

        output.Content.AppendHtml(inside);
    }
}
