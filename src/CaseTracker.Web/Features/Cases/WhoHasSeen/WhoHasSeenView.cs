using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Cases.WhoHasSeen;

/// <summary>Everybody who has opened a concern, for its raiser: role and time (invariant 22).</summary>
[Access(Who.Grant, Grants = ["raiser"], ByReceipt = true)]
public sealed record WhoHasSeenQuery(string Reference) : IRequest<WhoHasSeenView>, ICaseRequest;

/// <summary>One view as the raiser reads it: no name.</summary>
public sealed record SeenRow(string Role, string What, DateTimeOffset At)
{
    /// <summary>The views of a case, newest first, as the raiser reads them.</summary>
    public static async Task<IReadOnlyList<SeenRow>> ReadAsync(CaseDb db, Case c, CancellationToken cancellationToken) =>
        [.. CaseView.ForRaiser(await db.CaseViews.Where(v => v.CaseId == c.Id && v.As != GrantKind.Raiser && v.As != GrantKind.Subject && v.As != GrantKind.SubjectIp).ToListAsync(cancellationToken))
            .Select(v => new SeenRow(HatWords.Of(v.As, v.Hat), WhatWords(v.What), v.At))];

    private static string WhatWords(string what) => what switch
    {
        "case" => "Opened your concern",
        "brief" => "Read the brief of it",
        "views" => "Looked at who has seen it",
        "dates" => "Put its dates in a calendar",
        "thread" or "raiser-thread" or "messages" => "Read the messages",
        "subject-thread" => "Read the messages with the other side",
        "notes" => "Read the notes kept on it",
        "evidence" or "paper" => "Read evidence",
        "original" => "Opened the original of evidence, with a reason",
        "identity" => "Opened your name",
        "search" => "Found it in a search, with its words",
        "export" => "Took a copy",
        _ => "Opened your concern",
    };
}

/// <summary>The whole list.</summary>
public sealed record WhoHasSeenView(string Reference, IReadOnlyList<SeenRow> Seen);

/// <summary>Reads the audit for the raiser.</summary>
public sealed class WhoHasSeenHandler(CaseDesk desk, CaseDb db) : IRequestHandler<WhoHasSeenQuery, WhoHasSeenView>
{
    /// <inheritdoc/>
    public async Task<WhoHasSeenView> Handle(WhoHasSeenQuery request, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(request.Reference, cancellationToken);
        var seen = await SeenRow.ReadAsync(db, c, cancellationToken);
        await desk.SeenAsync(c, "views", cancellationToken);
        return new WhoHasSeenView(c.Reference.Value, seen);
    }
}
