using CaseTracker.Web.Tests.Support;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>Every page of the site, in the states in which it looks different, at three widths.</summary>
[Trait("Category", "Browser")]
public class EveryPageTests(Tour tour) : IClassFixture<Tour>
{
    // Addresses that show no page: calendars, files, what only takes a form, and what only leads on.
    private static readonly string[] NotShown =
    [
        "/Features/Cases/Calendar/AllDates.cshtml", "/Features/Cases/Calendar/CaseDates.cshtml", "/Features/Account/Stay/Stay.cshtml", "/Features/Account/SignOut/SignOut.cshtml",
        "/Features/Cases/FollowLink/FollowLink.cshtml", "/Features/Imports/DownloadFaults/DownloadFaults.cshtml", "/Features/Imports/DownloadTemplate/DownloadTemplate.cshtml",
        "/Features/Statistics/DownloadRelease/DownloadRelease.cshtml", "/Features/Insight/DownloadInsight/DownloadInsight.cshtml",
    ];

    [Theory]
    [InlineData(Tour.Round.Anybody)]
    [InlineData(Tour.Round.Raiser)]
    [InlineData(Tour.Round.Recorder)]
    [InlineData(Tour.Round.Follower)]
    [InlineData(Tour.Round.Handler)]
    [InlineData(Tour.Round.Officer)]
    [InlineData(Tour.Round.Others)]
    [InlineData(Tour.Round.Importer)]
    [InlineData(Tour.Round.Publisher)]
    [InlineData(Tour.Round.Doors)]
    [InlineData(Tour.Round.Reporter)]
    [InlineData(Tour.Round.Requests)]
    public async Task Every_page_has_a_title_and_one_heading_never_scrolls_sideways_and_meets_WCAG_22_AA_as_far_as_axe_can_tell(Tour.Round round) => (await tour.GoAsync(round)).ShouldBeEmpty();

    [Fact]
    public async Task No_page_was_forgotten()
    {
        foreach (var round in Enum.GetValues<Tour.Round>()) await tour.GoAsync(round);
        var pages = tour.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>().Select(p => p.RelativePath).Distinct();
        pages.Except(NotShown).Except(tour.Visited).ShouldBeEmpty();
    }
}
