using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Domain;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Hosting;

/// <summary>
/// The sample council grown to the size of a county, with six years of concerns, for measuring. Every case takes the domain's own steps on invented days, so that nothing stands there that nobody
/// could have done; the same number of concerns gives the same cases, apart from their ids.
/// </summary>
public static class BigCouncil
{
    private const int Years = 6, Batch = 500, OpenInHundred = 3;

    private static readonly string[] FirstNames = ["Amara", "Bryn", "Carys", "Dilip", "Edith", "Femi", "Greta", "Hamid", "Iona", "Jonah", "Kirsty", "Lewis", "Mina", "Nadia", "Owen", "Pippa", "Rafiq", "Sunita", "Tobias", "Una", "Vikram", "Wanda", "Yasmin", "Zoë"];
    private static readonly string[] LastNames = ["Abara", "Birchall", "Cottam", "Dunning", "Eames", "Fairclough", "Garrod", "Hallam", "Ingleby", "Jessop", "Kettering", "Lomax", "Mistry", "Norbury", "Oakeshott", "Pargeter", "Quartermaine", "Rashid", "Sedgwick", "Tranter", "Underhill", "Vickers", "Wetherby", "Yardley"];
    private static readonly string[] Sentences =
    [
        "At the meeting I was asked the same question four times and told that my answer was not good enough.", "Nobody stopped it, although the chair was there.", "I had sent the figures two days before.",
        "The email was copied to eleven people who had nothing to do with it.", "When I rang back the line went dead.", "I was told that I would regret it if the report was not changed.", "Two colleagues heard it and looked away.",
        "It was put on social media the same evening, with my name.", "I have worked here for nine years and this has not happened before.", "The tone was loud and it went on for some time.", "I left the room because I could not go on.",
        "My manager knows that something happened but not what.", "It concerns the planning application on which I had advised refusal.", "I do not want an argument, I want it to stop.",
    ];

    private static readonly (Route Route, string Code, int Weight)[] Kinds = [(Route.R1, "group-head", 25), (Route.R2, "monitoring-officer", 40), (Route.R3, "formal-complaint", 12), (Route.R4, "report-dispute", 8), (Route.R5, "officer-conduct", 15)];

    /// <summary>Fills an empty database. Answers how many cases it made; null if the database was not empty, and then changes nothing.</summary>
    public static async Task<int?> FillAsync(IServiceProvider services, int concerns, CancellationToken cancellationToken = default)
    {
        if (!await Demonstration.FillAsync(services, withConcerns: false, cancellationToken)) return null;
        await AddPeopleAsync(services, concerns, cancellationToken);
        var random = new Random(concerns);
        var made = 0;
        while (made < concerns) made += await AddCasesAsync(services, random, Math.Min(Batch, concerns - made), cancellationToken);
        return made;
    }

    private static async Task AddPeopleAsync(IServiceProvider services, int concerns, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        var heads = (await db.People.AsNoTracking().ToListAsync(cancellationToken)).Where(p => p.Is(Role.GroupHead)).OrderBy(p => p.Email).ToList();
        var officers = Math.Clamp(concerns / 40, 50, 2500);
        Person? manager = null;
        for (var i = 0; i < officers; i++)
        {
            var (manages, head) = (i % 10 == 0, heads[i / 10 % heads.Count]);
            var person = Invented(i, PersonKind.Officer, "officer");
            (person.JobTitle, person.Service, person.Tier) = (manages ? "Team Leader" : "Officer", head.Service, manages ? "manager" : "front-line-office");
            (person.GroupHeadId, person.LineManagerId, person.Roles) = (head.Id, manages ? head.Id : manager!.Id, manages ? [Role.Officer, Role.LineManager] : [Role.Officer]);
            if (manages) manager = person;
            db.People.Add(person);
        }
        for (var i = 0; i < 60; i++)
        {
            var person = Invented(i, PersonKind.Member, "member");
            (person.PoliticalGroup, person.GroupRole, person.MemberRole, person.Ward, person.Roles) = ($"Group {i % 4 + 1}", "member", "backbench", $"Ward {i + 1}", [Role.Member]);
            db.People.Add(person);
        }
        await db.SaveChangesAsync(cancellationToken);
    }

