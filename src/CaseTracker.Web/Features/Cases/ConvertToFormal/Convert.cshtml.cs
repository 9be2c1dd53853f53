using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.ConvertToFormal;

/// <summary>Makes a formal complaint of an informal concern.</summary>
public sealed class ConvertPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public ConvertForm Form { get; set; } = new();

    /// <summary>"add" asks for one more allegation: everything typed comes back with one more box.</summary>
    [BindProperty]
    public string? Do { get; set; }

    public ConvertView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        Form.OccurredOn = new DateForm(View.OccurredOn);
    }

    public Task<IActionResult> OnPostAsync()
    {
        if (Do == "add") return AddAsync();
        // Boxes left empty after the first are not allegations.
        var written = Form.Allegations.Where((a, i) => i == 0 || !a.IsBlank).ToList();
        var occurred = ReadDate(Form.OccurredOn, nameof(Form.OccurredOn), "date it happened", DateBound.TodayOrPast);
        return SendAsync(new ConvertCommand(Reference, Form.Version, written, occurred, Form.NameConsent, Form.NameReason, Form.Carry, Form.Declaration, !Form.IsNameless), opened =>
        {
            Done($"Your formal complaint was sent as {opened}");
            return Redirect($"/concerns/{opened}");
        });
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        View = await Mediator.Send(new ConvertQuery(Reference), cancellationToken);
        if (Form.Allegations.Count == 0) Form.Allegations.Add(new AllegationForm());
    }

    private Task<IActionResult> AddAsync()
    {
        Form.Allegations.Add(new AllegationForm());
        return AgainAsync();
    }
}
