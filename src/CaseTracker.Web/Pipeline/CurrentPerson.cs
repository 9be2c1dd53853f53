using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;

namespace CaseTracker.Web.Pipeline;

/// <summary>Who makes the request.</summary>
public interface ICurrentPerson
{
    /// <summary>The person signed in, as they are in the organisation now; null if nobody is, or if they have left.</summary>
    Person? Person { get; }

    /// <summary>Their pseudonym; null if nobody is signed in.</summary>
    Pseudonym? Pseudonym { get; }

    /// <summary>Whether the request comes from a command on the host.</summary>
    bool IsOperator { get; }

    /// <summary>People and how they report to each other, as of this request.</summary>
    Organisation Organisation { get; }
}
