using CaseTracker.Domain;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Shared;

/// <summary>
/// A page with a form. It sends one request; what the validator or the rules refuse comes back beside the fields, and everything typed with it.
/// A page binds its answers to a property called Form, or straight to itself; the properties bear the names of the command's.
/// </summary>
public abstract class FormPage(IMediator mediator) : PageModel
{
    protected IMediator Mediator { get; } = mediator;

    /// <summary>The day it is at the council.</summary>
    protected DateOnly Today => HttpContext.RequestServices.GetRequiredService<TimeProvider>().LondonToday();

    /// <summary>Loads what the page shows around its form. Called again before a refused form is shown, so that both look the same.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends the request and answers with <paramref name="success"/>, or shows the form again with the reasons.</summary>
    protected async Task<IActionResult> SendAsync<T>(IRequest<T> request, Func<T, IActionResult> success)
    {
        if (!ModelState.IsValid)
        {
            // Something could not be read. Say everything else that is wrong too, so that nobody has to try twice.
            foreach (var validator in Validators(request))
            {
                AddFailures((await validator.ValidateAsync(new ValidationContext<object>(request), HttpContext.RequestAborted)).Errors);
            }

            return await AgainAsync();
        }

        try
        {
            return success(await Mediator.Send(request, HttpContext.RequestAborted));
        }
        catch (ValidationException invalid)
        {
            AddFailures(invalid.Errors);
        }
        catch (RefusedException refused)
        {
            AddError(refused.Field, refused.Message);
        }
        catch (StaleException)
        {
            AddError(null, Refusals.Of("stale").Text);
        }

        return await AgainAsync();
    }

    /// <summary>The same for a request that answers nothing.</summary>
    protected Task<IActionResult> SendAsync(IRequest<Unit> request, Func<IActionResult> success) => SendAsync(request, _ => success());

    /// <summary>Shows the page again as it was, with what was typed and what is wrong.</summary>
    protected async Task<IActionResult> AgainAsync()
    {
        await PrepareAsync(HttpContext.RequestAborted);
        return Page();
    }

    /// <summary>Reads a date in three boxes; what is wrong with it goes beside the field, and null comes back.</summary>
    /// <param name="name">What the date is, as it stands inside a sentence: "date it happened".</param>
    protected DateOnly? ReadDate(DateForm? form, string field, string name, DateBound bound = DateBound.Any, bool required = true)
    {
        var (date, error) = (form ?? new DateForm()).Read(name, Today, bound, required);
        if (error is not null) { AddError(field, error); }
        return date;
    }

    /// <summary>Puts a message beside a field, named as in the command; without one, or if the page has no such field, into the summary alone.</summary>
    protected void AddError(string? field, string message)
    {
        var key = KeyOf(field);
        if (key.Length > 0 && ModelState.TryGetValue(key, out var entry) && entry.Errors.Count > 0) { return; }
        ModelState.AddModelError(key, message);
    }

    /// <summary>Shows a message on the next page: what was done, in one sentence.</summary>
    protected void Done(string message) => TempData[SuccessKey] = message;

    /// <summary>Where the message of <see cref="Done"/> waits for the next page.</summary>
    public const string SuccessKey = "success";

    private void AddFailures(IEnumerable<FluentValidation.Results.ValidationFailure> failures)
    {
        foreach (var failure in failures) { AddError(failure.PropertyName, failure.ErrorMessage); }
    }

    private IEnumerable<IValidator> Validators(object request) =>
        HttpContext.RequestServices.GetServices(typeof(IValidator<>).MakeGenericType(request.GetType())).OfType<IValidator>();

    /// <summary>Where the message about a field belongs; empty for the summary alone. Validators name properties, the rules name inputs by their codes: "MainTheme" and "main_theme" are the same field.</summary>
    protected virtual string KeyOf(string? field)
    {
        if (string.IsNullOrEmpty(field)) return "";
        var first = field.Split('.', '[')[0];
        var rest = field[first.Length..];
        if (rest.Length > 1 && rest[0] == '.' && char.IsAsciiDigit(rest[1])) rest = "";
        if (Named(GetType().GetProperty("Form")?.PropertyType, first) is { } answer) return $"Form.{answer}{rest}";
        return Named(GetType(), first) is { } own ? own + rest : "";
    }

    private static string? Named(Type? type, string code)
    {
        var plain = code.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return type?.GetProperties().FirstOrDefault(p => p.Name.Equals(plain, StringComparison.OrdinalIgnoreCase))?.Name;
    }
}
