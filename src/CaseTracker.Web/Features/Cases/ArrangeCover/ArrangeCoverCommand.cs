using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Cases.ArrangeCover;

/// <summary>Arranges cover by dates, once for all cases of an absent Monitoring Officer. Arranging it again changes it.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.ChiefExecutive])]
public sealed record ArrangeCoverCommand(string? Absent, string? By, DateOnly? StartsOn, DateOnly? Until) : IRequest<CoverResult>, IWrites;

/// <summary>On how many cases cover was given, and on how many a conflict stands in its way; nothing for whoever sees the dates only.</summary>
public sealed record CoverResult(int Covered, int NotCovered);

public sealed class ArrangeCoverValidator : AbstractValidator<ArrangeCoverCommand>
{
    public ArrangeCoverValidator()
    {
        RuleFor(c => c.By).NotEmpty().WithMessage("Select who covers");
        RuleFor(c => c.StartsOn).NotNull().WithMessage("Enter the first day");
        RuleFor(c => c.Until).NotNull().WithMessage("Enter the last day");
    }
}

public sealed class ArrangeCoverHandler(CaseDb db, CaseDesk desk, ICurrentPerson current) : IRequestHandler<ArrangeCoverCommand, CoverResult>
{
    public async Task<CoverResult> Handle(ArrangeCoverCommand request, CancellationToken cancellationToken)
    {
        var (people, me) = (current.Organisation, current.Person!);
        var absent = me.Is(Role.MonitoringOfficer) ? me
            : (Guid.TryParse(request.Absent, out var id) ? people.Find(id) : people.Holding(Role.MonitoringOfficer, desk.Today).FirstOrDefault()) is { } chosen && chosen.Is(Role.MonitoringOfficer) ? chosen : throw new NotFoundException();
        var now = await desk.NowAsync(null, cancellationToken);
        var cover = Covers.Arrange(absent, Guid.TryParse(request.By, out var by) ? people.Find(by) : null, request.StartsOn, request.Until, me, now);
        foreach (var earlier in await db.Covers.Where(c => c.For == cover.For && c.EndedAt == null).ToListAsync(cancellationToken)) earlier.EndedAt = now.Now;
        db.Covers.Add(cover);
        var result = await ApplyAsync(db, desk, cover, cancellationToken);
        // Only the officer whose cases they are is told how many stay without.
        return absent.Id == me.Id ? result : new(0, 0);
    }

    /// <summary>Brings every open case of the absent officer under the cover, or out of it where it has ended.</summary>
    internal static async Task<CoverResult> ApplyAsync(CaseDb db, CaseDesk desk, Domain.Cases.Cover cover, CancellationToken cancellationToken)
    {
        var (covered, open) = (0, true);
        Pseudonym? absent = cover.For;
        var references = await db.Grants.Where(g => g.Person == absent && g.EndedAt == null && g.CaseIsOpen == open && g.Kind == GrantKind.Mo && g.Hat != "cover")
            .Join(db.Cases, g => g.CaseId, c => c.Id, (g, c) => c.Reference).Distinct().ToListAsync(cancellationToken);
        foreach (var reference in references)
        {
            if (await desk.FindOtherAsync(reference.Value, cancellationToken) is not { } c) continue;
            if (c.ApplyCover(cover, await desk.NowAsync(c, cancellationToken))) covered++;
        }
        return new(covered, references.Count - covered);
    }
}

/// <summary>Ends cover before its last day.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.ChiefExecutive])]
public sealed record EndCoverCommand(Guid Id) : IRequest<Unit>, IWrites;

public sealed class EndCoverHandler(CaseDb db, CaseDesk desk, ICurrentPerson current, TimeProvider time) : IRequestHandler<EndCoverCommand, Unit>
{
    public async Task<Unit> Handle(EndCoverCommand request, CancellationToken cancellationToken)
    {
        var cover = await db.Covers.FirstOrDefaultAsync(c => c.Id == request.Id && c.EndedAt == null, cancellationToken) ?? throw new NotFoundException();
        if (!current.Person!.Is(Role.ChiefExecutive) && cover.For != current.Pseudonym) throw new NotFoundException();
        cover.EndedAt = time.GetUtcNow();
        await ArrangeCoverHandler.ApplyAsync(db, desk, cover, cancellationToken);
        return Unit.Value;
    }
}
