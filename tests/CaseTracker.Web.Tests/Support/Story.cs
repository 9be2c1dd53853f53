using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseTracker.Web.Tests.Support;

/// <summary>Steps that people of the sample council have taken before a test begins: through the domain, at the time on the site's clock, in their own name.</summary>
public static class Story
{
    /// <summary>Words in the raiser's account, to be found or not found on pages.</summary>
    public const string Account = "In front of the whole committee he said that I was clueless and had no business giving advice.";

    /// <summary>The email address of somebody in the sample: "joanna.pell".</summary>
    public static string Email(string person) => $"{person}@wealdmere.example";

    /// <summary>Somebody sends a concern about somebody. Answers its reference.</summary>
    public static async Task<string> GivenConcernAsync(this App app, string raiser, string subject, string route, Func<Inputs, Inputs>? with = null) =>
        (await app.GivenConcernsAsync(raiser, [subject], route, with))[0];

    /// <summary>Somebody sends a concern about several people. Answers the references of its cases.</summary>
    public static Task<IReadOnlyList<string>> GivenConcernsAsync(this App app, string raiser, string[] subjects, string route, Func<Inputs, Inputs>? with = null) =>
        app.ActAsync(raiser, async (desk, services) =>
        {
            var now = await desk.NowAsync(null, CancellationToken.None);
            var inputs = new Inputs(
            [
                new("subject", [.. subjects.Select(s => Who(services, s))]), new("summary", ["Put down in committee"]), new("narrative", [Account]), new("occurred_on", [Inputs.Iso(now.Today)]),
                new("setting", ["committee"]), new("place", ["Council chamber"]), new("themes", ["disrespect-in-meeting"]), new("wish", ["An apology"]), new("route", [route]),
                new("confidentiality", ["named"]), new("declaration", ["yes"]),
            ]);
            if (route == "formal-complaint")
                inputs = inputs.With("allegations.1.text", "At the meeting the councillor called me clueless in front of the public and the press.").With("allegations.1.heading", "respect").With("name_consent", "yes");
            var raised = Case.Submit(new RaiserIdentity(now.People.PseudonymOf(now.People.Find(Email(raiser))!), null, true), (with ?? (i => i))(inputs), now);
            desk.Keep(raised);
            return (IReadOnlyList<string>)[.. raised.Cases.Select(c => c.Reference.Value)];
        });

    /// <summary>Somebody takes a step. Answers references of cases that it opened.</summary>
    public static Task<IReadOnlyList<string>> GivenStepAsync(this App app, string reference, string person, Actor actor, string verb, params (string Input, string Value)[] inputs) =>
        app.ActAsync(person, async (desk, services) =>
        {
            var c = await desk.FindOtherAsync(reference, CancellationToken.None) ?? throw new InvalidOperationException($"There is no case {reference}.");
            var entered = new Inputs(inputs.GroupBy(i => i.Input).Select(g => KeyValuePair.Create(g.Key, g.Select(i => i.Value.StartsWith("p:", StringComparison.Ordinal) ? Who(services, i.Value[2..]) : i.Value).ToArray())));
            var done = await desk.DoAsync(c, Verbs.Of(verb), actor, entered, CancellationToken.None);
            return (IReadOnlyList<string>)[.. done.Opened.Select(o => o.Reference.Value)];
        });

    /// <summary>The case as stored.</summary>
    public static Task<Case> CaseAsync(this App app, string reference) => app.ReadAsync(db => db.Cases.AsNoTracking()
        .Include(c => c.Events.OrderBy(e => e.Number)).Include(c => c.Grants).Include(c => c.Clocks).Include(c => c.Consents).Include(c => c.Named).Include(c => c.Allegations).Include(c => c.Links)
        .AsSplitQuery().SingleAsync(c => c.Reference == CaseReference.Stored(reference)));

    /// <summary>What a step recorded.</summary>
    public static Inputs Read(this App app, Case c, CaseEvent what) => c.Read(what, app.Services.GetRequiredService<ISeam>());

    /// <summary>Somebody as an input names them.</summary>
    public static async Task<string> InputOfAsync(this App app, string person) => await app.ActAsync(person, (_, services) => Task.FromResult(Who(services, person)));

    private static string Who(IServiceProvider services, string person)
    {
        var people = services.GetRequiredService<ICurrentPerson>().Organisation;
        return Party.Of(people.PseudonymOf(people.Find(Email(person)) ?? throw new InvalidOperationException($"{person} is not in the sample."))).ToString();
    }

    private static async Task<T> ActAsync<T>(this App app, string person, Func<CaseDesk, IServiceProvider, Task<T>> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var current = scope.ServiceProvider.GetRequiredService<CurrentPerson>();
        await current.LoadAsync(CancellationToken.None);
        current.ActAs(current.Organisation.Find(Email(person))!.Id);
        var done = await act(scope.ServiceProvider.GetRequiredService<CaseDesk>(), scope.ServiceProvider);
        await scope.ServiceProvider.GetRequiredService<CaseDb>().SaveChangesAsync();
        return done;
    }
}
