using System.Globalization;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.ConvertToFormal;

/// <summary>An allegation as typed.</summary>
public sealed class AllegationForm
{
    public string? Text { get; set; }
    public string? Heading { get; set; }
    public string? Paragraph { get; set; }

    /// <summary>Whether nothing was typed.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Text) && string.IsNullOrEmpty(Heading) && string.IsNullOrWhiteSpace(Paragraph);
}

/// <summary>The raiser makes a formal complaint. Answers the reference of the new case.</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record ConvertCommand(string Reference, Guid? Version, IReadOnlyList<AllegationForm> Allegations, DateOnly? OccurredOn, string? NameConsent, string? NameReason, IReadOnlyList<string> Carry, bool Declaration, bool AsksReason = true)
    : IRequest<string>, ICaseRequest, IWrites;

/// <summary>A written allegation under a heading of the Code (Localism Act 2011 s.28(9)), and the raiser's own choice about their name.</summary>
public sealed class ConvertValidator : AbstractValidator<ConvertCommand>
{
    private const int Most = 20;

    public ConvertValidator()
    {
        RuleForEach(c => c.Allegations).ChildRules(a =>
        {
            a.RuleFor(x => x.Text).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(Refusals.Of("written").Text)
                .Must(t => t!.Trim().Length >= 50).WithMessage("The allegation must be 50 characters or more.").Must(t => t!.Length <= 20_000).WithMessage("The allegation must be 20,000 characters or fewer.");
            a.RuleFor(x => x.Heading).NotEmpty().WithMessage(Refusals.Of("heading").Text);
        });
        RuleFor(c => c.Allegations).Must(a => a.Count <= Most).WithMessage($"Write {Most} allegations or fewer.");
        RuleFor(c => c.OccurredOn).NotNull().WithMessage("Enter the date it happened.");
        RuleFor(c => c.NameConsent).NotEmpty().WithMessage(Refusals.Of("convert-consent").Text);
        RuleFor(c => c.NameReason).NotEmpty().When(c => c.NameConsent == "confidential" && c.AsksReason).WithMessage("Enter why the councillor should not be told your name.").MaximumLength(2000).WithMessage("Your reasons must be 2,000 characters or fewer.");
        RuleFor(c => c.Declaration).Equal(true).WithMessage(Refusals.Of("declaration").Text);
    }
}

/// <summary>Opens the formal case in the same concern, and closes the informal one.</summary>
public sealed class ConvertHandler(CaseDesk desk) : IRequestHandler<ConvertCommand, string>
{
    /// <inheritdoc/>
    public async Task<string> Handle(ConvertCommand request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var inputs = new List<KeyValuePair<string, string[]>>();
        foreach (var (allegation, i) in request.Allegations.Select((a, i) => (a, i + 1)))
        {
            inputs.Add(new($"allegations.{i}.text", [allegation.Text!]));
            inputs.Add(new($"allegations.{i}.heading", [allegation.Heading!]));
            inputs.Add(new($"allegations.{i}.paragraph", [allegation.Paragraph ?? ""]));
        }
        inputs.Add(new("occurred_on", [request.OccurredOn!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]));
        inputs.Add(new("name_consent", [request.NameConsent!]));
        if (request is { NameConsent: "confidential", NameReason: { } why }) inputs.Add(new(Case.NameReason, [why]));
        inputs.Add(new("carry", [.. request.Carry]));
        inputs.Add(new("declaration", [request.Declaration ? "yes" : ""]));
        var done = await desk.DoAsync(c, Verbs.Convert, Actor.Raiser, new Inputs(inputs), cancellationToken, request.Version);
        return done.Opened[0].Reference.Value;
    }
}
