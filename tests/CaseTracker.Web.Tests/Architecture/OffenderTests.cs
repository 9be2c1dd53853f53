using System.Xml.Linq;
using CaseTracker.Data;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Tests.Architecture;

/// <summary>Each rule of the house finds an offender planted for it, and leaves what is right alone.</summary>
public class OffenderTests
{
    [Fact]
    public void An_assembly_with_packages_is_found() => Rules.ForeignReferences(typeof(Program).Assembly).ShouldContain("MediatR");

    [Theory]
    [InlineData("src/CaseTracker.Web/Features/Help/Help.cshtml.cs", "using CaseTracker.Web.Features.Directory;", true)]
    [InlineData("src/CaseTracker.Web/Features/Help/Help.cshtml", "@model CaseTracker.Web.Features.Directory.DirectoryPage", true)]
    [InlineData("src/CaseTracker.Web/Features/Help/Help.cshtml.cs", "Features.Directory.Thing x;", true)]
    [InlineData("src/CaseTracker.Web/Features/Shared/Chrome.cs", "using CaseTracker.Web.Features.Directory;", true)]
    [InlineData("src/CaseTracker.Web/Pipeline/Pages.cs", "using CaseTracker.Web.Features.Directory;", true)]
    [InlineData("src/CaseTracker.Web/Features/Help/Help.cshtml.cs", "using CaseTracker.Web.Features.Shared;", false)]
    [InlineData("src/CaseTracker.Web/Features/Help/Words/Words.cs", "using CaseTracker.Web.Features.Help;", false)]
    [InlineData("src/CaseTracker.Web/Features/Help/Help.cs", "http.Features.Get<IStatusCodeReExecuteFeature>()", false)]
    [InlineData("src/CaseTracker.Web/Hosting/SiteHost.cs", "using CaseTracker.Web.Features.Account;", false)]
    public void A_feature_that_names_another_is_found(string path, string text, bool found) => Rules.FeaturesThatNameAnother([new(path, text)]).Any().ShouldBe(found);

    [Theory]
    [InlineData("src/CaseTracker.Web/Features/Cases/Search/SearchView.cs", "db.Cases.FromSqlRaw(words)", true)]
    [InlineData("src/CaseTracker.Web/Features/Cases/Search/SearchView.cs", "command.CommandText = words;", true)]
    [InlineData("src/CaseTracker.Data/Protection/KeyStore.cs", "Command(database, null, $\"SELECT Keys FROM {Table} WHERE Owner = '{owner}'\")", true)]
    [InlineData("src/CaseTracker.Data/Protection/KeyStore.cs", "Command(database, null, $\"SELECT Keys FROM {Table} WHERE Owner = @owner\")", false)]
    [InlineData("src/CaseTracker.Web/Features/Cases/Search/SearchView.cs", "db.Database.SqlQuery<int>($\"SELECT {number}\")", false)]
    public void A_command_made_of_texts_is_found(string path, string text, bool found) => Rules.CommandsMadeOfTexts([new(path, text)]).Any().ShouldBe(found);

    [Fact]
    public void A_page_that_takes_the_database_is_found() =>
        Rules.PagesThatTakeTheDatabase([typeof(GreedyPage), typeof(ModestPage)]).ShouldBe(["GreedyPage takes CaseDb"]);

    [Theory]
    [InlineData("src/CaseTracker.Web/Features/Cases/Pause/PauseCommand.cs", true)]
    [InlineData("src/CaseTracker.Web/Features/Cases/Pause/PauseView.cs", true)]
    [InlineData("src/CaseTracker.Web/Features/Cases/Pause/Pause.cshtml.cs", false)]
    public void A_handler_that_knows_the_web_is_found(string path, bool found) =>
        Rules.HandlersThatKnowTheWeb([new(path, "using Microsoft.AspNetCore.Http;")]).Any().ShouldBe(found);

    [Fact]
    public void A_request_without_access_is_found() => Rules.RequestsWithoutAccess([typeof(OpenQuery), typeof(GuardedQuery)]).ShouldBe([nameof(OpenQuery)]);

    [Fact]
    public void A_rule_of_access_that_is_only_half_a_rule_is_found() =>
        Rules.RequestsWithHalfARule([typeof(GuardedQuery), typeof(RolelessQuery), typeof(CaselessQuery)]).ShouldBe([nameof(RolelessQuery), nameof(CaselessQuery)]);

    [Fact]
    public void A_type_or_method_without_a_comment_is_found()
    {
        var comments = XDocument.Parse($"""<doc><members><member name="T:{typeof(Spoken).FullName!.Replace('+', '.')}"/><member name="M:{typeof(Spoken).FullName!.Replace('+', '.')}.Said(System.Int32)"/></members></doc>""");
        var prefix = typeof(OffenderTests).FullName;
        Rules.WithoutComment([typeof(Spoken), typeof(Silent)], comments).ShouldBe([$"{prefix}.Spoken.Unsaid", $"{prefix}.Silent"]);
    }

