using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Features.Raising;

public class RaisingTests(App app) : IClassFixture<App>
{
    private const string Pell = "joanna.pell@wealdmere.example";

    [Fact]
    public async Task An_officer_asks_the_Monitoring_Officer_for_advice()
    {
        var sent = await new Told().SendAsync(await app.SignInAsync(Pell));
        sent.H1.ShouldBe("Your concern has been sent");
        var reference = sent.Texts(".ct-done .ct-reference").Single();
        var c = await CaseAsync(reference);
        (c.Route, c.Stage, c.Confidentiality, c.SubjectType).ShouldBe((Route.R2, Stage.Received, "named", "councillor"));
        sent.Text.ShouldContain("By Tuesday 17 March");
        sent.Text.ShouldContain("Priya Ranas");
    }

    private Task<Case> CaseAsync(string reference) => app.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Grants).Include(c => c.Events).Include(c => c.Named).Include(c => c.Allegations)
        .Include(c => c.Consents).Include(c => c.Links).AsSplitQuery().SingleAsync(c => c.Reference == CaseReference.Parse(reference)!.Value));
}
