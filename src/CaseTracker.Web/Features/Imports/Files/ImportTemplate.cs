using System.Text;
using CaseTracker.Web.Features.Imports.BankHolidays;
using CaseTracker.Web.Features.Imports.Concerns;
using CaseTracker.Web.Features.Imports.Directory;
using CaseTracker.Web.Features.Imports.People;

namespace CaseTracker.Web.Features.Imports.Files;

/// <summary>A file to begin with, one for each kind: its columns, and one example worked out. Everybody in them is invented. Together they make a council that can be imported.</summary>
public static class ImportTemplate
{
    private const string Officer = "alex.example@council.example";

    private static readonly Dictionary<string, Func<string>> Texts = new()
    {
        [ImportSteps.BankHolidays] = () => Table(ImportBankHolidaysHandler.Columns, ("date", "2027-01-01"), ("name", "New Year's Day")),
        [ImportSteps.People] = () => Table(PersonRow.Columns, ("email", Officer), ("display_name", "Alex Example"), ("kind", "officer"), ("job_title", "Head of Parks"), ("service", "Parks and Open Spaces"),
            ("tier", "senior-management"), ("phone", "01632 960999"), ("publish_contact", "yes"), ("system_roles", "officer;line-manager;group-head"), ("joined_on", "2020-01-06")),
        [ImportSteps.Directory] = () => Table(ImportDirectoryHandler.Columns, ("matter", "Parks and playgrounds"), ("description", "Grass, benches, trees and play equipment"), ("group_head", Officer), ("escalate_to", Officer), ("phone", "01632 960999")),
        [ImportSteps.Concerns] = () => Table(ConcernRow.Columns, ("external_reference", "EXAMPLE-2025-001"), ("received_on", "2025-06-03"), ("occurred_on", "2025-06-02"), ("raised_by", Officer), ("about_name", "Cllr Robin Example"),
            ("setting", "committee"), ("themes", "disrespect-in-meeting"), ("protocol_paragraphs", "1.1"), ("nolan", "leadership"), ("route", "monitoring-officer"), ("confidentiality", "named"),
            ("summary", "Spoken to sharply in committee"), ("narrative", "Asked about the mowing rota, I said that I would send it round. \"So you do not know\", came the answer.\nI would like to be heard out next time."),
            ("status", "closed"), ("outcome", "advised-member"), ("closure_reason", "resolved"), ("closed_on", "2025-06-12")),
        [ImportSteps.Protocol] = () => """
            ---
            title: Member/Officer Protocol
            version: "2025"
            adopted_on: 2025-02-26
            effective_from: 2025-04-01
            next_review_on: 2027-02-24
            ---

            ## 1. Working together

            1.1 Members and Officers shall treat each other with respect:
            (a) in meetings; and
            (b) everywhere else.

            1.2 A paragraph begins with its number and ends at the next empty line.

            """,
    };

    /// <summary>The template's bytes. They begin with a byte-order mark, so that a spreadsheet reads accents as they are.</summary>
    public static byte[] Of(ImportKind kind) => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Texts[kind.Code]())];

    private static string Table(IReadOnlyList<CsvColumn> columns, params (string Column, string Value)[] example)
    {
        var cells = example.ToDictionary(c => c.Column, c => c.Value);
        return CsvText.Line(columns.Select(c => c.Name)) + CsvText.Line(columns.Select(c => cells.GetValueOrDefault(c.Name, "")));
    }
}
