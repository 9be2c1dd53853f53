using CaseTracker.Data;
using CaseTracker.Domain;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.AddEvidence;

/// <summary>What kind of evidence an investigator adds, and where it comes from: whoever decides has to be able to weigh it.</summary>
public sealed record Whence(string? Kind, string? Origin)
{
    /// <summary>The kinds, with their words.</summary>
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["document"] = "Document or record",
        ["statement"] = "Statement, signed or agreed by whoever made it",
        ["interview"] = "Note of an interview",
        ["other"] = "Something else",
    };

    /// <summary>What is wrong with it for whoever adds it; null for nothing. Only an investigator is asked.</summary>
    public RefusedException? Fault(Actor actor)
    {
        if (actor != Actor.Investigator) return null;
        if (!Kinds.ContainsKey(Kind ?? "")) return new("input", "Choose what kind of evidence it is.", "Kind");
        if (string.IsNullOrWhiteSpace(Origin)) return new("input", "Enter where it comes from.", "Origin");
        return Origin.Length > 500 ? new("input", "Where it comes from must be 500 characters or fewer.", "Origin") : null;
    }
}

/// <summary>Takes the file in that comes with evidence, if any: reads, seals, looks through and scans it. Nothing is stored in the database yet, so that a slow sender holds nobody up.</summary>
[Access(Who.Grant, Grants = ["raiser", "subject", "handler", "mo", "investigator"], ByReceipt = true)]
public sealed record TakeEvidenceCommand(string Reference, bool AtConcerns, string? Note, Whence Whence, IncomingFile? File) : IRequest<TakenEvidence>, ICaseRequest;

/// <summary>The file, where there was one.</summary>
public sealed record TakenEvidence(TakenFile? File);

/// <summary>Something must be said.</summary>
public sealed class TakeEvidenceValidator : AbstractValidator<TakeEvidenceCommand>
{
    public TakeEvidenceValidator() => RuleFor(c => c.Note).NotEmpty().WithMessage("Enter what the evidence is or says.").Within("note", "Evidence");
}

public sealed class TakeEvidenceHandler(EvidenceAct act, EvidenceDesk evidence) : IRequestHandler<TakeEvidenceCommand, TakenEvidence>
{
    public async Task<TakenEvidence> Handle(TakeEvidenceCommand request, CancellationToken cancellationToken)
    {
        var (c, actor, now, me) = await act.OpenAsync(request.Reference, request.AtConcerns, cancellationToken);
        if (CaseActs.Refused(c, Verbs.AddEvidence, actor, me, now) is { } no) throw no;
        if (request.Whence.Fault(actor) is { } unclear) throw unclear;
        return new(request.File is null ? null : await evidence.TakeAsync(request.File, null, c.ConcernId, cancellationToken));
    }
}

/// <summary>Adds evidence, described or copied out, with the file that was taken in for it.</summary>
[Access(Who.Grant, Grants = ["raiser", "subject", "handler", "mo", "investigator"], ByReceipt = true)]
public sealed record AddEvidenceCommand(string Reference, bool AtConcerns, string Note, Whence Whence, TakenFile? File) : IRequest, ICaseRequest, IWrites;

/// <summary>Adds it.</summary>
public sealed class AddEvidenceHandler(CaseDb db, CaseDesk desk, EvidenceAct act, ISeam seam) : IRequestHandler<AddEvidenceCommand>
{
    /// <inheritdoc/>
    public async Task<Unit> Handle(AddEvidenceCommand request, CancellationToken cancellationToken)
    {
        var (c, actor, _, _) = await act.OpenAsync(request.Reference, request.AtConcerns, cancellationToken);
        if (request.Whence.Fault(actor) is { } unclear) throw unclear;
        string[] Asked(string? answer) => actor == Actor.Investigator && answer is not null ? [answer] : [];
        var inputs = new Inputs([new("note", [request.Note]), new("kind", Asked(request.Whence.Kind)), new("origin", Asked(request.Whence.Origin)), new("files", request.File is { } f ? [f.Id.ToString()] : [])]);
        await desk.DoAsync(c, Verbs.AddEvidence, actor, inputs, cancellationToken);
        if (request.File is { } file) db.EvidenceFiles.Add(file.Row(seam, null, c.ConcernId));
        return Unit.Value;
    }
}

/// <summary>Finds the case, and as what the current person adds evidence to it at that address. Whoever never could gets the answer of an unknown one.</summary>
public sealed class EvidenceAct(CaseDesk desk, ICurrentPerson current)
{
    public async Task<(Case Case, Actor As, Circumstances Now, Pseudonym? Me)> OpenAsync(string reference, bool atConcerns, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(reference, cancellationToken);
        var actors = desk.ActorsOf(c).Where(a => a == Actor.Raiser == atConcerns).ToList();
        if (!actors.Any(a => CaseActs.MayEver(Verbs.AddEvidence, a))) throw new NotFoundException();
        return (c, CaseActs.As(c, Verbs.AddEvidence, actors), await desk.NowAsync(c, cancellationToken), current.Pseudonym);
    }
}