    [Theory]
    [InlineData("src/CaseTracker.Domain/Cases/Case.cs", "var now = DateTime.Now;", true)]
    [InlineData("src/CaseTracker.Web/Pipeline/X.cs", "DateTimeOffset.UtcNow.AddDays(1)", true)]
    [InlineData("src/CaseTracker.Web/Pipeline/X.cs", "TimeProvider.System", true)]
    [InlineData("src/CaseTracker.Web/Hosting/SiteHost.cs", "services.AddSingleton(TimeProvider.System)", false)]
    [InlineData("src/CaseTracker.Domain/Cases/Parts.cs", "Id = Guid.CreateVersion7();", true)]
    [InlineData("src/CaseTracker.Domain/Protection/DayOnly.cs", "Guid.CreateVersion7()", false)]
    [InlineData("src/CaseTracker.Domain/Cases/Case.cs", "time.GetUtcNow()", false)]
    public void A_read_of_the_system_clock_is_found(string path, string text, bool found) => Rules.ReadsOfTheSystemClock([new(path, text)]).Any().ShouldBe(found);

    [Fact]
    public void A_name_that_says_nothing_is_found() =>
        Rules.EmptyNames([typeof(CaseManager), typeof(DateHelper), typeof(LineManagerOutcome), typeof(DatabaseCopy)])
            .ShouldBe([typeof(CaseManager).FullName, typeof(DateHelper).FullName]);

    [Theory]
    [InlineData("@page\n@{ ViewData[\"Title\"] = \"x\"; }<h1>x</h1>", true)]
    [InlineData("@page \"/x\"\n<h1>x</h1>", true)]
    [InlineData("@page \"/x\"\n@{ ViewData[\"Title\"] = \"x\"; }<h1>x</h1>", false)]
    [InlineData("@page \"/x\"\n@model StayPage\n", false)]
    public void A_page_without_an_address_or_a_title_is_found(string text, bool found) =>
        Rules.PagesWithoutAddressOrTitle([new("src/CaseTracker.Web/Features/X/X.cshtml", text)]).Any().ShouldBe(found);

    [Theory]
    [InlineData("@{ ViewData[\"Title\"] = view.Title; }", false)]
    [InlineData("<h1>x</h1>", true)]
    public void A_page_whose_layout_leaves_out_the_title_is_found(string layout, bool found) =>
        Rules.PagesWithoutAddressOrTitle(
        [
            new("src/CaseTracker.Web/Features/X/Y/Y.cshtml", "@page \"/y\"\n@{ Layout = \"_Question\"; }\n<p>y</p>"),
            new("src/CaseTracker.Web/Features/X/_Question.cshtml", layout),
        ]).Any().ShouldBe(found);

    [Theory]
    [InlineData("<p style=\"color:red\">x</p>", true)]
    [InlineData("<button onclick='go()'>x</button>", true)]
    [InlineData("<script>go()</script>", true)]
    [InlineData("<style>p{}</style>", true)]
    [InlineData("<script type=\"module\" src=\"~/dist/app.js\"></script>", false)]
    [InlineData("<p class=\"ct-style\">style = \"plain\"</p>", false)]
    public void Style_or_script_in_a_page_is_found(string text, bool found) =>
        Rules.PagesWithInlineStyleOrScript([new("src/CaseTracker.Web/Features/X/X.cshtml", text)]).Any().ShouldBe(found);

    [Theory]
    [InlineData(61, true)]
    [InlineData(60, false)]
    public void A_long_page_is_found(int lines, bool found) =>
        Rules.LongPages([new("src/CaseTracker.Web/Features/X/X.cshtml.cs", string.Join('\n', Enumerable.Repeat("//", lines)))]).Any().ShouldBe(found);

    public sealed class GreedyPage(CaseDb db) : PageModel
    {
        public CaseDb Db { get; } = db;
    }

    public sealed class ModestPage(IMediator mediator) : PageModel
    {
        public IMediator Mediator { get; } = mediator;
    }

    public sealed record OpenQuery : IRequest<int>;

    [Access(Who.SignedIn)]
    public sealed record GuardedQuery : IRequest<int>;

    [Access(Who.Role)]
    public sealed record RolelessQuery : IRequest<int>;

    [Access(Who.Grant)]
    public sealed record CaselessQuery : IRequest<int>;

    public sealed class Spoken
    {
        public static int Said(int number) => number;

        public static int Unsaid(int number) => number;

        public override string ToString() => "";
    }

    public sealed class Silent;

    public sealed class CaseManager;

    public sealed class DateHelper;

    public sealed class LineManagerOutcome;

    public sealed class DatabaseCopy;
}
