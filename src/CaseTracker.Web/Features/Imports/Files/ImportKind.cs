using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Imports.BankHolidays;
using CaseTracker.Web.Features.Imports.Concerns;
using CaseTracker.Web.Features.Imports.Directory;
using CaseTracker.Web.Features.Imports.People;
using CaseTracker.Web.Features.Imports.Protocol;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Imports.Files;

/// <summary>A kind of file: who may bring it in the browser, what it is called, and the request that takes it.</summary>
/// <param name="Code">As in the commands.</param>
/// <param name="Title">Heading of its page.</param>
/// <param name="One">One row of it: "person".</param>
/// <param name="Many">Several: "people".</param>
/// <param name="Key">Heading of the column that names a row.</param>
/// <param name="Extension">Of its files and its template.</param>
/// <param name="Roles">Who may bring it. Concerns are the Monitoring Officer's alone: nobody who looks after accounts may see them (product, Commands).</param>
public sealed record ImportKind(string Code, string Title, string One, string Many, string Key, string Extension, string[] Roles, Func<byte[], bool, IRequest<ImportResult>> Request)
{
    /// <summary>Every kind, in the order in which a new council brings them.</summary>
    public static readonly IReadOnlyList<ImportKind> All =
    [
        new(ImportSteps.BankHolidays, "Bank holidays", "bank holiday", "bank holidays", "Date", "csv", [Role.Administrator], (file, dry) => new ImportBankHolidaysCommand(file, dry)),
        new(ImportSteps.Protocol, "Member/Officer Protocol", "version", "versions", "Version", "md", [Role.Administrator, Role.DemocraticServices], (file, dry) => new ImportProtocolCommand(file, dry)),
        new(ImportSteps.People, "People", "person", "people", "Person", "csv", [Role.Administrator], (file, dry) => new ImportPeopleCommand(file, dry)),
        new(ImportSteps.Directory, "Directory", "matter", "matters", "Matter", "csv", [Role.Administrator, Role.DemocraticServices], (file, dry) => new ImportDirectoryCommand(file, dry)),
        new(ImportSteps.Concerns, "Earlier register", "concern", "concerns", "Reference", "csv", [Role.MonitoringOfficer], (file, dry) => new ImportConcernsCommand(file, dry)),
    ];

    /// <summary>The kind that an address names, if this person may bring it. Concerns have an address of their own, which names none. Throws <see cref="NotFoundException"/> otherwise.</summary>
    public static ImportKind For(string? inAddress, Person? person)
    {
        var kind = inAddress is null ? All.Single(k => k.Code == ImportSteps.Concerns) : All.FirstOrDefault(k => k.Code == inAddress && k.Code != ImportSteps.Concerns);
        return kind is not null && kind.IsFor(person) ? kind : throw new NotFoundException();
    }

    /// <summary>Whether this person may bring it.</summary>
    public bool IsFor(Person? person) => person is not null && Roles.Any(person.Is);

    /// <summary>Whether it is about cases.</summary>
    public bool IsRegister => Code == ImportSteps.Concerns;

    /// <summary>What is in a row of the file, for whoever counts them: a line of text, or a row after the header.</summary>
    public string RowWord => Extension == "md" ? "Line" : "Row";

    /// <summary>"1 person", "77 people".</summary>
    public string Count(int number) => Shared.Words.Count(number, One, Many);

    /// <summary>Where it is brought.</summary>
    public string Href => IsRegister ? "/casework/import" : $"/admin/import/{Code}";

    /// <summary>Where a run of it is followed.</summary>
    public string Run(Guid id) => $"{Href}/{id}";

    /// <summary>Where all kinds are listed.</summary>
    public string Back => IsRegister ? "/casework" : "/admin/import";
}
