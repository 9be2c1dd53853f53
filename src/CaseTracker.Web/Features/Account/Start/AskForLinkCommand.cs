using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Account.Start;

/// <summary>Asks for a one-time link. The answer and the time it takes are the same for every address.</summary>
[Access(Who.Anyone)]
public sealed record AskForLinkCommand(string Email) : IRequest<Unit>;

public sealed class AskForLinkValidator : AbstractValidator<AskForLinkCommand>
{
    public AskForLinkValidator() => RuleFor(c => c.Email).Cascade(CascadeMode.Stop)
        .NotEmpty().WithMessage("Enter your email address")
        .MaximumLength(254).WithMessage("Enter an email address of 254 characters or fewer")
        .EmailAddress().WithMessage("Enter an email address in the correct format, like name@council.gov.uk");
}

public sealed class AskForLinkHandler(LinkRequests requests) : IRequestHandler<AskForLinkCommand, Unit>
{
    public Task<Unit> Handle(AskForLinkCommand request, CancellationToken cancellationToken)
    {
        requests.Ask(request.Email.Trim());
        return Unit.Task;
    }
}
