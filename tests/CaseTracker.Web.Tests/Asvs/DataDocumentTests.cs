using System.Globalization;
using System.Text;
using CaseTracker.Data;
using CaseTracker.Data.Databases;
using CaseTracker.Domain.Access;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CaseTracker.Web.Tests.Asvs;

/// <summary>
/// <c>docs/security/data.md</c> says of every column what it is and what protects it, and of every field of a case by which part of the access table it is read. It is made from the model: a column that nobody has classed fails. With CASETRACKER_WRITE_DOCS=1 it is written anew.
/// </summary>
public class DataDocumentTests
{
    private const string Brief = "Brief, summary", Narrative = "Narrative", Raiser = "Raiser's identity", Subject = "Subject's identity", People = "People and access", Timeline = "Timeline, MO variant", Consents = "Consents, people kept out", Letters = "Letters", Told = "Disclosed allegation", Inside = "";

    private static readonly string File = Path.Combine(Root.Folder, "docs", "security", "data.md");

    private static readonly Dictionary<KeyKind, string> Keys = new() { [KeyKind.Matter] = "matter", [KeyKind.Identity] = "identity", [KeyKind.Notes] = "notes" };

    // Sealed texts, with the key of their owner that seals them.
    private static readonly Dictionary<string, KeyKind> Sealed = new()
    {
        ["Case.SubjectName"] = KeyKind.Matter,
        ["Case.RaiserName"] = KeyKind.Identity,
        ["Case.Summary"] = KeyKind.Matter,
        ["Case.Narrative"] = KeyKind.Matter,
        ["Case.Place"] = KeyKind.Matter,
        ["Case.Wish"] = KeyKind.Matter,
        ["Case.Support"] = KeyKind.Matter,
        // A note under the key for notes, everything else under that of the matter.
        ["CaseEvent.Payload"] = KeyKind.Matter,
        ["Allegation.Text"] = KeyKind.Matter,
        ["Allegation.FindingReason"] = KeyKind.Matter,
        ["Consent.To"] = KeyKind.Matter,
        ["NamedPerson.Name"] = KeyKind.Matter,
        ["NamedPerson.Reason"] = KeyKind.Matter,
        ["RecordedSanction.Reason"] = KeyKind.Matter,
        ["Draft.Answers"] = KeyKind.Matter,
        ["CaseLetter.Body"] = KeyKind.Matter,
        ["EvidenceFile.Name"] = KeyKind.Matter,
        ["EvidenceFile.Description"] = KeyKind.Matter,
        ["RetentionHold.Reason"] = KeyKind.Notes,
        ["OutboxMessage.Link"] = KeyKind.Identity,
        ["ImportRun.Findings"] = KeyKind.Matter,
        ["ImportRunFile.Content"] = KeyKind.Matter,
        ["SubjectAccessRequest.Name"] = KeyKind.Identity,
        ["SubjectAccessRequest.Scope"] = KeyKind.Matter,
        ["SubjectAccessRequest.Identity"] = KeyKind.Notes,
        ["SubjectAccessRequest.Question"] = KeyKind.Matter,
        ["SubjectAccessRequest.ExtensionReason"] = KeyKind.Matter,
        ["SubjectAccessRequest.EndReason"] = KeyKind.Notes,
        ["SubjectAccessItem.Text"] = KeyKind.Notes,
        ["SubjectAccessItem.Part"] = KeyKind.Notes,
        ["SubjectAccessItem.Why"] = KeyKind.Notes,
        ["SubjectAccessAnswer.Letter"] = KeyKind.Matter,
    };

