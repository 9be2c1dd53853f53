using CaseTracker.Domain.People;
using CaseTracker.Domain.Tests.Protection;

namespace CaseTracker.Domain.Tests.People;

public class AppointmentTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 3, 2);

    private readonly Person _principal = Somebody("Priya", Role.MonitoringOfficer), _deputy = Somebody("Tom", Role.DeputyMonitoringOfficer), _chief = Somebody("Helen", Role.ChiefExecutive), _clerk = Somebody("Joanna", Role.Officer);

    [Fact]
    public void Somebody_else_with_the_role_agrees_and_a_day_later_it_is_in_force()
    {
        var people = People(_principal, _deputy, _chief, _clerk);
        var asked = Appointment.Ask(people, _clerk, Role.DeputyMonitoringOfficer, _principal, Now, Day);
        asked.WhoMayAgree(people, Day).ShouldBe([_deputy]);
        asked.TakeUp(people, Now.AddDays(13), Day).ShouldBeFalse();
        asked.IsOpen.ShouldBeTrue();
        asked.Agree(_deputy, people, Now, Day);
        asked.InForceAt.ShouldBe(Now.AddDays(1));
        asked.TakeUp(people, Now.AddDays(1).AddTicks(-1), Day).ShouldBeFalse();
        asked.TakeUp(people, Now.AddDays(1), Day).ShouldBeTrue();
        (asked.IsOpen, asked.IsDone).ShouldBe((false, true));
        asked.TakeUp(people, Now.AddDays(2), Day).ShouldBeFalse("it is taken up once");
    }

    [Fact]
    public void Nobody_agrees_to_what_they_asked_for_or_for_themself_and_no_relation_does()
    {
        var people = People(_principal, _deputy, _chief, _clerk);
        Should.Throw<RefusedException>(() => Appointment.Ask(people, _deputy, Role.MonitoringOfficer, _deputy, Now, Day)).Code.ShouldBe("own-appointment");
        var asked = Appointment.Ask(people, _clerk, Role.MonitoringOfficer, _principal, Now, Day);
        foreach (var wrong in new[] { _principal, _clerk, _chief }) Should.Throw<RefusedException>(() => asked.Agree(wrong, people, Now, Day)).Code.ShouldBe("second-person");
        asked.InForceAt.ShouldBeNull();
        var married = new Organisation([_principal, _deputy, _chief, _clerk], [new Relation { PersonId = _deputy.Id, OtherId = _clerk.Id, Kind = RelationKind.Partner }], new ClearSeam());
        asked.WhoMayAgree(married, Day).ShouldBe([_chief], "the deputy is the partner of whom it is about");
    }

    [Fact]
    public void Where_no_other_officer_is_the_Chief_Executive_agrees_and_without_one_it_cannot_be_asked()
    {
        var alone = People(_principal, _chief, _clerk);
        Appointment.Ask(alone, _clerk, Role.DeputyMonitoringOfficer, _principal, Now, Day).WhoMayAgree(alone, Day).ShouldBe([_chief]);
        Should.Throw<RefusedException>(() => Appointment.Ask(alone, _chief, Role.DeputyMonitoringOfficer, _principal, Now, Day)).Code.ShouldBe("second-person");
        Should.Throw<RefusedException>(() => Appointment.Ask(People(_principal, _clerk), _clerk, Role.DeputyMonitoringOfficer, _principal, Now, Day)).Code.ShouldBe("second-person");
    }

    [Fact]
    public void A_reset_needs_somebody_else_even_when_nobody_signed_in_asked()
    {
        var people = People(_principal, _deputy, _chief);
        var asked = Appointment.Ask(people, _principal, Appointment.Reset, null, Now, Day);
        Should.Throw<RefusedException>(() => asked.Agree(_principal, people, Now, Day)).Code.ShouldBe("second-person");
        asked.Agree(_deputy, people, Now, Day);
        Should.Throw<RefusedException>(() => asked.Agree(_deputy, people, Now, Day)).Code.ShouldBe("appointment-over");
    }

    [Fact]
    public void Stopped_is_over()
    {
        var people = People(_principal, _deputy, _chief, _clerk);
        var asked = Appointment.Ask(people, _clerk, Role.MonitoringOfficer, _principal, Now, Day);
        asked.Agree(_deputy, people, Now, Day);
        asked.Stop(_chief, Now.AddHours(23));
        asked.TakeUp(people, Now.AddDays(1), Day).ShouldBeFalse();
        asked.IsDone.ShouldBeFalse();
        Should.Throw<RefusedException>(() => asked.Stop(_chief, Now.AddHours(24))).Code.ShouldBe("appointment-over");
        Should.Throw<RefusedException>(() => asked.Agree(_deputy, people, Now, Day)).Code.ShouldBe("appointment-over");
    }

    [Fact]
    public void Without_agreement_in_time_or_for_a_leaver_it_is_off()
    {
        var people = People(_principal, _deputy, _chief, _clerk);
        var forgotten = Appointment.Ask(people, _clerk, Role.MonitoringOfficer, _principal, Now, Day);
        forgotten.TakeUp(people, Now + Appointment.Patience, Day).ShouldBeFalse();
        forgotten.IsOpen.ShouldBeFalse();
        var left = Appointment.Ask(people, _clerk, Role.MonitoringOfficer, _principal, Now, Day);
        left.Agree(_deputy, people, Now, Day);
        _clerk.LeftOn = Day;
        left.TakeUp(people, Now.AddDays(1), Day.AddDays(1)).ShouldBeFalse();
        left.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void The_last_resort_takes_seven_days_and_can_be_stopped()
    {
        var people = People(_chief, _clerk);
        var asked = Appointment.AskAsLastResort(_clerk, Role.MonitoringOfficer, Now);
        asked.TakeUp(people, Now.AddDays(7).AddTicks(-1), Day).ShouldBeFalse();
        asked.IsOpen.ShouldBeTrue();
        var stopped = Appointment.AskAsLastResort(_clerk, Role.MonitoringOfficer, Now);
        stopped.Stop(_chief, Now.AddDays(6));
        stopped.TakeUp(people, Now.AddDays(7), Day).ShouldBeFalse();
        asked.TakeUp(people, Now.AddDays(7), Day).ShouldBeTrue();
    }

    private static Person Somebody(string name, string role) => new() { Id = Guid.NewGuid(), Name = name, Email = $"{name}@council.example", Roles = [Role.Officer, role], JoinedOn = new(2020, 1, 1) };

    private static Organisation People(params Person[] people) => new(people, [], new ClearSeam());
}
