using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.CaseRecord;

/// <summary>The right side of a case page: clock, route and stage, people and access, agreements.</summary>
internal sealed class CaseFacts(OpenCase open, ProtocolVersions protocol)
{
    // The way a case usually goes; everything else is a detour without a number.
    private static readonly Dictionary<Route, Stage[]> Ways = new()
    {
        [Route.R1] = [Stage.Offered, Stage.BeingHandled, Stage.Outcome, Stage.Closed],
        [Route.R2] = [Stage.Received, Stage.Triage, Stage.Advice, Stage.FollowUp, Stage.Closed],
        [Route.R3] = [Stage.Received, Stage.Filter, Stage.Disclosure, Stage.Comments, Stage.Assessment, Stage.Investigation, Stage.View, Stage.Determination, Stage.Hearing, Stage.Decision, Stage.Closed],
        [Route.R4] = [Stage.Offered, Stage.BeingHandled, Stage.Outcome, Stage.Closed],
        [Route.R5] = [Stage.Offered, Stage.BeingHandled, Stage.Outcome, Stage.Closed],
    };

    private readonly Case _case = open.Case;
    private readonly CaseReader _reader = open.Reader;
    private readonly Circumstances _now = open.Now;

    public ClockPart Clock(CaseActs acts)
    {
        var clock = _case.MainClock;
        var also = new List<string>();
        if (_reader.IsOtherSide && open.Words.Due is null) return new(null, null, _case.IsOpen ? AskedOfThem() : null, also, []);
        var moving = acts.Main.Concat(acts.More).Where(a => a.Code is "pause" or "resume" or "extend").ToList();
        if (!_case.IsOpen)
        {
            foreach (var window in _case.Clocks.Where(c => c is { IsRunning: true, IsWindow: true } && c.DueOn >= _now.Today))
                also.Add(window.Kind == "escalation-window" ? $"The raiser may escalate this until {window.DueOn.InFull()}." : $"Either side may ask for a review until {window.DueOn.InFull()}.");
            return new(null, null, _case.ClosedOn is { } closed ? $"Closed on {closed.InFull()}. No clock runs." : "Closed. No clock runs.", also, []);
        }
        if (_case.IsPaused)
        {
            var why = _case.PauseReason is { } reason && !_reader.IsOtherSide ? $": {_now.Taxonomy.Label("pause_reasons", reason).ToLowerInvariant()}" : "";
            also.AddRange(_case.Clocks.Where(c => c is { IsRunning: true, Kind: "information" }).Select(c => $"The raiser has until {c.DueOn.InFull()} to send what was asked for."));
            if (clock is { DaysLeft: { } left }) also.Add($"When it restarts, {left.Count("working day")} {(left == 1 ? "is" : "are")} left.");
            return new(new DueLine(DueKind.Paused, "Clock paused", null), _case.PausedUntil is { } until ? $"Until {until.InFull()}" : null, $"Paused since {_case.PausedOn!.Value.InFull()}{why}. Paused days never count.", also, moving);
        }
        if (clock is null) return new(null, null, "No date runs now.", also, moving);
        also.AddRange(_case.Clocks.Where(c => c is { IsRunning: true, IsWindow: false } && c.Id != clock.Id).OrderBy(c => c.DueOn).Select(c => $"Also: {NameOf(c.Kind)} by {c.DueOn.InFull()}."));
        if (_case.Route == Route.R3) also.Add(LegalLimits.At(_case.Stage) is { } law ? $"This limit is the council’s own. By law: {char.ToLowerInvariant(law.Rule[0])}{law.Rule[1..]} ({law.Source})." : "This limit is the council’s own; the law sets none.");
        return new(open.Words.DueOf(clock.DueOn), clock.DueOn.InFull(), Explain(clock), also, moving);
    }

    // What is put to the other side has a day of its own; the clock of the case is the handler's.
    private string AskedOfThem()
    {
        var asked = _case.Stage == Stage.BeingHandled ? _case.Events.LastOrDefault(e => e.Verb == Verbs.AskOtherSide.Code) : null;
        if (asked is null || _case.Events.Any(e => e.Verb == Verbs.Answer.Code && e.Number > asked.Number)) return "Nothing is asked of you now.";
        return _case.Read(asked, _now.Seam).Date("due_on") is { } due ? $"You are asked for your side by {due.InFull()}." : "You are asked for your side.";
    }

