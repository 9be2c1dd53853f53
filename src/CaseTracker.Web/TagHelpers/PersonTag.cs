using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseTracker.Web.TagHelpers;

/// <summary>Somebody to choose, with what tells them apart from others of the same name.</summary>
public sealed record PersonChoice(string Value, string Name, string? About = null);

/// <summary>
/// A person, or several, of the council. A plain list without script; with it a box to type in, usable by keyboard.
/// Several are bound to a list of strings in which empty entries mean nobody.
/// </summary>
[HtmlTargetElement("ct-person", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PersonTag : FieldTag
{
    private const int SpareBoxes = 3;

    public IEnumerable<PersonChoice> People { get; set; } = [];

    public bool Multiple { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var people = People.ToList();
        if (!Multiple)
        {
            Group(output, null, LabelElement(), HintAndErrors(), Box(people, Id, Value, DescribedBy));
            return;
        }

        var chosen = Values.Where(v => v.Length > 0).ToList();
        var boxes = Markup.Tag("div", [("class", "ct-people"), ("data-module", "ct-people")]);
        for (var i = 0; i < chosen.Count + SpareBoxes; i++)
        {
            var id = i == 0 ? Id : $"{Id}-{i + 1}";
            boxes.InnerHtml.AppendHtml(Markup.Tag("div", [("class", "ct-people__one")],
                Markup.Tag("label", [("class", "govuk-label"), ("for", id)], $"Person {i + 1}"),
                Box(people, id, i < chosen.Count ? chosen[i] : null, null)));
        }

        Group(output, null, Markup.Tag("fieldset", [("class", "govuk-fieldset"), ("aria-describedby", DescribedBy)], LegendElement(), HintAndErrors(), boxes));
    }

    private TagBuilder Box(List<PersonChoice> people, string id, string? value, string? describedBy)
    {
        // What was typed but matched nobody comes back too.
        var request = ViewContext.HttpContext.Request;
        var typed = request.HasFormContentType ? request.Form[$"{id}-typed"].FirstOrDefault() : null;
        if (!string.IsNullOrEmpty(value) && !people.Exists(p => string.Equals(p.Value, value, StringComparison.OrdinalIgnoreCase))) (typed, value) = (value, null);
        var select = Markup.Tag("select",
        [
            ("class", Markup.Classes("govuk-select ct-person", HasError ? "govuk-select--error" : null)), ("id", id), ("name", Name), ("aria-describedby", describedBy),
            ("data-module", "ct-person"), ("data-typed", string.IsNullOrEmpty(value) && !string.IsNullOrEmpty(typed) ? typed : null),
        ], Markup.Tag("option", [("value", "")]));
        foreach (var person in people)
        {
            var chosen = string.Equals(value, person.Value, StringComparison.OrdinalIgnoreCase);
            select.InnerHtml.AppendHtml(Markup.Tag("option", [("value", person.Value), ("selected", chosen ? "selected" : null)],
                person.About is null ? person.Name : $"{person.Name}, {person.About}"));
        }

        return select;
    }
}
