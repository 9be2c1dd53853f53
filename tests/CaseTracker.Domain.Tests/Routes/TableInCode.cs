using System.Text.Json.Nodes;
using CaseTracker.Domain.Access;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Tests.Routes;

/// <summary>The table as the code holds it, in the shape of the model's file. Rows that depart from the model are held by <see cref="DepartureTests"/>.</summary>
internal static class TableInCode
{
    public static JsonObject ToJson() => new()
    {
        ["routes"] = Array(RouteTable.Routes, r => Row(
            ("id", r.Route.ToString()), ("codes", Codes(r.Codes)), ("name", r.Name), ("entry", r.Entry.Code()), ("stages", Codes(r.Stages.Select(s => s.Code()))), ("ladder", Codes(r.Ladder)),
            ("ladder_of", r.LadderOf), ("outcomes", r.Outcomes))),
        ["stages"] = Array(RouteTable.Stages, s => Row(("code", s.Stage.Code()), ("name", s.Name), ("with", s.With), ("clocks", Clocks(s)), ("terminal", s.IsTerminal ? true : null))),
        ["clocks"] = Array(RouteTable.Clocks, c => Row(
            ("code", c.Code), ("default", c.Default), ("unit", c.Unit switch { LimitUnit.WorkingDays => "wd", LimitUnit.Days => "day", _ => "month" }), ("starts", c.Starts), ("stops", c.Stops),
            ("reminds", c.Reminds), ("then", c.Then), ("off_by_default", c.OffByDefault ? true : null))),
        ["notifications"] = Array(RouteTable.MailSubjects, m => Codes([m.Code, m.Words])),
        ["grants"] = Array(RouteTable.Grants, g => Row(("kind", g.Kind.Code()), ("starts", g.Starts), ("ends", g.Ends), ("hats", Codes(g.Hats)))),
        ["fields"] = Array(RouteTable.Inputs, i => Row(("code", i.Code), ("label", i.Label), ("type", i.Type), ("limit", i.Limit), ("taxonomy", i.Taxonomy))),
        ["messages"] = Array(Refusals.All, m => Row(("code", m.Code), ("text", m.Text), ("needs", m.Needs), ("only", m.Only.Count > 0 ? Codes(m.Only) : null), ("law", m.Law))),
        ["conflicts"] = Array(Refusals.Conflicts, c => Row(("code", c.Code), ("grant", c.Grant), ("relation", c.Relation), ("result", c.Result), ("text", c.Text))),
        ["verbs"] = Array(Verbs.All, OfVerb),
        ["actors"] = Array(Enum.GetValues<Actor>(), a => a.Code()),
        ["stage_groups"] = Array(Enum.GetValues<StageGroup>(), g => Group(g)),
        ["outcomes"] = Keyed(RouteTable.Outcomes, route => route.ToString(), outcomes => new JsonObject { ["outcomes"] = Keyed(outcomes, o => o, Codes) }),
        ["access"] = new JsonObject
        {
            ["columns"] = Codes(AccessTable.Columns),
            ["conditions"] = Keyed(AccessTable.Conditions, letter => letter.ToString(), words => words),
            ["rows"] = Array(AccessTable.Rows, r => Codes([r.Resource, r.Cells])),
        },
    };

    private static JsonObject OfVerb(Verb v) => Row(
        ("code", v.Code), ("label", v.Label), ("group", v.Group), ("actors", Codes(v.Actors.Select(a => a.Code()))), ("rows", Array(v.Rows.Where(r => r.Departs is null), OfRow)),
        ("guards", Codes(v.Guards)), ("inputs", Codes(v.Inputs)),
        ("timeline", v.Departs is null ? new JsonObject { ["mo"] = v.Timeline.Mo, ["raiser"] = v.Timeline.Raiser, ["subject"] = v.Timeline.Subject } : null),
        ("notify", v.Departs is null ? Array(v.Mail, m => Row(("to", m.To), ("subject", m.Template))) : null),
        ("grants", new JsonObject { ["create"] = ByChoiceOf(v.Grants) ?? new JsonArray(), ["end"] = ByChoiceOf(v.Ends) ?? new JsonArray() }),
        ("sets", ByChoiceOf(v.Sets)), ("unsets", ByChoiceOf(v.Unsets)), ("law", v.Law), ("says", v.Says), ("scope", v.Scope), ("by_setting", v.BySetting),
        ("timeline_own_only", v.TimelineOwnOnly ? true : null),
        ("timeline_subject_routes", v.TimelineSubjectRoutes.Count > 0 ? Codes(v.TimelineSubjectRoutes.Select(r => r.ToString())) : null),
        ("instead", v.Instead.Count > 0 ? Array(v.Instead, i => Row(
            ("routes", Codes(i.Routes.Select(r => r.ToString()))), ("from", i.From.Count == 0 ? "*" : Codes(i.From.Select(s => s.Code()))), ("code", i.Code))) : null),
        ("clock", v.Clocks is { } c ? Row(("start", Some(c.Start)), ("stop", Some(c.Stop)), ("restart", Some(c.Restart)), ("start_when", ByChoiceOf(c.StartWhen))) : null),
        ("codes", v.Codes is { } codes ? Keyed(codes, when => when, byRoute => Keyed(byRoute, r => r.ToString(), pairs => Keyed(pairs, o => o, reason => reason))) : null));

    private static JsonObject OfRow(VerbRow r) => Row(
        ("routes", Codes(r.Routes.Select(x => x.ToString()))), ("from", Codes(r.From.Select(f => f.Stage?.Code() ?? Group(f.Group!.Value)))),
        ("to", r.To.IsSame ? "same" : r.To.IsBack ? "previous" : r.To.Stage!.Value.Code()), ("when", r.When), ("by", r.By is { } by ? Codes(by.Select(a => a.Code())) : null),
        ("becomes", r.Becomes?.ToString()), ("unless", r.Unless), ("ends", r.Ends is { } ends ? Codes(ends) : null), ("starts", Some(r.Starts)), ("unsets", Some(r.Unsets)), ("pauses", r.Pauses),
        ("opens", r.OpensSame ? "same" : r.Opens.Count > 0 ? Array(r.Opens, o => Row(("route", o.Route.ToString()), ("stage", o.Stage.Code()))) : null));

    private static JsonNode Clocks(StageRow s) => s.ClocksByRoute is { } byRoute ? Keyed(byRoute, r => r.ToString(), Codes) : Codes(s.Clocks);

    private static JsonNode? ByChoiceOf(ByChoice codes) =>
        codes.Codes.Count == 0 ? null : codes.Codes.TryGetValue("", out var always) ? Codes(always) : Keyed(codes.Codes, choice => choice, Codes);

    private static string Group(StageGroup group) => "@" + char.ToLowerInvariant(group.ToString()[0]) + group.ToString()[1..];

    private static JsonArray? Some(IReadOnlyList<string> codes) => codes.Count == 0 ? null : Codes(codes);

    private static JsonArray Codes(IEnumerable<string> codes) => [.. codes.Select(c => (JsonNode?)c)];

    private static JsonArray Array<T>(IEnumerable<T> rows, Func<T, JsonNode?> toNode) => [.. rows.Select(toNode)];

    private static JsonObject Keyed<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> pairs, Func<TKey, string> key, Func<TValue, JsonNode?> value) =>
        new(pairs.Select(p => KeyValuePair.Create(key(p.Key), value(p.Value))));

    /// <summary>An object without the keys that have no value; the file leaves them out.</summary>
    private static JsonObject Row(params IEnumerable<(string Key, JsonNode? Value)> pairs) => new(pairs.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Key, p.Value)));
}
