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

    private static readonly Lock Gate = new();
    private static List<Place>? _places;

    private sealed record Place(GivenCase Case, Route Route, Stage Stage, IReadOnlyDictionary<Actor, string> Holders);

    [Fact]
    public async Task Every_act_opens_a_page_that_says_what_it_is_and_asks_with_labels()
    {
        var faults = new List<string>();
        foreach (var (verb, actor, place) in await ActsAsync())
        {
            var browser = await SignedInAsync(place.Holders[actor]);
            var page = await browser.GetAsync(Address(place, verb, actor));
            var where = $"{verb.Code} by {actor.Code()} on {place.Route} at {place.Stage}";
            if (page.Status != HttpStatusCode.OK)
            {
                faults.Add($"{where}: {page.Status}");
                continue;
            }
            var text = VerbWords.Of(verb, actor);
            if (page.H1 != text.Title) faults.Add($"{where}: the heading is {page.H1}");
            if (!page.Title.StartsWith($"{text.Title}, {place.Case.Reference} – ", StringComparison.Ordinal)) faults.Add($"{where}: the title is {page.Title}");
            if (page.Texts("main").Single().IndexOfAny(['{', '}']) >= 0) faults.Add($"{where}: a brace is left over");
            faults.AddRange(page.Document.QuerySelectorAll("main form input:not([type=hidden]), main form select, main form textarea")
                .Where(field => page.Document.QuerySelector($"label[for='{field.Id}']") is not { } label || label.TextContent.Trim().Length == 0).Select(field => $"{where}: {field.GetAttribute("name")} has no label"));
            faults.AddRange(page.Document.QuerySelectorAll("main fieldset").Where(f => f.QuerySelector("legend")?.TextContent.Trim().Length is null or 0).Select(_ => $"{where}: a group of answers has no question"));
            var ids = page.Document.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
            faults.AddRange(ids.GroupBy(i => i).Where(g => g.Count() > 1).Select(g => $"{where}: the id {g.Key} comes twice"));
            if (page.Document.QuerySelector("main form") is not null && !page.Buttons.Contains(text.IsChecked ? "Continue" : text.Button)) faults.Add($"{where}: no button names the act");
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_form_that_is_refused_says_why_beside_the_field_and_gives_everything_back()
    {
        var faults = new List<string>();
        foreach (var (verb, actor, place) in await ActsAsync())
        {
            var browser = await SignedInAsync(place.Holders[actor]);
            var address = Address(place, verb, actor);
            var page = await browser.GetAsync(address);
            if (page.Document.QuerySelector("main form") is not IHtmlFormElement form) continue;
            var typed = Fill(form);
            if (!typed.Values.Any(v => v.Any(x => x.Length > 20000 || x == "31"))) continue;

            var where = $"{verb.Code} by {actor.Code()} on {place.Route} at {place.Stage}";
            var again = await browser.SubmitAsync(page, typed);
            if (again.Status != HttpStatusCode.OK || again.Path != page.Path)
            {
                faults.Add($"{where}: {again.Status} at {again.Path}");
                continue;
            }
            if (!again.Title.StartsWith("Error: ", StringComparison.Ordinal)) faults.Add($"{where}: the title does not say that there is an error");
            if (again.Errors.Count == 0 || !again.Text.Contains("Nothing you typed has been lost.", StringComparison.Ordinal)) faults.Add($"{where}: no summary says what is wrong");
            if (again.FieldErrors.Count == 0) faults.Add($"{where}: nothing is said beside a field; the summary says {string.Join("; ", again.Errors)}");
            faults.AddRange(again.Document.QuerySelectorAll(".govuk-error-summary a").Select(a => a.GetAttribute("href")![1..]).Where(id => again.Document.GetElementById(id) is null).Select(id => $"{where}: the summary leads to #{id}, which is not there"));
            var kept = Values((IHtmlFormElement)again.Document.QuerySelector("main form")!);
            faults.AddRange(typed.Where(t => !t.Value.Order().SequenceEqual(kept.GetValueOrDefault(t.Key, []).Order())).Select(t => $"{where}: {t.Key} came back changed"));
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Every_act_with_a_page_has_words_of_its_own() =>
        Verbs.All.Where(v => v.Actors.Any(a => CaseActs.MayEver(v, a) && a != Actor.System)).Where(v => !VerbWords.Has(v.Code)).Select(v => v.Code).ShouldBeEmpty();

    [Fact]
    public async Task Every_act_of_the_table_that_takes_a_grant_was_looked_at()
    {
        var seen = (await ActsAsync()).Select(a => (a.Verb.Code, a.Actor)).ToHashSet();
        // Two need an arrangement of the council that takes the decision away from the Monitoring Officer; they are tested with it.
        var missing = Verbs.All.Where(v => !CaseActs.Elsewhere.Contains(v.Code)).SelectMany(v => v.Actors.Where(a => a.Grant() is not null && a != Actor.AssessmentPanel).Select(a => (v.Code, a))).Where(x => !seen.Contains(x)).ToList();
        missing.Where(m => Verbs.Of(m.Code).Rows.Any(r => (r.By ?? Verbs.Of(m.Code).Actors).Contains(m.a))).ShouldBeEmpty();
    }

    private static string Address(Place place, Verb verb, Actor actor) => $"/{(actor == Actor.Raiser ? "concerns" : "casework")}/{place.Case.Reference}/{verb.Code}";

    private readonly Dictionary<string, Browser> _browsers = [];

    private async Task<Browser> SignedInAsync(string email) => _browsers.TryGetValue(email, out var browser) ? browser : _browsers[email] = await app.SignInAsync(email);

    // Each act once for each kind of person who takes it, at the first place where they can.
    private async Task<List<(Verb Verb, Actor Actor, Place Place)>> ActsAsync()
    {
        var places = await PlacesAsync();
        return [.. from verb in Verbs.All
                   from actor in verb.Actors
                   where CaseActs.MayEver(verb, actor)
                   let place = places.FirstOrDefault(p => p.Holders.ContainsKey(actor) && verb.IsPossible(p.Route, p.Stage, actor))
                   where place is not null
                   select (verb, actor, place)];
    }

    private async Task<List<Place>> PlacesAsync()
    {
        if (_places is not null) return _places;
        var places = new List<Place>();
        foreach (var (route, stage) in Support.Cases.Places) places.Add(await PlaceAsync(route, await app.GivenCaseAsync(route, stage)));
        foreach (var (route, stage, then) in Besides) places.Add(await PlaceAsync(route, await app.GivenCaseAsync(route, stage, then: then)));
        lock (Gate) return _places ??= places;
    }

    private async Task<Place> PlaceAsync(Route route, GivenCase given)
    {
        var c = await app.ReadCaseAsync(given.Reference);
        var people = await app.ReadAsync(db => Task.FromResult(db.People.ToList()));
        var holders = new Dictionary<Actor, string>();
        foreach (var grant in c.Grants.Where(g => g.IsLive(app.Clock.Today) && !g.ReadOnly && g.Person is not null))
            if (grant.Kind.AsActor() is { } actor) holders[actor] = people.First(p => p.Id == grant.Person!.Value.Value).Email;
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
