using CaseTracker.Data;
using CaseTracker.Data.Databases;
using CaseTracker.Domain;
using CaseTracker.Domain.People;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Data;

public class PeopleTests(App app) : IClassFixture<App>
{
    [Theory]
    [InlineData(Role.MonitoringOfficer)]
    [InlineData(Role.LineManager)]
    [InlineData(Role.Hr)]
    public async Task Nobody_can_be_stored_as_administrator_and_caseworker(string role)
    {
        var refused = await Should.ThrowAsync<RefusedException>(() => app.GivenPersonAsync("dev.chaudhry@wealdmere.example", p => p.Roles = [.. p.Roles, role]));
        refused.Code.ShouldBe("administrator-alone");
        (await app.ReadAsync(db => db.People.AsNoTracking().SingleAsync(p => p.Email == "dev.chaudhry@wealdmere.example"))).Roles.ShouldNotContain(role);
    }

    [Fact]
    public async Task An_address_belongs_to_one_person()
    {
        await Should.ThrowAsync<DbUpdateException>(() => app.GivenPersonAsync(new Person { Id = Guid.NewGuid(), Email = "joanna.pell@wealdmere.example", Name = "Another", JoinedOn = app.Clock.Today }));
    }

    [Fact]
    public async Task A_change_to_people_shows_at_the_next_request()
    {
        var browser = await app.SignInAsync("farah.nazari@wealdmere.example");
        (await browser.GetAsync("/account")).Facts["Name"].ShouldBe("Farah Nazari");
        await app.GivenPersonAsync("farah.nazari@wealdmere.example", p => p.Name = "Farah Nazari-Quill");
        (await browser.GetAsync("/account")).Facts["Name"].ShouldBe("Farah Nazari-Quill");
    }
}
