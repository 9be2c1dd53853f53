using CaseTracker.Data;
using CaseTracker.Data.Evidence;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Evidence;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Cases.OpenFile;

/// <summary>The page of a file: what it is, and how it can be opened.</summary>
[Access(Who.Grant, ByReceipt = true)]
public sealed record FileQuery(string Reference, bool AtConcerns, Guid Id) : IRequest<FileView>, ICaseRequest;

/// <summary>The page that asks why somebody needs the original.</summary>
[Access(Who.Grant, Grants = ["mo"]), StepUp]
public sealed record OriginalQuery(string Reference, bool AtConcerns, Guid Id) : IRequest<FileView>, ICaseRequest;

/// <param name="Name">What its sender called it; null for whoever reads the copy.</param>
/// <param name="Note">Why it cannot be opened, or what to beware of.</param>
public sealed record FileView(string Reference, Guid Id, string Words, string Description, DateOnly On, string Size, string? Name, string? Note, bool MayOpen, bool HasPreview, bool IsCleaned, bool MayOpenOriginal);

/// <summary>The bytes of the copy for readers: to be saved, or as a picture on the page of the file.</summary>
[Access(Who.Grant, ByReceipt = true)]
public sealed record FileContentQuery(string Reference, bool AtConcerns, Guid Id, bool Preview) : IRequest<FileContent>, ICaseRequest;

/// <param name="Picture">The type under which a browser shows it; null for what is only saved.</param>
public sealed record FileContent(Stream Bytes, string Name, string? Picture);

/// <summary>The original, for a reason that is kept as a note on the case.</summary>
[Access(Who.Grant, Grants = ["mo"]), StepUp]
public sealed record OpenOriginalCommand(string Reference, bool AtConcerns, Guid Id, string? Reason) : IRequest<FileContent>, ICaseRequest, IWrites;

public sealed class OpenOriginalValidator : AbstractValidator<OpenOriginalCommand>
{
    private const int Longest = 2000;

    public OpenOriginalValidator() => RuleFor(c => c.Reason).Cascade(CascadeMode.Stop).NotEmpty().WithMessage("Enter why you need the original").MaximumLength(Longest).WithMessage($"Your reason must be {Longest:N0} characters or fewer");
}

/// <summary>A file that the current person may know of, found by the events of the case that they may read.</summary>
public sealed record FoundFile(Case Case, CaseFiles Files, EvidenceFile File, CaseEvent By, CaseReader Reader, Circumstances Now)
{
    /// <summary>Why they cannot open it; null if they can.</summary>
    public string? WhyNot => Files.WhyNot(File, By, Reader);
}

/// <summary>Finds files. One that somebody may not know of is answered like one that does not exist; every other is written down before anything of it is read out.</summary>
public sealed class FileDesk(CaseDb db, CaseDesk desk, ICurrentPerson current)
{
    public async Task<FoundFile> FindAsync(string reference, bool atConcerns, Guid id, string what, CancellationToken cancellationToken)
    {
        var c = await desk.FindAsync(reference, cancellationToken);
        var now = await desk.NowAsync(c, cancellationToken);
        var reader = CaseReader.Of(c, current.Pseudonym, desk.Today, now.Seam);
        if (reader.Holds(GrantKind.Raiser) != atConcerns) throw new NotFoundException();
        var files = await CaseFiles.OfAsync(db, c, now.Seam, cancellationToken);
        if (files.Find(id, reader) is not { } found) throw new NotFoundException();
        await desk.SeenAsync(c, what, cancellationToken);
        return new(c, files, found.File, found.By, reader, now);
    }
}

public sealed class FileHandler(FileDesk files) : IRequestHandler<FileQuery, FileView>, IRequestHandler<OriginalQuery, FileView>
{
    public async Task<FileView> Handle(FileQuery request, CancellationToken cancellationToken) => View(await files.FindAsync(request.Reference, request.AtConcerns, request.Id, "evidence", cancellationToken));

    public async Task<FileView> Handle(OriginalQuery request, CancellationToken cancellationToken)
    {
        var found = await files.FindAsync(request.Reference, request.AtConcerns, request.Id, "evidence", cancellationToken);
        if (!found.Reader.Holds(GrantKind.Mo) || found.WhyNot is not null) throw new NotFoundException();
        return View(found) with { Name = found.Now.Seam.Open(found.File.Name, found.File.Id, EvidenceFile.NameColumn) };
    }

    private static FileView View(FoundFile found)
    {
        var (file, kind) = (found.File, FileKind.Of(found.File.Kind));
        return new(found.Case.Reference.Value, file.Id, kind.Words, found.Case.Read(found.By, found.Now.Seam).Text("note"), found.By.On, file.Kilobytes.AsSize(), null, found.WhyNot ?? CaseFiles.Beware(file), found.WhyNot is null,
            found.WhyNot is null && kind.Picture is not null, kind.IsCleaned, found.WhyNot is null && kind.IsCleaned && found.Reader.Holds(GrantKind.Mo));
    }
}

public sealed class FileContentHandler(FileDesk files, EvidenceStore store) : IRequestHandler<FileContentQuery, FileContent>
{
    public async Task<FileContent> Handle(FileContentQuery request, CancellationToken cancellationToken)
    {
        var found = await files.FindAsync(request.Reference, request.AtConcerns, request.Id, "evidence", cancellationToken);
        var picture = request.Preview ? FileKind.Of(found.File.Kind).Picture : null;
        if (found.WhyNot is not null || (request.Preview && picture is null)) throw new NotFoundException();
        return new(store.OpenVerified(found.File.Id, found.File.IsCleaned ? EvidenceStore.View : EvidenceStore.Original), found.Files.NameOf(found.File), picture);
    }
}

public sealed class OpenOriginalHandler(FileDesk files, CaseDesk desk, EvidenceStore store) : IRequestHandler<OpenOriginalCommand, FileContent>
{
    public async Task<FileContent> Handle(OpenOriginalCommand request, CancellationToken cancellationToken)
    {
        var found = await files.FindAsync(request.Reference, request.AtConcerns, request.Id, "original", cancellationToken);
        if (!found.Reader.Holds(GrantKind.Mo) || found.WhyNot is not null) throw new NotFoundException();
        var name = found.Files.NameOf(found.File);
        await desk.DoAsync(found.Case, Verbs.AddNote, Actor.Mo, new Inputs([new("note", [$"Opened the original of {name}: {request.Reason}"]), new("note_kind", ["internal"])]), cancellationToken);
        return new(store.OpenVerified(found.File.Id, EvidenceStore.Original), name.Replace("-evidence-", "-original-", StringComparison.Ordinal), null);
    }
}
