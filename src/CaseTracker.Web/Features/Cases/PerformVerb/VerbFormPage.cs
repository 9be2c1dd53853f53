using System.Globalization;
using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.PerformVerb;

/// <summary>
/// A page whose form is made from the declaration of an act. One address: the form, the form with what is wrong, and, where an act cannot be undone, the answers read back before they count.
/// Nothing is kept on the server in between; the answers travel with the page.
/// </summary>
public abstract class VerbFormPage(IMediator mediator) : FormPage(mediator)
{
    private static readonly HashSet<string> Own = ["__RequestVerificationToken", "version", "seen", "step"];

    [FromRoute]
    public string Reference { get; set; } = "";

    public PerformVerbView View { get; protected set; } = null!;

    /// <summary>The act and the reference.</summary>
    public string PageTitle => $"{(Checking ? "Check: " : "")}{View.Text.Title}, {View.Reference}";

    /// <summary>What was typed; null on a new form.</summary>
    public VerbAnswers? Typed { get; private set; }

    /// <summary>Whether the answers are being read back.</summary>
    public bool Checking { get; private set; }

    /// <summary>From which state of the case the form was made; null on a new form.</summary>
    protected VerbBasis? Basis { get; private set; }

    /// <summary>Which button was pressed: check, do, change, more.</summary>
    protected string Step { get; private set; } = "";

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync()
    {
        var form = await Request.ReadFormAsync(HttpContext.RequestAborted);
        Typed = new VerbAnswers(form.Where(f => !Own.Contains(f.Key)).ToDictionary(f => f.Key, f => f.Value.Select(v => v ?? "").ToArray()));
        Basis = new VerbBasis(Guid.TryParse(form["version"], out var version) ? version : Guid.Empty, int.TryParse(form["seen"], CultureInfo.InvariantCulture, out var seen) ? seen : 0);
        Step = form["step"].ToString();
        if (Step is "more" or "change") return await AgainAsync();
        if (Step != "do" && Try(Basis, Typed) is { } attempt) return await CheckAsync(attempt);
        return await SendAsync(Take(Basis, Typed), done =>
        {
            Done(done.Banner);
            return Redirect(done.Next);
        });
    }

    /// <summary>The request that only tries, for acts that are asked to be confirmed; null where the page has none.</summary>
    protected virtual IRequest<VerbDone>? Try(VerbBasis basis, VerbAnswers typed) => null;

    /// <summary>The request that does it.</summary>
    protected abstract IRequest<VerbDone> Take(VerbBasis basis, VerbAnswers typed);

    /// <inheritdoc/>
    protected override string KeyOf(string? field) => field ?? "";

    private async Task<IActionResult> CheckAsync(IRequest<VerbDone> attempt)
    {
        var tried = await SendAsync(attempt, _ => Page());
        if (!ModelState.IsValid) return tried;
        Checking = true;
        return await AgainAsync();
    }
}