    // Texts in clear, by what they are.
    private static readonly (string Class, string[] Columns)[] Clear =
    [
        ("code", ["Session.Roles", "AuditEntry.Hat", "AuditEntry.Kind", "AuditEntry.What", "EvidenceFile.Kind", "ImportRecord.Kind", "ImportRun.Kind", "OutboxMessage.Template", "OutboxMessage.Unsent", "CountedConcern.Acknowledged", "CountedConcern.Handling", "CountedConcern.Outcome", "CountedConcern.Raiser", "CountedConcern.Section", "CountedConcern.Setting",
            "CountedConcern.Theme", "CountedConcern.Training", "Allegation.Finding", "Allegation.Heading", "Allegation.Paragraph", "Case.ClosureReason", "Case.Confidentiality", "Case.Destination", "Case.Facts", "Case.FirstRouteCode", "Case.MainTheme", "Case.Nolan", "Case.Outcome", "Case.Paragraphs", "Case.PauseReason", "Case.RouteCode",
            "Case.Setting", "Case.SourceGroup", "Case.SubjectType", "Case.Themes", "Case.WithAs", "CaseClock.Kind", "CaseEvent.Choice", "CaseEvent.Hat", "CaseEvent.Verb", "Consent.Kind", "Consent.Wording", "Grant.Check", "Grant.EndReason", "Grant.Hat", "Grant.Papers", "Grant.Reason", "RecordedSanction.Code", "RecordedSanction.RecommendedTo",
            "Signpost.Destination", "Signpost.SourceGroup", "CaseLetter.Kind", "LetterTemplate.Kind", "Person.GroupRole", "Person.MemberRole", "Person.Roles", "Person.ProposedRoles", "Person.Tier", "Session.Device", "SubjectAccessItem.Caution", "SubjectAccessItem.Exemption", "SubjectAccessItem.Kind", "SubjectAccessItem.Source", "Setting.Key", "DataProtectionKey.Name", "Appointment.What"]),
        ("reference", ["OutboxMessage.Reference"]),
        ("digest", ["AuditEntry.Mac", "AuditEntry.Rows", "RecoveryCode.Hash", "Session.KeyHash", "SignInAttempt.Key", "SignInLink.TokenHash", "ImportRecord.FileHash", "LedgerRow.Hash", "LedgerRow.PreviousHash", "Case.ImportDigest", "Case.ImportKey", "Disposal.ImportKeys", "Account.PasswordHash"]),
        ("secret, sealed by the site’s key", ["Authenticator.Secret", "DataProtectionKey.Xml"]),
        ("about a person, as the directory has it", ["Person.Email", "Person.JobTitle", "Person.Name", "Person.Phone", "Person.PoliticalGroup", "Person.Service", "Person.Ward", "Matter.Name", "Matter.Phone"]),
        ("for everybody to read", ["BankHoliday.Name", "LetterTemplate.Text", "ProtocolVersion.Title", "ProtocolVersion.Version", "ProtocolSection.*", "ProtocolParagraph.*", "Matter.Description", "LedgerRow.Text"]),
        ("of the framework", ["Account.ConcurrencyStamp", "Account.Email", "Account.NormalizedEmail", "Account.NormalizedUserName", "Account.PhoneNumber", "Account.SecurityStamp", "Account.UserName", "IdentityUserClaim.*", "IdentityUserLogin.*", "IdentityUserToken.*", "IdentityUserPasskey.*"]),
        ("setting", ["Setting.Value"]),
        ("list of numbers", ["Disposal.Cases"]),
    ];

