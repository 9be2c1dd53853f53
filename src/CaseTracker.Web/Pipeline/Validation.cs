using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Pipeline;

/// <summary>Second step of the pipeline: is the form complete? All faults are reported together, each with its field.</summary>
public sealed class ValidationBehaviour<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse> where TRequest : notnull
{
    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var faults = new List<FluentValidation.Results.ValidationFailure>();
        foreach (var validator in validators) faults.AddRange((await validator.ValidateAsync(request, cancellationToken)).Errors);
        return faults.Count == 0 ? await next() : throw new ValidationException(faults);
    }
}
