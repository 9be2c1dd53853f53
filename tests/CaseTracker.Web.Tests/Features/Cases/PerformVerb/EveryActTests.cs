using System.Net;
using AngleSharp.Html.Dom;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases;
using CaseTracker.Web.Features.Cases.PerformVerb;
using CaseTracker.Web.Tests.Support;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Cases.PerformVerb;

/// <summary>The council's arrangements allow a review of decisions, so that its pages can be reached.</summary>
public sealed class ReviewingApp : App
{
    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["CaseTracker:Rules:ReviewAllowed"] = "true" };
}

/// <summary>Every act that the table of routes gives to anybody with a grant, on a case at a stage at which they can take it.</summary>
public class EveryActTests(ReviewingApp app) : IClassFixture<ReviewingApp>
{
    // Stages with people who come in only by a step that the usual way leaves out.
    private static readonly (Route Route, Stage Stage, string[] Then)[] Besides =
    [
        (Route.R4, Stage.BeingHandled, ["ask-other-side"]), (Route.R3, Stage.Assessment, ["request-view"]), (Route.R3, Stage.Comments, ["consult-own"]), (Route.R3, Stage.Investigation, ["appoint-investigator", "circulate-draft"]),
        (Route.R3, Stage.Review, []), (Route.R1, Stage.Offered, ["withdraw:yes", "cancel-withdrawal"]), (Route.R3, Stage.Hearing, ["convene"]),
    ];

    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static IReadOnlyList<Looked>? _looked;

    private sealed record Place(GivenCase Case, Route Route, Stage Stage, IReadOnlyDictionary<Actor, string> Holders)
    {
        public Actor? Holder => Holders.ContainsKey(Actor.Mo) ? Actor.Mo : Holders.ContainsKey(Actor.Handler) ? Actor.Handler : null;
    }

    [Fact]
    public async Task Every_act_opens_a_page_that_says_what_it_is_and_asks_with_labels() => (await LookedAtAsync()).SelectMany(l => l.OfThePage).ShouldBeEmpty();

    [Fact]
    public async Task Every_form_that_is_refused_says_why_beside_the_field_and_gives_everything_back() => (await LookedAtAsync()).SelectMany(l => l.OfTheRefusal).ShouldBeEmpty();

    [Fact]
    public void Every_act_with_a_page_has_words_of_its_own() =>
        Verbs.All.Where(v => v.Actors.Any(a => CaseActs.MayEver(v, a) && a != Actor.System)).Where(v => !VerbWords.Has(v.Code)).Select(v => v.Code).ShouldBeEmpty();

    [Fact]
    public async Task Every_act_of_the_table_that_takes_a_grant_was_looked_at()
    {
        var seen = (await LookedAtAsync()).Select(l => (l.Verb, l.Actor)).ToHashSet();
        // The sub-committee decides only where the council's arrangements say so; that is tested with such arrangements.
        var wanted = from verb in Verbs.All
                     where !CaseActs.Elsewhere.Contains(verb.Code)
                     from actor in verb.Actors
                     where actor.Grant() is not null && actor != Actor.AssessmentPanel
                     select (verb.Code, actor);
        wanted.Where(w => !seen.Contains(w)).ShouldBeEmpty();
    }