    // By which part a field of a case is read; those that are not here belong to the part of their row. Nothing: only the program reads it.
    private static readonly Dictionary<string, string[]> Fields = new()
    {
        ["Case"] = [Brief],
        ["Case.Narrative"] = [Narrative],
        ["Case.Place"] = [Narrative],
        ["Case.Support"] = [Narrative],
        ["Case.Raiser"] = [Raiser],
        ["Case.RaiserName"] = [Raiser],
        ["Case.Confidentiality"] = [Raiser],
        ["Case.SourceGroup"] = [Raiser],
        ["Case.Subject"] = [Subject],
        ["Case.SubjectName"] = [Subject],
        ["Case.SubjectType"] = [Subject],
        ["Case.With"] = [People],
        ["Case.WithAs"] = [People],
        ["Case.Facts"] = [Inside],
        ["Case.ImportKey"] = [Inside],
        ["Case.ImportDigest"] = [Inside],
        ["Case.LacksMo"] = [Inside],
        ["Case.ConcernId"] = [Inside],
        ["CaseEvent"] = [Timeline, "Timeline, raiser variant", "Timeline, subject variant"],
        ["CaseEvent.Payload"] = ["Raiser thread", "Subject thread", "Council's Independent Person thread", "Subject's Independent Person thread", "Internal notes", "Legal notes", "Evidence from raiser", "Evidence from subject", "Evidence from investigator; reports", Timeline],
        ["Grant"] = [People],
        ["CaseClock"] = [Brief],
        ["Consent"] = [Consents],
        ["NamedPerson"] = [Consents],
        ["NamedPerson.Name"] = [Narrative, Consents],
        ["Allegation"] = [Narrative, Told],
        ["Allegation.Finding"] = [Letters],
        ["Allegation.FindingReason"] = [Letters],
        ["RecordedSanction"] = [Letters],
        ["CaseLink"] = [People],
        ["CaseLetter"] = [Letters],
        ["EvidenceFile"] = ["Evidence from raiser", "Evidence from subject", "Evidence from investigator; reports"],
        ["EvidenceFile.Name"] = [Inside],
    };

    [Fact]
    [Asvs("11.1.2", "14.1.1", "14.1.2")]
    public void Every_column_is_classed_and_every_sealed_one_has_its_key()
    {
        var columns = Entities().SelectMany(Columns).ToList();
        columns.Where(c => c.Class is null).Select(c => c.Name).ShouldBeEmpty("say in this class what they are");
        columns.Where(c => c.IsSealed).Select(c => c.Name).Order(StringComparer.Ordinal).ShouldBe(Sealed.Keys.Order(StringComparer.Ordinal));
        Clear.SelectMany(c => c.Columns).Where(c => !c.EndsWith(".*", StringComparison.Ordinal)).Except(columns.Select(c => c.Name)).ShouldBeEmpty("these are gone");
    }

    [Fact]
    [Asvs("8.1.2")]
    public void Every_field_of_a_case_is_read_by_a_part_of_the_access_table()
    {
        var parts = AccessTable.Rows.Select(r => r.Resource).Append(Inside).ToHashSet();
        Fields.Values.SelectMany(p => p).Where(p => !parts.Contains(p)).ShouldBeEmpty();
        var names = Entities().SelectMany(Columns).Select(c => c.Name).ToHashSet();
        Fields.Keys.Where(f => f.Contains('.', StringComparison.Ordinal) && !names.Contains(f)).ShouldBeEmpty("these are gone");
        OfCases().Select(e => e.ClrType.Name).Where(n => !Fields.ContainsKey(n)).ShouldBeEmpty();
    }

    [Fact]
    [Asvs("11.1.2", "8.1.2")]
    public void The_document_says_what_the_model_says()
    {
        var text = Document();
        if (Environment.GetEnvironmentVariable("CASETRACKER_WRITE_DOCS") == "1") System.IO.File.WriteAllText(File, text);
        System.IO.File.ReadAllText(File).ReplaceLineEndings("\n").ShouldBe(text, "write it anew with CASETRACKER_WRITE_DOCS=1");
    }