    private static Person Invented(int number, PersonKind kind, string what)
    {
        var (first, last) = (FirstNames[number % FirstNames.Length], LastNames[number / FirstNames.Length % LastNames.Length]);
        var title = kind == PersonKind.Member ? "Cllr " : "";
        return new Person { Id = DayOnly.NewId(), Email = $"{what}.{number}@big.example", Name = $"{title}{first} {last}", Kind = kind, JoinedOn = new DateOnly(2010, 1, 4) };
    }

    private static async Task<int> AddCasesAsync(IServiceProvider services, Random random, int wanted, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateOperatorScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var now = await scope.ServiceProvider.GetRequiredService<CaseDesk>().NowAsync(null, cancellationToken);
        var invented = now.People.People.Where(p => p.Email.EndsWith("@big.example", StringComparison.Ordinal)).OrderBy(p => p.Email, StringComparer.Ordinal).ToList();
        var (officers, members) = (invented.Where(p => p.Kind == PersonKind.Officer).ToList(), invented.Where(p => p.Kind == PersonKind.Member).ToList());
        var made = 0;
        while (made < wanted)
        {
            var (route, code) = Pick(random);
            var (raiser, subject) = route switch
            {
                Route.R4 => (members[random.Next(members.Count)], officers[random.Next(officers.Count)]),
                Route.R5 => (members[random.Next(members.Count)], officers[random.Next(officers.Count)]),
                _ => (officers[random.Next(officers.Count)], members[random.Next(members.Count)]),
            };
            var open = random.Next(100) < OpenInHundred;
            var received = now.Calendar.OnOrAfter(now.Today.AddDays(-(open ? random.Next(0, 40) : random.Next(90, Years * 365))));
            if (received > now.Today) continue;
            var story = new Story(random, now with { Covers = [], Today = received, Now = Moment(random, received) }, now.Today);
            try
            {
                var c = story.Raise(route, code, raiser, subject);
                story.GoOn(c, open);
                db.Cases.Add(c);
                db.AuditEntries.AddRange(Story.Views(c).Select(ViewLog.EntryOf));
                made++;
            }
            catch (RefusedException)
            {
                // A conflict of interest between people thrown together by chance: draw again.
            }
        }
        await db.SaveChangesAsync(cancellationToken);
        return made;
    }

    private static (Route, string) Pick(Random random)
    {
        var drawn = random.Next(Kinds.Sum(k => k.Weight));
        foreach (var kind in Kinds)
            if ((drawn -= kind.Weight) < 0) return (kind.Route, kind.Code);
        throw new InvalidOperationException();
    }

    private static DateTimeOffset Moment(Random random, DateOnly day) => LondonTime.Moment(day, new TimeOnly(8 + random.Next(9), random.Next(60), random.Next(60)));

    /// <summary>What people do in one case, day after day.</summary>
    private sealed class Story(Random random, Circumstances start, DateOnly today)
    {
        private static readonly string[] Summaries = ["Spoken to rudely at a meeting", "An email copied to many", "Pressed to change a report", "Criticised in public", "Shouted at on the telephone"];
        private static readonly string[] Settings = ["committee", "email", "phone", "social", "in-person"];
        private static readonly string[] Themes = ["disrespect-in-meeting", "social-media", "public-criticism", "bullying", "pressure-on-advice"];

        private Circumstances _now = start;

        public Case Raise(Route route, string code, Person raiser, Person subject)
        {
            var inputs = Inputs.Empty.With("subject", Party.Of(_now.People.PseudonymOf(subject)).ToString()).With("narrative", Text(random.Next(3, 14))).With("summary", Of(Summaries))
                .With("occurred_on", Inputs.Iso(_now.Today.AddDays(-random.Next(0, 20)))).With("setting", Of(Settings)).With("place", "Council offices")
                .With("themes", Of([.. Themes.Where(t => _now.Taxonomy.List("themes").Any(x => x.Code == t))])).With("wish", "For it to stop.").With("route", code)
                .With("confidentiality", random.Next(4) == 0 ? "confidential" : "named").With("declaration", "yes");
            if (route == Route.R3)
                inputs = inputs.With("allegations.1.text", Text(2)).With("allegations.1.heading", "respect").With("name_consent", "yes").With("confidentiality", "named");
            return Case.Submit(new RaiserIdentity(_now.People.PseudonymOf(raiser), null, true), inputs, _now).Cases[0];
        }

