using System.Text.RegularExpressions;
using CaseTracker.Data;
using CaseTracker.Data.Databases;
using CaseTracker.Data.Outbox;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CaseTracker.Web.Tests.Data;

public partial class ModelTests(App app) : IClassFixture<App>
{
    public static TheoryData<DatabaseProvider> Providers => [.. Enum.GetValues<DatabaseProvider>()];

    [Theory]
    [MemberData(nameof(Providers))]
    public void The_migrations_say_all_that_the_model_says(DatabaseProvider provider)
    {
        using var db = Unconnected(provider);
        db.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    [Asvs("14.1.1", "14.1.2", "14.2.4")]
    public void A_protected_text_is_one_column_without_a_converter(DatabaseProvider provider)
    {
        using var db = Unconnected(provider);
        var texts = db.Model.GetEntityTypes().SelectMany(ComplexProperties).Where(p => p.ClrType == typeof(Sealed)).ToList();
        texts.ShouldNotBeEmpty();
        foreach (var text in texts)
        {
            var column = text.ComplexType.GetProperties().ShouldHaveSingleItem();
            column.Name.ShouldBe(nameof(Sealed.Packed));
            column.GetValueConverter().ShouldBeNull($"{text.DeclaringType.DisplayName()}.{text.Name}");
            column.IsNullable.ShouldBeFalse();
        }
        foreach (var entity in db.Model.GetEntityTypes())
        {
            entity.GetProperties().Where(p => p.ClrType == typeof(Sealed)).ShouldBeEmpty();
            var unmapped = entity.ClrType.GetProperties().Where(p => p.PropertyType == typeof(Sealed)).Select(p => p.Name).Except(ComplexProperties(entity).Select(p => p.Name));
            unmapped.ShouldBeEmpty($"{entity.DisplayName()} has a protected text that is not stored");
        }
    }

    [Fact]
    public void Only_the_seam_the_mapping_and_the_audit_look_inside_a_protected_text()
    {
        var offenders = Sources().Where(f => Inside().IsMatch(File.ReadAllText(f))).Select(f => Path.GetRelativePath(Root.Folder, f).Replace('\\', '/'))
            .Where(f => !f.StartsWith("src/CaseTracker.Domain/Protection/", StringComparison.Ordinal) && f is not ("src/CaseTracker.Data/Configurations/SealedMapping.cs" or "src/CaseTracker.Data/Audit/WatchedRows.cs"));
        offenders.ShouldBeEmpty();
        Inside().IsMatch("row.Text.Packed").ShouldBeTrue();
    }

    [Fact]
    public async Task A_query_that_looks_into_a_protected_text_or_compares_it_is_caught()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => app.ReadAsync(db => db.Outbox.OrderBy(m => m.Link).ToListAsync()));
        await Should.ThrowAsync<InvalidOperationException>(() => app.ReadAsync(db => db.Outbox.Where(m => m.Link != Sealed.None).ToListAsync()));
        (await app.ReadAsync(db => db.Outbox.ToListAsync())).ShouldBeOfType<List<OutboxMessage>>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Nothing_about_a_case_points_to_a_person_or_an_account(DatabaseProvider provider)
    {
        using var db = Unconnected(provider);
        var people = new[] { "People", "Accounts" };
        var links = db.Model.GetEntityTypes().Where(e => e.ClrType.Namespace!.Contains(".Cases", StringComparison.Ordinal)).SelectMany(e => e.GetForeignKeys())
            .Where(k => people.Contains(k.PrincipalEntityType.GetTableName())).Select(k => k.ToString());
        links.ShouldBeEmpty();
    }

    private static IEnumerable<IComplexProperty> ComplexProperties(ITypeBase type) => type.GetComplexProperties().SelectMany(p => ComplexProperties(p.ComplexType).Prepend(p));

    private static CaseDb Unconnected(DatabaseProvider provider) =>
        new(CaseDatabase.Options(provider, provider == DatabaseProvider.Sqlite ? "Data Source=none.db" : "Host=none;Database=none"));

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Root.Folder, "src"), "*.cs*", SearchOption.AllDirectories)
        .Where(f => (f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".cshtml", StringComparison.Ordinal)) && !f.Split(Path.DirectorySeparatorChar).Any(p => p is "obj" or "bin" or "node_modules"));

    [GeneratedRegex(@"\.Packed\b")]
    private static partial Regex Inside();
}
