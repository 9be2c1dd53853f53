using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Tests.Cases;

public class CaseViewTests
{
    private static readonly DateTimeOffset Nine = new(2025, 6, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Pseudonym Mo = new(Guid.NewGuid()), Deputy = new(Guid.NewGuid());

    [Fact]
    public void Repeats_of_the_same_person_and_thing_within_a_quarter_of_an_hour_are_one_entry() =>
        CaseView.ForRaiser([View(Mo, 0), View(Mo, 5), View(Mo, 14), View(Mo, 15), View(Mo, 16)]).Select(v => v.At).ShouldBe([Nine.AddMinutes(15), Nine]);

    [Fact]
    public void Another_person_another_thing_and_another_hat_are_entries_of_their_own() =>
        CaseView.ForRaiser([View(Mo, 0), View(Deputy, 1), View(Mo, 2, "evidence"), View(Mo, 3, hat: "cover")]).Count.ShouldBe(4);

    [Fact]
    public void The_raiser_sees_neither_their_own_views_nor_those_of_the_subject_and_whom_the_subject_consulted() =>
        CaseView.ForRaiser([View(Mo, 0, kind: GrantKind.Raiser), View(Deputy, 1, kind: GrantKind.Subject), View(Deputy, 2, kind: GrantKind.SubjectIp), View(Mo, 3)]).ShouldHaveSingleItem().At.ShouldBe(Nine.AddMinutes(3));

    [Fact]
    public void An_import_record_and_an_oversight_are_seen() => CaseView.ForRaiser([View(Mo, 0, kind: GrantKind.ImportRecord), View(Deputy, 1)]).Count.ShouldBe(2);

    private static CaseView View(Pseudonym who, int minutes, string what = "case", string hat = "monitoring-officer", GrantKind kind = GrantKind.Mo) =>
        new() { Person = who, As = kind, Hat = hat, What = what, At = Nine.AddMinutes(minutes) };
}
