using System.Collections;
using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace CaseTracker.Web.Tests.Support;

/// <summary>A form as somebody fills it in: what it shows already, changed field by field, found by label or by name.</summary>
internal sealed class FormFilling
{
    private readonly IHtmlFormElement _form;
    private readonly List<KeyValuePair<string, string>> _values = [];

    public FormFilling(IHtmlFormElement form)
    {
        _form = form;
        foreach (var element in Controls()) Keep(element);
    }

    public IReadOnlyList<KeyValuePair<string, string>> With(IElement? button) =>
        button?.GetAttribute("name") is { Length: > 0 } name ? [.. _values, new(name, button.GetAttribute("value") ?? "")] : _values;

    public void Fill(object? fields)
    {
        if (fields is null) return;
        var pairs = fields is IDictionary dictionary
            ? dictionary.Keys.Cast<object>().Select(k => (Key: (string)k, Value: dictionary[k]))
            : fields.GetType().GetProperties().Select(p => (Key: p.Name, Value: p.GetValue(fields)));
        foreach (var (key, value) in pairs) Set(key, value);
    }

    private void Set(string key, object? value)
    {
        if (value is DateOnly day)
        {
            Set($"{NameOf(key, ".Day")[..^4]}.Day", day.Day);
            Set($"{NameOf(key, ".Day")[..^4]}.Month", day.Month);
            Set($"{NameOf(key, ".Day")[..^4]}.Year", day.Year);
            return;
        }
        var name = NameOf(key);
        var controls = Controls().Where(c => c.GetAttribute("name") == name).ToList();
        string[] values = value switch
        {
            null => [],
            bool yes => yes ? ["true"] : [],
            string text => [text],
            IEnumerable many => [.. many.Cast<object>().Select(v => v.ToString()!)],
            _ => [Convert.ToString(value, CultureInfo.InvariantCulture)!],
        };
        // The hidden "false" that accompanies a checkbox stays where it is.
        var choosable = controls.Any(c => c is IHtmlInputElement { Type: "radio" or "checkbox" } or IHtmlSelectElement);
        _values.RemoveAll(v => v.Key == name && !(choosable && IsCompanion(controls, v.Value)));
        foreach (var one in values) _values.Add(new(name, choosable ? Choice(controls, one) : one));
        if (values.Length == 0 && !choosable) _values.Add(new(name, ""));
    }

    private static bool IsCompanion(IEnumerable<IElement> controls, string value) => controls.Any(c => c is IHtmlInputElement { Type: "hidden" } h && h.Value == value);

    private string Choice(List<IElement> controls, string wanted)
    {
        var options = controls.SelectMany(c => c is IHtmlSelectElement select
            ? select.Options.Select(o => (o.Value, Words: Page.Tidy(o.TextContent)))
            : c is IHtmlInputElement { Type: "radio" or "checkbox" } i ? [(i.Value, Words: LabelOf(c))] : []).ToList();
        foreach (var (value, words) in options) if (value == wanted || words == wanted) return value;
        throw new InvalidOperationException($"There is no choice \"{wanted}\"; there are: {string.Join(", ", options.Select(o => $"{o.Value} \"{o.Words}\""))}");
    }

    private string NameOf(string key, string suffix = "")
    {
        var names = Controls().Select(c => c.GetAttribute("name") ?? "").Where(n => n.Length > 0).Distinct().ToList();
        foreach (var candidate in new[] { key, $"Form.{key}" })
            if (names.FirstOrDefault(n => string.Equals(n, candidate + suffix, StringComparison.OrdinalIgnoreCase)) is { } found) return found;
        foreach (var control in Controls()) if (control.GetAttribute("name") is { } name && LabelOf(control) == key) return name;
        foreach (var group in _form.QuerySelectorAll("fieldset"))
            if (group.QuerySelector("legend") is { } legend && Page.Tidy(legend.TextContent) == key && group.QuerySelectorAll("[name]").FirstOrDefault(e => e.GetAttribute("type") != "hidden") is { } first)
                return first.GetAttribute("name")!;
        throw new InvalidOperationException($"The form has no field \"{key}\"; it has: {string.Join(", ", names)}");
    }

    private string LabelOf(IElement control) => control.Id is { Length: > 0 } id && _form.QuerySelector($"label[for='{id}']") is { } label ? Page.Tidy(label.TextContent) : "";

    private IEnumerable<IElement> Controls() => _form.QuerySelectorAll("input, select, textarea").Where(e => !e.HasAttribute("disabled"));

    private void Keep(IElement element)
    {
        if (element.GetAttribute("name") is not { Length: > 0 } name) return;
        switch (element)
        {
            case IHtmlInputElement { Type: "radio" or "checkbox" } choice:
                if (choice.IsChecked) _values.Add(new(name, choice.Value));
                break;
            case IHtmlInputElement { Type: "submit" or "button" or "file" or "image" }:
                break;
            case IHtmlInputElement input:
                _values.Add(new(name, input.Value));
                break;
            case IHtmlTextAreaElement area:
                _values.Add(new(name, area.Value));
                break;
            case IHtmlSelectElement select:
                foreach (var option in select.Options.Where(o => o.IsSelected)) _values.Add(new(name, option.Value));
                break;
            default:
                break;
        }
    }
}
