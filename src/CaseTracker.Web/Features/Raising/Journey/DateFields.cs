using CaseTracker.Domain.Cases;
using CaseTracker.Web.Features.Shared;

namespace CaseTracker.Web.Features.Raising.Journey;

/// <summary>Dates in a draft: as a date where what was typed is one, otherwise as typed, so that nothing is lost.</summary>
public static class DateFields
{
    public static DateForm Show(Inputs draft, string code) => draft.Date(code) is { } day ? new DateForm(day) : new DateForm
    {
        Day = Box(draft, code, "day"),
        Month = Box(draft, code, "month"),
        Year = Box(draft, code, "year"),
    };

    public static IEnumerable<KeyValuePair<string, string[]>> Keep(string code, DateForm form)
    {
        if (form.Read(code, DateOnly.MaxValue, required: false).Date is { } day) return [new(code, [Inputs.Iso(day)])];
        return [new($"typed.{code}.day", [form.Day ?? ""]), new($"typed.{code}.month", [form.Month ?? ""]), new($"typed.{code}.year", [form.Year ?? ""])];
    }

    private static string? Box(Inputs draft, string code, string box) => draft.Text($"typed.{code}.{box}") is { Length: > 0 } text ? text : null;
}
