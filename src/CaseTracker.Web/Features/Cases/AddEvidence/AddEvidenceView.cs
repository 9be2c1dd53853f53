using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Cases.AddEvidence;

/// <summary>The page on which evidence is added.</summary>
[Access(Who.Grant, Grants = ["raiser", "subject", "handler", "mo", "investigator"], ByReceipt = true)]
public sealed record AddEvidenceQuery(string Reference, bool AtConcerns) : IRequest<AddEvidenceView>, ICaseRequest;

/// <param name="Readers">Who is told, and who can read it.</param>
/// <param name="NotNow">Why it cannot be done now; null if it can.</param>
public sealed record AddEvidenceView(string Reference, bool IsRaiser, string Readers, string? NotNow, FileTaking Taking, bool AsksWhence)
{
    /// <summary>First part of the addresses of the case.</summary>
    public string Area => IsRaiser ? "concerns" : "casework";
}

/// <summary>Shows it.</summary>
public sealed class AddEvidenceViewHandler(CaseDesk desk, EvidenceAct act, EvidenceDesk evidence) : IRequestHandler<AddEvidenceQuery, AddEvidenceView>
{
    /// <inheritdoc/>
    public async Task<AddEvidenceView> Handle(AddEvidenceQuery request, CancellationToken cancellationToken)
    {
        var (c, actor, now, me) = await act.OpenAsync(request.Reference, request.AtConcerns, cancellationToken);
        await desk.SeenAsync(c, "case", cancellationToken);
        var readers = actor switch
        {
            Actor.Raiser => $"{(Holding.Of(c, now)?.Words ?? "whoever deals with it").Sentence()} is told, and can read it as far as you agreed to share your account.",
            Actor.Subject => "Whoever deals with this case is told, and can read it. The person who raised it reads it only if it is disclosed to them.",
            _ => "Those who deal with this case can read it. The two sides read it only if it is disclosed to them.",
        };
        return new(c.Reference.Value, actor == Actor.Raiser, readers, CaseActs.Refused(c, Verbs.AddEvidence, actor, me, now)?.Message, evidence.Taking, actor == Actor.Investigator);
    }
}
