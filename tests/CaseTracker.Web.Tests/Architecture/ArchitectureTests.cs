using System.Reflection;
using System.Xml.Linq;
using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Architecture;

/// <summary>The product keeps the rules of the house.</summary>
public class ArchitectureTests
{
    private static readonly Assembly Domain = typeof(CaseReference).Assembly;
    private static readonly Assembly Web = typeof(Program).Assembly;
    private static readonly Type[] Everything = [.. Domain.GetTypes(), .. typeof(CaseDb).Assembly.GetTypes(), .. Web.GetTypes()];

    [Fact]
    public void The_domain_stands_on_the_runtime_alone() => Rules.ForeignReferences(Domain).ShouldBeEmpty();

    [Fact]
    public void No_feature_names_another() => Rules.FeaturesThatNameAnother(SourceFile.All).ShouldBeEmpty();

    [Fact]
    public void No_page_takes_the_database() => Rules.PagesThatTakeTheDatabase(Web.GetTypes()).ShouldBeEmpty();

    [Fact]
    public void No_handler_knows_the_web() => Rules.HandlersThatKnowTheWeb(SourceFile.All).ShouldBeEmpty();

    [Fact]
    public void Every_request_says_who_may_make_it() => Rules.RequestsWithoutAccess(Web.GetTypes()).ShouldBeEmpty();

    [Fact]
    public void Every_rule_of_access_is_whole() => Rules.RequestsWithHalfARule(Web.GetTypes()).ShouldBeEmpty();

    [Fact]
    public void Public_types_and_methods_of_the_domain_say_what_they_are_for() =>
        Rules.WithoutComment(Domain.GetTypes(), XDocument.Load(Path.ChangeExtension(Domain.Location, ".xml"))).ShouldBeEmpty();

    [Fact]
    public void Nothing_reads_the_system_clock() => Rules.ReadsOfTheSystemClock(SourceFile.All).ShouldBeEmpty();

    [Fact]
    public void No_name_says_nothing() => Rules.EmptyNames(Everything).ShouldBeEmpty();

    [Fact]
    public void Every_page_names_its_address_and_sets_its_title() => Rules.PagesWithoutAddressOrTitle(SourceFile.All).ShouldBeEmpty();

    [Fact]
    public void No_page_holds_style_or_script() => Rules.PagesWithInlineStyleOrScript(SourceFile.All).ShouldBeEmpty();

    [Fact]
    [Asvs("1.2.4")]
    public void No_command_to_the_database_is_made_of_texts() => Rules.CommandsMadeOfTexts(SourceFile.All).ShouldBeEmpty();

    [Fact]
    public void Pages_are_short() => Rules.LongPages(SourceFile.All).ShouldBeEmpty();

    [Fact]
    public void The_scan_sees_the_source()
    {
        SourceFile.All.Count(f => f.Feature is not null).ShouldBeGreaterThan(20);
        SourceFile.All.ShouldContain(f => f.Name == "Start.cshtml");
    }
}
