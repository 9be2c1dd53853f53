using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Insight.Shared;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Insight;

/// <summary>Insight asks the database for all cases at once what <see cref="Conflicts"/> says of one: the two are compared over many cases whose people are drawn by lot.</summary>
public sealed class WhatMayBeCountedTests : IAsyncLifetime
{
    private const string Officer = "priya.ranas@wealdmere.example", Deputy = "tom.ashdown@wealdmere.example";
    private const int Rounds = 10;

    private static readonly GrantKind[] Holding = [GrantKind.Mo, GrantKind.Handler, GrantKind.Reviewer, GrantKind.ImportRecord];
    private static readonly (Route Route, Stage Stage, int Count)[] Begun = [(Route.R1, Stage.BeingHandled, 8), (Route.R1, Stage.Closed, 4), (Route.R2, Stage.Triage, 5), (Route.R3, Stage.Filter, 5), (Route.R4, Stage.BeingHandled, 3)];

    private readonly App _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task What_is_counted_is_what_no_conflict_rule_stops()
    {
        foreach (var (route, stage, count) in Begun)
            for (var i = 0; i < count; i++) await _app.GivenCaseAsync(route, stage);
        var random = new Random(11);
        await RelateAsync();
        var (counted, left) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            await ShuffleAsync(random);
            foreach (var email in new[] { Officer, Deputy })
            {
                var (visible, expected) = await CompareAsync(email);
                visible.Order().ShouldBe(expected.Where(e => e.Value).Select(e => e.Key).Order(), $"{email} in round {round}");
                (counted, left) = (counted + visible.Count, left + expected.Count - visible.Count);
            }
        }
        // Neither answer is the only one.
        counted.ShouldBeGreaterThan(100);
        left.ShouldBeGreaterThan(100);
    }

    // A friend, a partner and an interest, beside those whom the two manage or who manage them.
    private Task RelateAsync() => _app.WriteAsync(async db =>
    {
        var people = await db.People.OrderBy(p => p.Email).ToListAsync();
        Guid Id(string email) => people.Single(p => p.Email == email).Id;
        db.Relations.AddRange(
            new Relation { Id = Guid.CreateVersion7(), PersonId = Id(Officer), OtherId = Id("cllr.derek.stannage@wealdmere.example"), Kind = RelationKind.CloseFriend },
            new Relation { Id = Guid.CreateVersion7(), PersonId = Id("joanna.pell@wealdmere.example"), OtherId = Id(Deputy), Kind = RelationKind.Partner },
            new Relation { Id = Guid.CreateVersion7(), PersonId = Id(Deputy), OtherId = Id("cllr.neville.strood@wealdmere.example"), Kind = RelationKind.Interest });
    });

    private async Task ShuffleAsync(Random random)
    {
        var people = await _app.PeopleAsync();
        Pseudonym Who(string email) => people.Single(p => p.Value.Email == email).Key;
        var (officer, deputy) = (Who(Officer), Who(Deputy));
        var near = people.Where(p => new[] { officer, deputy }.Any(x => Organisation.Manages(people[x], p.Value) || Organisation.Manages(p.Value, people[x]))).Select(p => p.Key);
        Pseudonym[] parties = [officer, deputy, .. near, Who("cllr.derek.stannage@wealdmere.example"), Who("joanna.pell@wealdmere.example"), Who("cllr.neville.strood@wealdmere.example")];
        var others = people.Keys.Except(parties).OrderBy(p => p.Value).ToArray();
        Pseudonym Draw() => random.Next(3) == 0 ? parties[random.Next(parties.Length)] : others[random.Next(others.Length)];
        var named = new[] { officer, deputy, others[0] };
        await _app.WriteAsync(async db =>
        {
            var cases = await db.Cases.OrderBy(c => c.Id).ToListAsync();
            db.Set<NamedPerson>().RemoveRange(await db.Set<NamedPerson>().ToListAsync());
            db.Set<CaseLink>().RemoveRange(await db.Set<CaseLink>().ToListAsync());
            db.Grants.RemoveRange(await db.Grants.Where(g => g.Reason == "test").ToListAsync());
            foreach (var c in cases)
            {
                db.Entry(c).Property(x => x.Subject).CurrentValue = random.Next(10) == 0 ? null : Draw();
                db.Entry(c).Property(x => x.Raiser).CurrentValue = random.Next(10) == 0 ? null : Draw();
                if (random.Next(6) == 0) db.Add(new NamedPerson { CaseId = c.Id, Part = (NamedPart)random.Next(3), Person = named[random.Next(3)] });
                if (random.Next(6) == 0) db.Add(Grant(c, random.Next(2) == 0 ? GrantKind.Handler : GrantKind.Investigator, named[random.Next(3)], random.Next(4) == 0));
                if (random.Next(4) == 0 && cases[random.Next(cases.Count)] is var other && other != c) db.Add(new CaseLink { CaseId = c.Id, OtherId = other.Id, Other = other.Reference, Kind = LinkKind.Incident });
            }
        });
    }

    private Grant Grant(Case c, GrantKind kind, Pseudonym person, bool live) =>
        new() { CaseId = c.Id, Kind = kind, Person = person, Hat = "line-manager", Reason = "test", StartedAt = _app.Clock.GetUtcNow(), EndedAt = live ? null : _app.Clock.GetUtcNow(), Check = "clear" };

    private async Task<(List<Guid> Visible, Dictionary<Guid, bool> Expected)> CompareAsync(string email)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var current = scope.ServiceProvider.GetRequiredService<CurrentPerson>();
        await current.LoadAsync(CancellationToken.None);
        current.ActAs(current.Organisation.Find(email)!.Id);
        var (desk, db) = (scope.ServiceProvider.GetRequiredService<CaseDesk>(), scope.ServiceProvider.GetRequiredService<CaseDb>());
        var (person, who) = (current.Person!, current.Pseudonym!.Value);
        var expected = new Dictionary<Guid, bool>();
        foreach (var reference in await db.Cases.Select(c => c.Reference).ToListAsync())
        {
            var (found, now) = await desk.FindOtherNowAsync(reference.Value, CancellationToken.None);
            var c = found!;
            var held = c.GrantsOf(who, now.Today).Any(g => Holding.Contains(g.Kind));
            var stopped = Conflicts.Of(c, GrantKind.Mo, Conflicts.MoHat(person)!, person, now).Any(h => h.Stops);
            // Advice and formal complaints that the principal does not hold went elsewhere for a reason.
            var diverted = person.Is(Role.MonitoringOfficer) && c.Route is (Route.R2 or Route.R3);
            expected[c.Id] = held || (!stopped && !diverted);
        }
        return (await scope.ServiceProvider.GetRequiredService<VisibleCases>().All().Select(c => c.Id).ToListAsync(), expected);
    }
}
