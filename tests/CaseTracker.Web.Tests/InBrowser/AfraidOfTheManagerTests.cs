using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.DueDates;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Features.Raising;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>Scenario S11: the manager is kept out, the first Group Head declines, the second leaves, and it ends with the Monitoring Officer.</summary>
public class AfraidOfTheManagerTests(ListeningApp app) : Journey(app)
{
    [Fact]
    public async Task Whoever_is_afraid_of_their_manager_is_helped_without_the_manager_ever_seeing_it()
    {
        var reference = "";
        await SceneAsync("joanna.pell", new(2026, 4, 13), async pell =>
        {
            reference = await new Telling
            {
                On = new(2026, 4, 10),
                Route = "Group Head",
                Name = "Keep my name confidential",
                KeepOut = ("Edmund Sayle, Development Management Team Leader", "He is a friend of Cllr Stannage."),
            }.SendAsync(pell);
            await pell.PictureAsync("11-01-sent");
        });
        var first = await HolderAsync(reference, GrantKind.Handler);

        await SceneAsync(first, new(2026, 4, 14), async head =>
        {
            await head.OpenAsync("/casework", reference);
            await head.DoesNotReadAsync("Joanna Pell");
            await head.PictureAsync("11-02-brief");
            await head.PressAsync("Decline");
            await head.FillAsync("Why can you not take this?", "I sit beside Cllr Stannage on a board.");
            await head.PressAsync("Continue");
            await head.SeesAsync("Check before you go on");
            await head.PictureAsync("11-03-decline-check");
            await head.PressAsync("Decline and say why");
            await head.IsToldAsync("Case declined");
            (await head.GoAsync($"/casework/{reference}")).Status.ShouldBe(404);
        });

        await SceneAsync("joanna.pell", new(2026, 4, 15), async pell =>
        {
            await pell.OpenAsync("/concerns", reference);
            await pell.ReadsAsync("I sit beside Cllr Stannage on a board.");
            await pell.PictureAsync("11-04-declined");
            await pell.GoAsync($"/concerns/{reference}/choose-route");
            await pell.PictureAsync("11-05-choose-again");
            await Expect(pell.Page.GetByLabel("Line manager", new() { Exact = true })).ToHaveCountAsync(0);
            await pell.ChooseAsync("Group Head");
            await pell.ChooseAsync("No, they read a brief without my name");
            await pell.PressAsync("Send your choice");
            await pell.ReadsAsync("What happens next");
        });
        var second = await HolderAsync(reference, GrantKind.Handler);
        second.ShouldNotBe(first);
        await SceneAsync(second, new(2026, 4, 16), head => AcceptAsync(head, reference));

        await LeavesAsync(second, new(2026, 4, 20));
        await SceneAsync("joanna.pell", new(2026, 4, 21), async pell =>
        {
            await pell.OpenAsync("/concerns", reference);
            await pell.PictureAsync("11-06-handler-left");
            await pell.GoAsync($"/concerns/{reference}/choose-route");
            await pell.ChooseAsync("Monitoring Officer advice");
            await pell.PressAsync("Send your choice");
            await pell.ReadsAsync("Monitoring Officer");
        });

        await SceneAsync("priya.ranas", new(2026, 4, 22), async officer =>
        {
            await officer.OpenAsync("/casework", reference);
            await officer.PressAsync("Acknowledge");
            await officer.FillAsync("Your message", "Thank you. I have this now.");
            await officer.PressAsync("Acknowledge");
            await officer.IsToldAsync("Acknowledged");
            await officer.PressAsync("Consider it");
            await officer.ChooseAsync("No");
            await officer.ChooseAsync("Advise the person who raised it");
            await officer.FillAsync("Note for the file", "Advice first.");
            await officer.PressAsync("Save the plan and go on to advice");
            await officer.IsToldAsync("Plan recorded");
        });
        await SceneAsync("priya.ranas", new(2026, 4, 24), async officer =>
        {
            await officer.OpenAsync("/casework", reference);
            await officer.PressAsync("Give advice");
            await officer.ChooseAsync("Officer advised");
            await officer.ChooseAsync("Nobody else");
            await officer.FillAsync("Your advice", "You need not meet him alone. I have asked for another chair.");
            await officer.PressAsync("Send the advice");
            await officer.IsToldAsync("Advice given");
        });
        await SceneAsync("priya.ranas", new(2026, 5, 22), async officer =>
        {
            await officer.OpenAsync("/casework", reference);
            await officer.PressAsync("Close");
            await officer.ChooseAsync("Support only");
            await officer.ChooseAsync("Resolved");
            await officer.PressAsync("Continue");
            await officer.PressAsync("Close the case");
            await officer.IsToldAsync("Case closed");
        });
        await SceneAsync("joanna.pell", new(2026, 5, 22), async pell =>
        {
            await pell.OpenAsync("/concerns", reference);
            await pell.ReadsAsync("Closed");
            await pell.PictureAsync("11-07-closed");
        });
        await SceneAsync("edmund.sayle", new(2026, 5, 22), async manager =>
        {
            (await manager.GoAsync($"/casework/{reference}")).Status.ShouldBe(404);
            await manager.DoesNotReadAsync(reference);
            await manager.GoAsync("/casework");
            await manager.DoesNotReadAsync(reference);
        });

        var c = await StoredAsync(reference);
        var sayle = await App.PseudonymAsync(Story.Email("edmund.sayle"));
        (c.Route, c.Stage, c.Outcome).ShouldBe((Route.R2, Stage.Closed, "support-only"));
        c.Grants.ShouldNotContain(g => g.Person == sayle);
    }

    // Democratic Services give a leaving date; what the calendar then demands is done.
    private async Task LeavesAsync(string person, DateOnly day)
    {
        App.Clock.Set(day);
        await App.GivenPersonAsync(Story.Email(person), p => p.LeftOn = day);
        await using var scope = App.Services.CreateOperatorScope();
        var id = await App.ReadAsync(db => db.People.Where(p => p.Email == Story.Email(person)).Select(p => p.Id).SingleAsync());
        (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new HandOverLeaverCommand(id), TestContext.Current.CancellationToken)).ShouldBe(1);
    }
}
