using System.Text;
using CaseTracker.Data.Settings;
using CaseTracker.Web.Features.Imports;
using CaseTracker.Web.Features.Imports.BankHolidays;
using CaseTracker.Web.Features.Imports.Directory;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Features.Imports.People;
using CaseTracker.Web.Features.Imports.Protocol;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CaseTracker.Web.Tests.Features.Imports;

/// <summary>An empty database, into which the operator brings files.</summary>
public class ImportApp : App
{
    public override Filling Filling => Filling.Empty;

    // In Development an empty database would be filled with the sample.
    public override string EnvironmentName => "Production";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await WriteAsync(db =>
        {
            db.Settings.Add(new Setting { Key = Setting.CouncilName, Value = "Stourbeck Borough Council" });
            return Task.CompletedTask;
        });
    }

    public static byte[] Sample(string name) => File.ReadAllBytes(SampleCouncil.FileOf(name));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public async Task<ImportResult> SendAsync(IRequest<ImportResult> request)
    {
        await using var scope = Services.CreateOperatorScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    public Task<ImportResult> BankHolidaysAsync(string file) => SendAsync(new ImportBankHolidaysCommand(Bytes(file), false));

    public Task<ImportResult> ProtocolAsync(string file) => SendAsync(new ImportProtocolCommand(Bytes(file), false));

    public Task<ImportResult> PeopleAsync(string file) => SendAsync(new ImportPeopleCommand(Bytes(file), false));

    public Task<ImportResult> DirectoryAsync(string file) => SendAsync(new ImportDirectoryCommand(Bytes(file), false));

    /// <summary>Brings in the sample's calendar and Protocol, so that people may follow.</summary>
    public async Task GivenCalendarAndProtocolAsync()
    {
        (await SendAsync(new ImportBankHolidaysCommand(Sample("bank-holidays.csv"), false))).Errors.ShouldBeEmpty();
        (await SendAsync(new ImportProtocolCommand(Sample("protocol-2019.md"), false))).Errors.ShouldBeEmpty();
    }
}

/// <summary>Lines of a people file.</summary>
public static class PeopleFile
{
    public const string Header = "email,display_name,kind,job_title,service,tier,line_manager,group_head,phone,publish_contact,political_group,group_role,member_role,ward,system_roles,joined_on,left_on";

    private static readonly string[] Columns = Header.Split(',');

    /// <summary>An officer with these cells changed.</summary>
    public static string Officer(string email, params (string Column, string Value)[] changes) => Line(
        new() { ["email"] = email, ["display_name"] = "Ann Officer", ["kind"] = "officer", ["tier"] = "front-line-office", ["publish_contact"] = "no", ["system_roles"] = "officer", ["joined_on"] = "2020-01-06" }, changes);

    /// <summary>A member with these cells changed.</summary>
    public static string Member(string email, params (string Column, string Value)[] changes) => Line(
        new() { ["email"] = email, ["display_name"] = "Cllr Mo Member", ["kind"] = "member", ["publish_contact"] = "yes", ["political_group"] = "Independents", ["group_role"] = "member", ["system_roles"] = "member", ["joined_on"] = "2023-05-09" },
        changes);

    public static string File(params string[] lines) => Header + "\n" + string.Join("\n", lines) + "\n";

    private static string Line(Dictionary<string, string> cells, (string Column, string Value)[] changes)
    {
        foreach (var (column, value) in changes) cells[column] = value;
        return string.Join(',', Columns.Select(c => cells.GetValueOrDefault(c, "")));
    }
}
