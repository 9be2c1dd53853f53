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

    /// <summary>Somebody who has given their password and owes the code of their second step.</summary>
    OwingCode,

    /// <summary>Somebody signed in, or kept out only because they have no second step yet.</summary>
    SettingUp,

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

    /// <summary>Whether somebody anonymous may too, who writes a report or came back with its receipt, where otherwise an account is needed.</summary>
    public bool ByReceipt { get; init; }
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

/// <summary>Whoever asks must prove once more who they are.</summary>
public sealed class StepUpNeededException : Exception;

/// <summary>
/// A request that needs fresh proof of who asks (ASVS 7.5.1, 7.5.3): whoever proved it longer ago than <see cref="ValidFor"/> is asked again, and keeps what they typed. Put it beside <see cref="AccessAttribute"/>, on the
/// query of the form as on its command, so that nobody is asked only after having filled it in.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StepUpAttribute : Attribute
{
    /// <summary>How long proof stays fresh.</summary>
    public static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(5);
}

/// <summary>A request that stands for many acts, of which some need fresh proof.</summary>
public interface IMayStepUp
{
    /// <summary>Whether this one does.</summary>
    bool NeedsStepUp { get; }
}

/// <summary>First step of the pipeline: may this person, and is it surely them? Refuses requests that declare no rule.</summary>
public sealed class AccessBehaviour<TRequest, TResponse>(ICurrentPerson current, ICaseGate gate, TimeProvider time) : IPipelineBehavior<TRequest, TResponse> where TRequest : notnull
{
    private static readonly AccessAttribute? Rule = typeof(TRequest).GetCustomAttribute<AccessAttribute>();
    private static readonly bool StepsUp = typeof(TRequest).IsDefined(typeof(StepUpAttribute));

    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var rule = Rule ?? throw new InvalidOperationException($"{typeof(TRequest).Name} declares no access rule.");
        if (rule.Who == Who.Operator && !current.IsOperator) throw new NotFoundException();
        if (rule.Who is Who.SignedIn or Who.Role or Who.Grant && current.Person is null && !(rule.ByReceipt && current.IsAnonymous)) throw new SignInNeededException();
        if (rule.Who == Who.OwingCode && current.Entry?.Owes != Owed.Code) throw new SignInNeededException();
        if (rule.Who == Who.SettingUp && current.Entry?.Owes is not (Owed.Nothing or Owed.SetUp)) throw new SignInNeededException();
        if (rule.Who == Who.Role && !rule.Roles.Any(current.Person!.Is)) throw new NotFoundException();
        if (rule.Who == Who.Grant)
        {
            var reference = CaseReference.Parse(((ICaseRequest)request).Reference) ?? throw new NotFoundException();
            await gate.EnterAsync(reference, rule.Grants, cancellationToken);
        }
        // After the rest: whether there is such a case is not told to whoever may not see it.
        if ((StepsUp || request is IMayStepUp { NeedsStepUp: true }) && !current.IsOperator && (current.Entry is not { } entry || entry.At + StepUpAttribute.ValidFor <= time.GetUtcNow())) throw new StepUpNeededException();
        return await next();
    }
}

/// <summary>Lets somebody in to a case, or throws <see cref="NotFoundException"/> as for an unknown reference.</summary>
public interface ICaseGate
{
    /// <summary>Passes if the current person has a live grant of one of these kinds (any, if none are named).</summary>
    Task EnterAsync(CaseReference reference, IReadOnlyCollection<string> grants, CancellationToken cancellationToken);
}
