using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.People.Appointments;

public sealed class AppointmentsPage(IMediator mediator) : FormPage(mediator)
{
    public AppointmentsView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAgreeAsync(Guid id) => DecideAsync(id, stop: false, "You agreed. It comes into force after a day, unless somebody stops it");

    public Task<IActionResult> OnPostStopAsync(Guid id) => DecideAsync(id, stop: true, "It is stopped");

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new AppointmentsQuery(), cancellationToken);

    private Task<IActionResult> DecideAsync(Guid id, bool stop, string words) => SendAsync(new DecideAppointmentCommand(id, stop), () =>
    {
        Done(words);
        return Redirect("/casework/appointments");
    });
}
