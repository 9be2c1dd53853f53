using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace CaseTracker.Rig;

/// <summary>A form with what stands in it.</summary>
public sealed class Form
{
    private readonly IHtmlFormElement _form;
    private readonly List<KeyValuePair<string, string>> _fields = [];

    public Form(string action, IHtmlFormElement form)
    {
        (Action, _form) = (action, form);
        foreach (var input in form.QuerySelectorAll<IHtmlInputElement>("input").Where(i => i.Type == "hidden" || i.IsChecked)) _fields.Add(new(input.Name!, input.Value));
        foreach (var text in form.QuerySelectorAll<IHtmlInputElement>("input[type=text]").Where(i => i.Value.Length > 0)) _fields.Add(new(text.Name!, text.Value));
    }

    public string Action { get; }

    public IEnumerable<KeyValuePair<string, string>> Fields => _fields;

    /// <summary>Sets the field whose name is, or ends in, that.</summary>
    public Form Fill(string name, string value)
    {
        var full = _form.QuerySelectorAll("input, textarea, select").Select(e => e.GetAttribute("name")).FirstOrDefault(n => n == name || (n?.EndsWith("." + name, StringComparison.Ordinal) ?? false))
            ?? throw new InvalidOperationException($"{Action} has no field {name}.");
        _fields.RemoveAll(f => f.Key == full);
        _fields.Add(new(full, value));
        return this;
    }

    /// <summary>Chooses the option, box or button with those words.</summary>
    public Form Choose(string words)
    {
        foreach (var option in _form.QuerySelectorAll<IHtmlOptionElement>("option").Where(o => o.TextContent.Contains(words, StringComparison.Ordinal)))
            return Put(option.Closest("select")!.GetAttribute("name")!, option.Value);
        foreach (var label in _form.QuerySelectorAll<IHtmlLabelElement>("label").Where(l => l.TextContent.Contains(words, StringComparison.Ordinal)))
            if (_form.QuerySelector($"#{label.HtmlFor}") is IHtmlInputElement input) return Put(input.Name!, input.Value);
        foreach (var button in _form.QuerySelectorAll<IHtmlButtonElement>("button").Where(b => b.TextContent.Contains(words, StringComparison.Ordinal) && b.Name is { Length: > 0 }))
            return Put(button.Name!, button.Value);
        throw new InvalidOperationException($"{Action} offers no “{words}”.");
    }

    private Form Put(string name, string value)
    {
        _fields.RemoveAll(f => f.Key == name);
        _fields.Add(new(name, value));
        return this;
    }
}
