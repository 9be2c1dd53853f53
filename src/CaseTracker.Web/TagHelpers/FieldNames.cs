using System.Text;
using CaseTracker.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CaseTracker.Web.TagHelpers;

/// <summary>How a property becomes an id, and in which order errors are listed.</summary>
public static class FieldNames
{
    /// <summary>"Form.HappenedOn" becomes "happened-on": ids are read by people in addresses and by assistive technology.</summary>
    public static string IdOf(string name)
    {
        var id = new StringBuilder();
        foreach (var c in name.StartsWith("Form.", StringComparison.Ordinal) ? name.AsSpan(5) : name)
        {
            if (char.IsAsciiLetterUpper(c))
            {
                if (id.Length > 0 && id[^1] != '-') id.Append('-');
                id.Append(char.ToLowerInvariant(c));
            }
            else if (char.IsAsciiLetterOrDigit(c))
            {
                id.Append(c);
            }
            else if (id.Length > 0 && id[^1] != '-')
            {
                id.Append('-');
            }
        }

        return id.ToString().TrimEnd('-');
    }

    /// <summary>"Form.WhatHappened" becomes "What happened": the nearest to a label where the page that had one is gone.</summary>
    public static string TitleOf(string name) => IdOf(name) switch
    {
        "narrative" => "What happened",
        "summary" => "In one line",
        var id => id.Replace('-', ' ').Sentence(),
    };

    /// <summary>Errors in the order in which the page's model declares its properties, which is the order of the questions; those of no field first.</summary>
    internal static IEnumerable<(string Key, string Message)> ErrorsInOrder(ModelStateDictionary state, Type? model) =>
        state.Where(e => e.Value is { Errors.Count: > 0 })
            .Select(e => (e.Key, Place: Place(model, e.Key), e.Value!.Errors))
            .OrderBy(e => e.Place, StringComparer.Ordinal)
            .SelectMany(e => e.Errors.Select(error => (e.Key, error.ErrorMessage)))
            .DistinctBy(e => (IdOf(e.Key), e.ErrorMessage));

    private static string Place(Type? type, string key)
    {
        var place = new StringBuilder();
        foreach (var step in key.Split('.', '[', ']').Where(s => s.Length > 0))
        {
            if (int.TryParse(step, out var index))
            {
                place.Append('.').Append(index.ToString("d4", null));
                type = type?.IsArray == true ? type.GetElementType() : type?.GenericTypeArguments.FirstOrDefault();
                continue;
            }

            var properties = type?.GetProperties() ?? [];
            var at = Array.FindIndex(properties, p => p.Name == step);
            place.Append('.').Append((at < 0 ? 9999 : at).ToString("d4", null));
            type = at < 0 ? null : properties[at].PropertyType;
        }

        return place.ToString();
    }
}
