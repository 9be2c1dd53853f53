using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.Concern;

/// <summary>The raiser answers a question, writes a message, or both. A question may be left open, and a message sent all the same.</summary>
/// <param name="Question">Number of the event that asked; null where nothing was asked.</param>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record ReplyCommand(string Reference, Guid? Version, int? Question, string? Answer, string? Message) : IRequest<ReplyResult>, ICaseRequest, IWrites;

/// <summary>What was sent.</summary>
public enum ReplyResult
{
    Message,
    Agreed,
    Declined,
}

/// <summary>What must be there before it is sent.</summary>
public sealed class ReplyValidator : AbstractValidator<ReplyCommand>
{
    public ReplyValidator()
    {
        RuleFor(c => c.Answer).Must((c, answer) => !string.IsNullOrWhiteSpace(answer) || !string.IsNullOrWhiteSpace(c.Message)).When(c => c.Question is not null)
            .WithMessage("Select whether you agree, or enter a message.");
        RuleFor(c => c.Answer).Must(a => string.IsNullOrEmpty(a) || a is OpenQuestion.Yes or OpenQuestion.WithName or OpenQuestion.WithoutName or OpenQuestion.No).WithMessage("Select whether you agree.");
        RuleFor(c => c.Message).NotEmpty().When(c => c.Question is null).WithMessage("Enter a message.");
        RuleFor(c => c.Message).Within("message");
    }
}

/// <summary>Records the answer as consent given, or as a message that declines.</summary>
public sealed class ReplyHandler(CaseDesk desk) : IRequestHandler<ReplyCommand, ReplyResult>
{
    /// <inheritdoc/>
    public async Task<ReplyResult> Handle(ReplyCommand request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        if (request.Question is not { } number || string.IsNullOrEmpty(request.Answer))
        {
            await SendAsync(request.Message!, []);
            return ReplyResult.Message;
        }
        var now = await desk.NowAsync(c, cancellationToken);
        var question = OpenQuestion.Of(c, now).FirstOrDefault(q => q.Number == number) ?? throw new StaleException(new InvalidOperationException("The question is not open any more."));
        if (request.Answer == OpenQuestion.No)
        {
            var words = $"No, not now. I do not agree to {question.What}.";
            await SendAsync(string.IsNullOrWhiteSpace(request.Message) ? words : $"{words}\n\n{request.Message}", [new(OpenQuestion.Answers, [number.ToString(System.Globalization.CultureInfo.InvariantCulture)])], request.Version);
            return ReplyResult.Declined;
        }
        await AgreeAsync(question.Kind, question.To, request.Version);
        // The name is a second agreement, and only for the other side.
        if (request.Answer == OpenQuestion.WithName && OpenQuestion.NameMayBeUsed(question.Kind, c)) await AgreeAsync("use-name", c.Subject is { } subject ? [Party.Of(subject).ToString()] : question.To, null);
        if (!string.IsNullOrWhiteSpace(request.Message)) await SendAsync(request.Message, []);
        return ReplyResult.Agreed;

        Task<Done> AgreeAsync(string kind, IReadOnlyList<string> to, Guid? version) =>
            desk.DoAsync(c, Verbs.GiveConsent, Actor.Raiser, new Inputs([new("consent_kind", [kind]), new("consent_to", [.. to])]), cancellationToken, version);

        Task<Done> SendAsync(string message, KeyValuePair<string, string[]>[] more, Guid? version = null) =>
            desk.DoAsync(c, Verbs.SendMessage, Actor.Raiser, new Inputs([new("thread", ["raiser"]), new("message", [message]), .. more]), cancellationToken, version);
    }
}
