using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.Pipeline;

namespace CaseTracker.Web.Features.Cases.Shared;

/// <summary>A case opened by somebody: what it is, what they may see of it, and the words for it.</summary>
public sealed record OpenCase(Case Case, CaseReader Reader, CaseWords Words, Circumstances Now)
{
    /// <summary>An input of an event.</summary>
    public Inputs Read(CaseEvent what) => Case.Read(what, Now.Seam);

    /// <summary>A protected text of the case.</summary>
    public string Open(Sealed text, string column) => Now.Seam.Open(text, Case.Id, column);
}

/// <summary>Opens cases for reading. The view is stored before anything of the case is read out: if it cannot be, nothing is shown (invariant 21).</summary>
public sealed class CaseOpening(CaseDesk desk, ICurrentPerson current, ISeam seam, Taxonomy taxonomy, WorkingDays calendar)
{
    /// <summary>Opens the case. <paramref name="what"/> says in the view log what was opened.</summary>
    public async Task<OpenCase> OpenAsync(string reference, string what, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(reference, cancellationToken);
        await desk.SeenAsync(c, what, cancellationToken);
        var reader = CaseReader.Of(c, current.Pseudonym, desk.Today, seam);
        return new(c, reader, new CaseWords(c, reader, current.Organisation, seam, taxonomy, calendar, desk.Today), await desk.NowAsync(c, cancellationToken));
    }
}
