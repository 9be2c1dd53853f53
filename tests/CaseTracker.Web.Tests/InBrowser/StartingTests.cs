using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.InBrowser;

[Trait("Category", "Browser")]
public class StartingTests(ListeningApp app) : IClassFixture<ListeningApp>
{
    [Fact]
    public async Task Somebody_signs_in_and_sees_their_concerns_and_the_browser_has_nothing_to_complain_of()
    {
        await using var visitor = await app.VisitAsAsync("joanna.pell");
        await visitor.GoAsync("/");
        await visitor.PictureAsync("start");
        await visitor.FollowAsync("My concerns");
        await visitor.SeesAsync("My concerns");
        visitor.Faults.ShouldBeEmpty();
    }
}
