using CaseTracker.Web.Features.Imports.BankHolidays;
using CaseTracker.Web.Features.Imports.Concerns;
using CaseTracker.Web.Features.Imports.Directory;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Features.Imports.People;
using CaseTracker.Web.Features.Imports.Protocol;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Imports;

/// <summary>Wealdmere District Council, which does not exist: its files go in by the same code as any council's.</summary>
public static class SampleCouncil
{
    /// <summary>The council's name.</summary>
    public const string Name = "Wealdmere District Council";

    /// <summary>Fills an empty database with the sample. The roles of its people are in force at once: nobody is there to confirm them.</summary>
    /// <param name="withConcerns">Whether its earlier register of concerns goes in too.</param>
    public static async Task LoadAsync(IServiceProvider services, bool withConcerns = true, CancellationToken cancellationToken = default)
    {
        await ImportAsync("bank-holidays.csv", f => new ImportBankHolidaysCommand(f, false));
        await ImportAsync("protocol-2019.md", f => new ImportProtocolCommand(f, false));
        await ImportAsync("protocol-2025.md", f => new ImportProtocolCommand(f, false));
        await ImportAsync("people.csv", f => new ImportPeopleCommand(f, false, ConfirmRoles: true));
        await ImportAsync("directory.csv", f => new ImportDirectoryCommand(f, false));
        if (withConcerns) await ImportAsync("concerns.csv", f => new ImportConcernsCommand(f, false));

        async Task ImportAsync(string name, Func<byte[], IRequest<ImportResult>> command)
        {
            var file = await File.ReadAllBytesAsync(FileOf(name), cancellationToken);
            await using var scope = services.CreateOperatorScope();
            var result = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command(file), cancellationToken);
            if (result.Errors.Count > 0) throw new InvalidOperationException($"The sample file {name} is refused: {result.Errors[0].Message}");
        }
    }

    /// <summary>Where a sample file lies beside the program.</summary>
    public static string FileOf(string name) => Path.Combine(AppContext.BaseDirectory, "Sample", name);
}