    // The codes of a dispute about a report have none for a conversion: what it became says more than they do (decision 0007).
    private string? OutcomeWords()
    {
        if (_case.Outcome is not { } outcome || _reader.IsOtherSide || RouteTable.Of(_case.Route).Outcomes is not { } list) return null;
        if (_case.Has("converted") && _case.Route == Route.R4) return "Made a formal complaint";
        return _now.Taxonomy.Label(list, outcome) + (_case.ClosureReason is { } reason ? $" ({_now.Taxonomy.Label("closure_reasons", reason).ToLowerInvariant()})" : "");
    }

    public StagePart Progress()
    {
        var way = Ways[_case.Route];
        var stage = open.Words.Stage;
        var at = Array.IndexOf(way, stage);
        var next = at >= 0 && at + 1 < way.Length ? _case.StageName(way[at + 1]) : stage switch
        {
            Domain.Routes.Stage.Confidentiality => _case.StageName(Domain.Routes.Stage.Filter),
            Domain.Routes.Stage.OutsideCode or Domain.Routes.Stage.HandedOver or Domain.Routes.Stage.Review => _case.StageName(Domain.Routes.Stage.Closed),
            Domain.Routes.Stage.Resolution => _case.StageName(Domain.Routes.Stage.Decision),
            _ => null,
        };
        var outcome = OutcomeWords();
        var version = _reader.Reads(CaseParts.Brief) ? protocol.InForceOn(_case.OccurredOn)?.Version : null;
        return new(open.Words.RouteName, _case.StageName(stage), at >= 0 ? at + 1 : null, way.Length, next, outcome, version);
    }

    public IReadOnlyList<AccessLine> People()
    {
        if (!_reader.Reads(CaseParts.People)) return [];
        var named = _reader.ReadsNames(CaseParts.People);
        var lines = new List<AccessLine>();
        foreach (var grants in _case.Grants.Where(g => g.StartsOn is null || g.StartsOn <= _now.Today || g.EndedAt is null).GroupBy(g => (g.Person, g.Kind, g.Hat)))
        {
            // Of several spells of the same person in the same hat, the one that matters is the last.
            var grant = grants.OrderBy(g => g.EndedAt is null).ThenBy(g => g.StartedAt).Last();
            var isOver = !grant.IsLive(_now.Today) && !(grant.EndedAt is null && grant.StartsOn > _now.Today);
            var role = CaseWords.RoleOf(grant.Kind.Code(), grant.Hat.Length > 0 && grant.Kind is not (GrantKind.Raiser or GrantKind.Subject) ? grant.Hat : null).Sentence();
            var name = grant.Kind switch
            {
                GrantKind.Raiser => named ? open.Words.Raiser : "The raiser",
                GrantKind.Subject => open.Words.SubjectName,
                _ when grant.Person is { } me && me == _reader.Me => "You",
                _ => named && _now.People.Find(grant.Person) is { } person ? person.Name : role,
            };
            var text = isOver ? $"Access ended {Ended(grant)}" : $"{Sees(grant)}{Until(grant)}";
            lines.Add(new(name, name == role ? text : $"{role}. {text}", isOver));
        }
        return [.. lines.OrderBy(l => l.IsOver)];
    }

    public AgreementPart? Agreements()
    {
        if (!_reader.Reads(CaseParts.Consents)) return null;
        var named = _reader.ReadsNames(CaseParts.Consents);
        var agreed = _case.Consents.OrderBy(c => c.GivenAt).Select(c =>
        {
            var to = named ? string.Join(", ", _case.Read(c, _now.Seam).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(t => Party.Parse(t) is var p && p.In(_now.People) is { } known ? known.Name : p.Name)) : "";
            var kind = _now.Taxonomy.Label("consent_kinds", c.Kind).Replace("your", "their", StringComparison.Ordinal).Sentence();
            var state = c.WithdrawnAt is { } gone ? $", withdrawn {gone.LondonDay().Brief()}" : c.Until is { } until ? $", until {until.Brief()}" : "";
            return $"{kind}{(to.Length > 0 ? $": {to}" : "")}, {c.GivenAt.LondonDay().Brief()}{state}";
        }).ToList();
        var kept = _case.Named.Where(n => n.Part == NamedPart.KeptOut).ToList();
        var words = named ? kept.Select(n => $"{_now.People.Find(n.Person)?.Name ?? _case.ReadName(n, _now.Seam)}{(n.Reason.IsEmpty ? "" : $": {_case.ReadReason(n, _now.Seam)}")}").ToList() : [];
        return agreed.Count + kept.Count == 0 ? null : new(agreed, words, kept.Count);
    }

