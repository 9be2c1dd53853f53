using System.Globalization;
using System.Text.RegularExpressions;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.TagHelpers;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.Journey;

/// <summary>A page of a journey: shows what the draft holds, saves what was typed, and goes on.</summary>
public abstract class QuestionPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>"check" where the answer is changed on the way from the check.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty]
    public string? MadeFrom { get; set; }

    /// <summary>"later" saves what there is and stops; "more" saves it and asks on, with room for one more; "file" saves it and asks for a file; "remove-" and a file's id saves it and takes the file away.</summary>
    [BindProperty]
    public string? Then { get; set; }

    /// <summary>Whether there is to be room for one more.</summary>
    [BindProperty(SupportsGet = true)]
    public bool More { get; set; }

    public QuestionView View { get; private set; } = QuestionView.Nothing;

    /// <summary>Answers of another tab that were replaced just now.</summary>
    public IReadOnlyList<ReplacedAnswer> Replaced { get; private set; } = [];

    /// <summary>Where the concern is, and what was typed, where it had been sent before.</summary>
    public SentBefore? TooLate { get; private set; }

    public string NextAddress { get; private set; } = "";
    public string Root => Journeys.Of(Recording).Root;
    protected bool FromCheck => From == "check";

    private Guid? Removed => Then is ['r', 'e', 'm', 'o', 'v', 'e', '-', .. var id] && Guid.TryParse(id, out var file) ? file : null;

    /// <summary>Code of the step.</summary>
    protected abstract string Step { get; }

    /// <summary>Whether it is recorded for somebody else.</summary>
    public virtual bool Recording => false;

    /// <summary>The answers of the page.</summary>
    protected abstract IReadOnlyList<Part> Parts();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        ShowAnswers();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        foreach (var part in Parts()) part.Answer.TakeTyped((property, chosen) => Unmatched(part.Prefix + property, chosen));
        var answer = await SendAsync(new SaveAnswersCommand(Id, Recording, Step, Parts(), Then is "later" or "more" or "file" || Removed is not null, FromCheck, MadeFrom), GoOn);
        if (Removed is { } file && ModelState.IsValid && TooLate is null) await Mediator.Send(new RemoveDraftFileCommand(Id, Recording, file));
        if (Replaced.Count == 0) return answer;
        await PrepareAsync(HttpContext.RequestAborted);
        ModelState.Remove(nameof(MadeFrom));
        MadeFrom = View.MadeFrom;
        return answer;
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        View = await Mediator.Send(new QuestionQuery(Id, Recording, Step, FromCheck), cancellationToken);
        ViewData[Asking.Key] = new Asking(View, Recording, More);
    }

    private IActionResult GoOn(Saved saved)
    {
        if (saved is { TooLate: null, Replaced.Count: 0 })
        {
            if (Then == "later") Done("Your answers are saved. Nobody else can see them.");
            if (Then == "file") return Redirect($"{Root}/{Id}/file{(FromCheck ? "?from=check" : "")}");
            if (Removed is not null) return Redirect($"{Request.Path}{(FromCheck ? "?from=check" : "")}");
            return Redirect(Then == "more" ? $"{Request.Path}?more=true{(FromCheck ? "&from=check" : "")}#more" : saved.Next);
        }

        NextAddress = saved.Next;
        (TooLate, Replaced) = (saved.TooLate, saved.Replaced);
        // The questions are made before the page around them leaves them out.
        if (TooLate is not null) ViewData[Asking.Key] = new Asking(QuestionView.Nothing, Recording, More: false);
        return Page();
    }

    private void ShowAnswers()
    {
        foreach (var part in Parts()) part.Answer.Show(View.Answers);
        MadeFrom = View.MadeFrom;
    }

    // With script a box of people is typed into: a name that is not in the list comes beside an empty choice.
    private List<string> Unmatched(string property, IReadOnlyList<string?> chosen)
    {
        var id = Regex.Escape(FieldNames.IdOf("Form." + property));
        var typed = Request.Form.Select(f => (Match: Regex.Match(f.Key, $@"^{id}(?:-(\d+))?-typed$"), Text: f.Value.ToString().Trim())).Where(f => f.Match.Success)
            .OrderBy(f => f.Match.Groups[1].Success ? int.Parse(f.Match.Groups[1].Value, CultureInfo.InvariantCulture) : 1).Select(f => f.Text).ToList();
        return [.. typed.Where((text, i) => text.Length > 0 && string.IsNullOrEmpty(chosen.ElementAtOrDefault(i)))];
    }
}