    // Each page is fetched once, and its form sent once in a state in which it must be refused.
    private async Task<IReadOnlyList<Looked>> LookedAtAsync()
    {
        await OneAtATime.WaitAsync();
        try
        {
            if (_looked is not null) return _looked;
            var looked = new List<Looked>();
            foreach (var (verb, actor, place) in await ActsAsync()) looked.Add(await LookAsync(verb, actor, place));
            return _looked = looked;
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private async Task<Looked> LookAsync(Verb verb, Actor actor, Place place)
    {
        var other = actor is Actor.Raiser or Actor.Subject;
        var browser = await SignedInAsync(place.Holders[other ? place.Holder!.Value : actor]);
        var address = other ? $"/casework/{place.Case.Reference}/for/{actor.Code()}/{verb.Code}" : $"/casework/{place.Case.Reference}/{verb.Code}";
        var page = await browser.GetAsync(address);
        var (where, text, faults) = ($"{verb.Code} by {actor.Code()} on {place.Route} at {place.Stage}", VerbWords.Of(verb, actor), new List<string>());
        if (page.Status != HttpStatusCode.OK) return new(verb.Code, actor, [$"{where}: {page.Status}"], []);
        if (page.H1 != text.Title) faults.Add($"{where}: the heading is {page.H1}");
        if (!page.Title.StartsWith($"{text.Title}, {place.Case.Reference} – ", StringComparison.Ordinal)) faults.Add($"{where}: the title is {page.Title}");
        if (page.Texts("main").Single().IndexOfAny(['{', '}']) >= 0) faults.Add($"{where}: a brace is left over");
        faults.AddRange(page.Document.QuerySelectorAll("main form input:not([type=hidden]), main form select, main form textarea")
            .Where(field => page.Document.QuerySelector($"label[for='{field.Id}']") is not { } label || label.TextContent.Trim().Length == 0).Select(field => $"{where}: {field.GetAttribute("name")} has no label"));
        faults.AddRange(page.Document.QuerySelectorAll("main fieldset").Where(f => f.QuerySelector("legend")?.TextContent.Trim().Length is null or 0).Select(_ => $"{where}: a group of answers has no question"));
        faults.AddRange(page.Document.QuerySelectorAll("main fieldset").Where(f => f.QuerySelector("input, select, textarea") is null).Select(f => $"{where}: nothing answers {f.QuerySelector("legend")?.TextContent}"));
        faults.AddRange(page.Document.QuerySelectorAll("[id]").Select(e => e.Id).GroupBy(i => i).Where(g => g.Count() > 1).Select(g => $"{where}: the id {g.Key} comes twice"));
        if (page.Document.QuerySelector("main form") is not IHtmlFormElement form) return new(verb.Code, actor, faults, []);
        if (!page.Buttons.Contains(text.IsChecked ? "Continue" : text.Button)) faults.Add($"{where}: no button names the act");
        return new(verb.Code, actor, faults, await RefusedAsync(browser, page, form, where));
    }

    private static async Task<List<string>> RefusedAsync(Browser browser, Page page, IHtmlFormElement form, string where)
    {
        var (typed, faults) = (Fill(form), new List<string>());
        if (!typed.Values.Any(v => v.Any(x => x.Length > 20000 || x == "31"))) return faults;
        var again = await browser.SubmitAsync(page, typed);
        if (again.Status != HttpStatusCode.OK || again.Path != page.Path) return [$"{where}: {again.Status} at {again.Path}"];
        if (!again.Title.StartsWith("Error: ", StringComparison.Ordinal)) faults.Add($"{where}: the title does not say that there is an error");
        if (again.Errors.Count == 0 || !again.Text.Contains("Nothing you typed has been lost.", StringComparison.Ordinal)) faults.Add($"{where}: no summary says what is wrong");
        if (again.FieldErrors.Count == 0) faults.Add($"{where}: nothing is said beside a field; the summary says {string.Join("; ", again.Errors)}");
        faults.AddRange(again.Document.QuerySelectorAll(".govuk-error-summary a").Select(a => a.GetAttribute("href")![1..]).Where(id => again.Document.GetElementById(id) is null).Select(id => $"{where}: the summary leads to #{id}, which is not there"));
        var kept = Values((IHtmlFormElement)again.Document.QuerySelector("main form")!);
        faults.AddRange(typed.Where(t => !t.Value.Order().SequenceEqual(kept.GetValueOrDefault(t.Key, []).Order())).Select(t => $"{where}: {t.Key} came back changed"));
        return faults;
    }

    private sealed record Looked(string Verb, Actor Actor, IReadOnlyList<string> OfThePage, IReadOnlyList<string> OfTheRefusal);

    private readonly Dictionary<string, Browser> _browsers = [];

    private async Task<Browser> SignedInAsync(string email) => _browsers.TryGetValue(email, out var browser) ? browser : _browsers[email] = await app.SignInAsync(email);

    // Each act once for each kind of person who takes it, at the first place where they can.
    private async Task<List<(Verb Verb, Actor Actor, Place Place)>> ActsAsync()
    {
        var places = await PlacesAsync();
        return [.. from verb in Verbs.All
                   from actor in verb.Actors
                   where CaseActs.MayEver(verb, actor)
                   let place = places.FirstOrDefault(p => p.Holders.ContainsKey(actor) && verb.IsPossible(p.Route, p.Stage, actor) && (actor is not (Actor.Raiser or Actor.Subject) || p.Holder is not null))
                   where place is not null
                   select (verb, actor, place)];
    }

    private async Task<List<Place>> PlacesAsync()
    {
        var places = new List<Place>();
        foreach (var (route, stage) in Support.Cases.Places) places.Add(await PlaceAsync(route, await app.GivenCaseAsync(route, stage)));
        foreach (var (route, stage, then) in Besides) places.Add(await PlaceAsync(route, await app.GivenCaseAsync(route, stage, then: then)));
        return places;
    }

    private async Task<Place> PlaceAsync(Route route, GivenCase given)
    {
        var c = await app.ReadCaseAsync(given.Reference);
        var people = await app.PeopleAsync();
        var holders = new Dictionary<Actor, string>();
        foreach (var grant in c.Grants.Where(g => g.IsLive(app.Clock.Today) && !g.ReadOnly && g.Person is not null))
            if (grant.Kind.AsActor() is { } actor) holders[actor] = people[grant.Person!.Value].Email;
        return new Place(given, route, c.Stage, holders);
    }

    // Something in every field; texts too long and dates that do not exist, so that the form comes back.
    private static Dictionary<string, string[]> Fill(IHtmlFormElement form)
    {
        var typed = new Dictionary<string, string[]>();
        foreach (var field in form.QuerySelectorAll("input, select, textarea"))
        {
            var name = field.GetAttribute("name") ?? "";
            switch (field)
            {
                case IHtmlTextAreaElement:
                    typed[name] = [$"Kept “as typed”: <b>{name}</b>\nsecond line {new string('x', 20001)}"];
                    break;
                case IHtmlSelectElement select:
                    typed[name] = select.Options.Select(o => o.Value).FirstOrDefault(v => v.Length > 0) is { } first ? [first] : [];
                    break;
                case IHtmlInputElement { Type: "radio" or "checkbox" } choice:
                    if (!typed.ContainsKey(name)) typed[name] = [choice.Value];
                    break;
                case IHtmlInputElement { Type: "text" }:
                    typed[name] = [name.EndsWith(".Day", StringComparison.Ordinal) ? "31" : name.EndsWith(".Month", StringComparison.Ordinal) ? "2" : name.EndsWith(".Year", StringComparison.Ordinal) ? "2026" : "Typed & kept"];
                    break;
            }
        }
        return typed;
    }

    private static Dictionary<string, string[]> Values(IHtmlFormElement form) =>
        form.QuerySelectorAll("input, select, textarea").Select(field => (Name: field.GetAttribute("name") ?? "", Value: field switch
        {
            IHtmlTextAreaElement area => area.Value.ReplaceLineEndings("\n"),
            IHtmlSelectElement select => select.Value,
            IHtmlInputElement { Type: "radio" or "checkbox" } choice => choice.IsChecked ? choice.Value : null,
            IHtmlInputElement input => input.Value,
            _ => null,
        })).Where(v => !string.IsNullOrEmpty(v.Value)).GroupBy(v => v.Name).ToDictionary(g => g.Key, g => g.Select(v => v.Value!).ToArray());
}
