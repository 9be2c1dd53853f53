using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Tests.Cases;

public class JourneyTests
{
    public static TheoryData<Route, Stage> Everywhere => [.. from route in new[] { Route.R1, Route.R2, Route.R3, Route.R4, Route.R5 } from stage in Journey.Stages(route) select new TheoryDataRow<Route, Stage>(route, stage)];

    [Theory]
    [MemberData(nameof(Everywhere))]
    public void Every_stage_of_every_route_can_be_reached_and_keeps_the_invariants(Route route, Stage stage)
    {
        var w = new World { Rules = new CouncilRules { ReviewAllowed = true } };

        var c = Journey.To(w, route, stage);

        (c.Route, c.Stage).ShouldBe((route, stage));
        Invariants.Broken(w).ShouldBeEmpty();
    }
}