    private static string Document()
    {
        var text = new StringBuilder("""
            # Data, keys and who reads what

            Made from the model of the database and checked against it by the tests.

            ## Keys and ways

            | Key | For | Way | Where it is |
            |-|-|-|-|
            | Root | everything that is derived: pseudonyms, fingerprints, audit chain, sessions, cookies’ keys | HMAC-SHA-256, HKDF | sealed key file |
            | Key-encryption key, numbered | wraps the keys of cases; exchanged by `keys rotate` | AES-256-GCM | sealed key file |
            | Three keys for each case, draft, letter, file: matter, identity, notes | texts; files in chunks of 64 KiB | AES-256-GCM, 96 random bits for each nonce | store of keys, wrapped |
            | Passphrase, or two of three shares | opens the sealed key file | PBKDF2 with HMAC-SHA-512, a million rounds | with people |
            | Passwords | signing in | PBKDF2 with HMAC-SHA-512, 220,000 rounds | accounts, hashed |
            | Recovery codes, keys of sessions, one-time links | signing in | SHA-256 of 112 random bits or more | hashed |

            ## Columns

            Sealed texts say under which of their owner’s keys; notes of a case’s events are under “notes”.


            """.ReplaceLineEndings("\n"));
        foreach (var entity in Entities())
        {
            var groups = Columns(entity).GroupBy(c => c.Class!).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"**{g.Key}**: {string.Join(", ", g.Select(c => c.Name.Split('.')[1]).Order(StringComparer.Ordinal))}");
            text.Append(CultureInfo.InvariantCulture, $"- {entity.GetTableName()}. {string.Join(". ", groups)}.\n");
        }
        text.Append("\n## Fields of a case\n\nThe parts are those of the access table (`AccessTable`), by which every reading is decided; where several stand, it depends on what the row holds.\n\n| Field | Part |\n|-|-|\n");
        foreach (var entity in OfCases())
            foreach (var group in Columns(entity).GroupBy(c => string.Join(" / ", PartsOf(c.Name))).OrderBy(g => g.Key, StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"| {entity.ClrType.Name}: {string.Join(", ", group.Select(c => c.Name.Split('.')[1]).Order(StringComparer.Ordinal))} | {(group.Key.Length > 0 ? group.Key : "nobody: for the program alone")} |\n");
        return text.ToString();
    }

    private static string[] PartsOf(string field) => Fields.GetValueOrDefault(field) ?? Fields[field.Split('.')[0]];

    private static IEnumerable<IEntityType> Entities() => Model.GetEntityTypes().Where(e => !e.IsOwned() && e.GetTableName() is not null).OrderBy(e => e.GetTableName(), StringComparer.Ordinal);

    private static IEnumerable<IEntityType> OfCases() => Entities().Where(e => e.ClrType.Name is "Case" or "CaseEvent" or "Grant" or "CaseClock" or "Consent" or "NamedPerson" or "Allegation" or "RecordedSanction" or "CaseLink" or "CaseLetter" or "EvidenceFile");

    private static IEnumerable<Column> Columns(IEntityType entity)
    {
        var of = entity.ClrType.Name.Split('`')[0];
        foreach (var text in entity.GetComplexProperties()) yield return new($"{of}.{text.Name}", true, Sealed.TryGetValue($"{of}.{text.Name}", out var key) ? $"sealed, {Keys[key]}" : null);
        foreach (var property in entity.GetProperties()) yield return new($"{of}.{property.Name}", false, ClassOf(of, property));
    }

    private static string? ClassOf(string of, IProperty property)
    {
        if (Clear.FirstOrDefault(c => c.Columns.Contains($"{of}.{property.Name}") || c.Columns.Contains($"{of}.*")).Class is { } known) return known;
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type == typeof(Pseudonym) ? "pseudonym" : type == typeof(Guid) ? "number" : type == typeof(DateOnly) || type == typeof(DateTimeOffset) ? "time" : type == typeof(bool) || type == typeof(int) || type == typeof(long) ? "state or count"
            : type.IsEnum ? "code" : type == typeof(Domain.Cases.CaseReference) ? "reference" : null;
    }

    private static IModel Model
    {
        get
        {
            using var db = new CaseDb(CaseDatabase.Options(DatabaseProvider.Sqlite, "Data Source=none.db"));
            return db.Model;
        }
    }

    private sealed record Column(string Name, bool IsSealed, string? Class);
}