        public void GoOn(Case c, bool open)
        {
            (string Verb, int Days)[] way = c.Route switch
            {
                Route.R2 => [("acknowledge", 2), ("triage", 2), ("send-message", 1), ("advise", 3), ("close", 10)],
                Route.R3 => [("acknowledge", 2), ("apply-filter", 3), ("disclose", 2), ("comment", 4), ("assess", 8), ("issue-decision", 3)],
                _ => [("accept", 1), ("send-message", 2), ("record-outcome", 5), ("close", 3)],
            };
            foreach (var (verb, days) in way.Take(open ? random.Next(way.Length) : way.Length))
            {
                var day = _now.Calendar.Add(_now.Today, random.Next(1, days + 1));
                if (day > today) return;
                _now = _now with { Today = day, Now = Moment(random, day) };
                Take(c, verb);
            }
        }

        public static IEnumerable<CaseView> Views(Case c) => c.Events.Where(e => e.As is Actor.Mo or Actor.Handler)
            .Select(e => new CaseView { CaseId = c.Id, Person = e.By, As = c.Route is Route.R2 or Route.R3 ? GrantKind.Mo : GrantKind.Handler, Hat = e.Hat, What = "case", At = e.At.AddMinutes(-5) });

        private void Take(Case c, string code)
        {
            var verb = Verbs.Of(code);
            var actor = code switch { "comment" => Actor.Subject, "close" when c.Route != Route.R2 => Actor.Raiser, _ => c.Route is Route.R2 or Route.R3 ? Actor.Mo : Actor.Handler };
            c.Do(new Step(verb, actor, c.Live(actor.Grant()!.Value, _now.Today).Last().Person, Entered(c, code)), _now);
        }

        private Inputs Entered(Case c, string code)
        {
            var because = Text(2);
            return code switch
            {
                "acknowledge" or "comment" => Inputs.Empty.With("message", "Thank you. This has arrived and will be read."),
                "send-message" => Inputs.Empty.With("thread", "raiser").With("message", Text(2)),
                "triage" => Inputs.Empty.With("protected", "no").With("note", because).With("action", "advised-officer"),
                "advise" => Inputs.Empty.With("action", "advised-officer").With("contact", "nobody").With("message", Text(4)),
                "close" when c.Route == Route.R2 => Inputs.Empty.With("outcome", "support-only").With("closure_reason", "resolved"),
                "record-outcome" => Inputs.Empty.With("outcome", c.Route switch { Route.R4 => "report-corrected", Route.R5 => "handled-by-manager", _ => "apology" }).With("note", because).With("message", "This is what was done."),
                "apply-filter" => Enumerable.Range(1, 4).Aggregate(Inputs.Empty, (i, n) => i.With($"filter_answers.{n}", "yes").With($"filter_answers.{n}.reason", because)),
                "disclose" => Inputs.Empty.With("allegations.1.text", Text(2)).With("allegations.1.heading", "respect").With("neutral", "yes"),
                "assess" => _now.Taxonomy.List("public_interest_questions").Aggregate(Inputs.Empty.With("decision", "no-further-action").With("reason", because),
                    (i, q) => i.With($"interest_test.{q.Code}", "no").With($"interest_test.{q.Code}.reason", because)),
                "issue-decision" => Inputs.Empty.With("letters.raiser", Text(3)).With("letters.subject", Text(3)).With("outcome", "no-further-action").With("closure_reason", "not-public-interest"),
                _ => Inputs.Empty,
            };
        }

        private string Of(string[] codes) => codes[random.Next(codes.Length)];

        private string Text(int sentences) => string.Join(' ', Enumerable.Range(0, sentences).Select(_ => Of(Sentences)));
    }
}