    private string Explain(CaseClock clock)
    {
        if (clock.Extended) return $"The date was moved by hand. It began as {_now.Calendar.Explain(clock.StartedOn, clock.Limit, clock.Unit, Since(clock.Kind))}";
        var words = _now.Calendar.Explain(clock.StartedOn, clock.Limit, clock.Unit, Since(clock.Kind));
        return clock.PausedDays > 0 ? $"{words} {clock.PausedDays.Count("working day")} of a pause did not count." : words;
    }

    private string Since(string clock) => clock switch
    {
        "accept" => "when it was put to them",
        "handle" => "when it was accepted",
        "reply" => "when the outcome was recorded",
        "choose" => "when the choice went to the raiser",
        "acknowledge" => "when it was received",
        "advise" => _case.Route == Route.R3 ? "when it was found outside the Code" : "when it was received",
        "follow-up" => "when advice was last given",
        "confidentiality" => "when it was acknowledged",
        "filter" => "when first checks began",
        "information" => "when the raiser was asked",
        "disclose" => "when it passed the first checks",
        "comments" => "when the member was told",
        "assess" => "when assessment began",
        "resolve" => "when resolution began",
        "appoint" => "when an investigation was decided",
        "investigate" => "when the investigator was appointed",
        "draft-comments" => "when the draft was sent",
        "view" => "when the report was filed",
        "determine" => "when the view was recorded",
        "hearing" => "when a hearing was decided",
        "notice" => "when the decision was made",
        "review" => "when a review was asked for",
        "withdrawal" => "when the raiser asked to withdraw",
        _ => "when it was handed over",
    };

    private static string NameOf(string clock) => clock switch
    {
        "acknowledge" => "acknowledge it",
        "advise" => "advise",
        "draft-comments" => "comments on the draft",
        "investigate" => "final report",
        "information" => "the raiser’s answer",
        _ => "another date",
    };

    private string Ended(Grant grant) => (grant.EndedAt?.LondonDay() ?? grant.Until ?? _now.Today).Brief();

    private static string Until(Grant grant) => grant switch
    {
        { StartsOn: { } from, Until: { } until } => $", {from.Brief()} to {until.Brief()}",
        { Until: { } until } => $", until {until.Brief()}",
        _ => "",
    };

    private string Sees(Grant grant)
    {
        var reads = CaseReader.By(_case, grant, _now.Today, _now.Seam);
        return grant.Kind switch
        {
            GrantKind.Raiser => "Sees their own account, dates and messages to them",
            GrantKind.Subject => _case.Route == Route.R3 ? $"Sees the allegation as sent on {grant.StartedAt.LondonDay().Brief()}" : $"Sees what they were asked on {grant.StartedAt.LondonDay().Brief()}",
            GrantKind.Handler => reads.Reads(CaseParts.Narrative) ? reads.Reads(CaseParts.RaiserIdentity) ? "Sees the full account and the name" : "Sees the full account, without the name" : reads.Reads(CaseParts.RaiserIdentity) ? "Sees the brief and the name" : "Sees the brief, without the name",
            GrantKind.Mo or GrantKind.Reviewer => reads.Reads(CaseParts.RaiserIdentity) ? "Sees the whole case" : "Sees the whole case, without the name",
            GrantKind.IndependentPerson => $"Sees {grant.Papers.Count.Count("paper")} and the allegation",
            GrantKind.SubjectIp => "Sees what the subject sends them",
            GrantKind.Investigator => "Sees the account and all evidence",
            GrantKind.Panel or GrantKind.AssessmentPanel => $"Sees {grant.Papers.Count.Count("paper")} of the meeting",
            GrantKind.Hr => "Sees what was handed over",
            _ => "Reads the imported record",
        };
    }
}
