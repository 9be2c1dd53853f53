using System.Reflection;
using CaseTracker.Domain.Cases;
using MediatR;

namespace CaseTracker.Web.Pipeline;

/// <summary>Who may make a request. Every request says one of these; one that says nothing fails closed.</summary>
public enum Who
{
    /// <summary>Anybody, signed in or not.</summary>
    Anyone,

    /// <summary>Anybody with a signed-in account.</summary>
    SignedIn,

    /// <summary>Somebody signed in who holds one of <see cref="AccessAttribute.Roles"/>.</summary>
    Role,

    /// <summary>Somebody signed in with a live grant on the case named by <see cref="ICaseRequest"/>, of one of <see cref="AccessAttribute.Grants"/> if any are named.</summary>
    Grant,

    /// <summary>The operator on the host, by command.</summary>
    Operator,
}

/// <summary>The access rule of a request (ASVS 8.2.1). Checked before validation and before the handler.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AccessAttribute(Who who) : Attribute
{
    public Who Who { get; } = who;

    /// <summary>Roles, one of which is needed with <see cref="Who.Role"/>.</summary>
    public string[] Roles { get; init; } = [];

    /// <summary>Grant kinds (codes of routes section 3), one of which is needed with <see cref="Who.Grant"/>; empty means any.</summary>
    public string[] Grants { get; init; } = [];
}

/// <summary>A request about one case.</summary>
public interface ICaseRequest
{
    /// <summary>The case's reference as typed in the address.</summary>
    string Reference { get; }
}

/// <summary>What was asked for does not exist, or may not be seen: the two are answered alike.</summary>
public sealed class NotFoundException : Exception;

/// <summary>Whoever asks must sign in first.</summary>
public sealed class SignInNeededException : Exception;

/// <summary>First step of the pipeline: may this person? Refuses requests that declare no rule.</summary>
public sealed class AccessBehaviour<TRequest, TResponse>(ICurrentPerson current, ICaseGate gate) : IPipelineBehavior<TRequest, TResponse> where TRequest : notnull
{
    private static readonly AccessAttribute? Rule = typeof(TRequest).GetCustomAttribute<AccessAttribute>();

    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var rule = Rule ?? throw new InvalidOperationException($"{typeof(TRequest).Name} declares no access rule.");
        if (rule.Who == Who.Operator && !current.IsOperator) throw new NotFoundException();
        if (rule.Who is Who.SignedIn or Who.Role or Who.Grant && current.Person is null) throw new SignInNeededException();
        if (rule.Who == Who.Role && !rule.Roles.Any(current.Person!.Is)) throw new NotFoundException();
        if (rule.Who == Who.Grant)
        {
            var reference = CaseReference.Parse(((ICaseRequest)request).Reference) ?? throw new NotFoundException();
            await gate.EnterAsync(reference, rule.Grants, cancellationToken);
        }
        return await next();
    }
}

/// <summary>Lets somebody in to a case, or throws <see cref="NotFoundException"/> as for an unknown reference.</summary>
public interface ICaseGate
{
    /// <summary>Passes if the current person has a live grant of one of these kinds (any, if none are named).</summary>
    Task EnterAsync(CaseReference reference, IReadOnlyCollection<string> grants, CancellationToken cancellationToken);
}
