using System.Net;
using System.Net.Sockets;
using CaseTracker.Rig;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Tests.Hosting;

/// <summary>A site that is asked to stop finishes what it has begun.</summary>
public sealed class StoppingTests : IAsyncLifetime
{
    private const string Raiser = "joanna.pell@wealdmere.example";

    private readonly App _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task What_is_under_way_is_answered_and_stored_and_nothing_new_begins()
    {
        const string Narrative = "He said it while the site was being stopped.";
        await using var first = await ServedSite.StartAsync(_app.Provider, _app.Connection);
        var at = first;
        var browser = ServedSite.BrowseThrough(() => at);
        await browser.SubmitAsync("/account/sign-in", new { Email = Raiser, DemonstrationAccounts.Password });
        var page = await browser.SubmitAsync("/concerns/new", new { Protected = "no" });
        page = await browser.SubmitAsync(page, new { People = new[] { "Cllr Derek Stannage, Castle Hill" } });
        page.Path.ShouldEndWith("/happened");

        var (form, button) = page.FindForm(null);
        var filling = new FormFilling(form);
        filling.Fill(new { Narrative, Summary = "Put down" });
        using var slowly = new HalfAtATime(await new FormUrlEncodedContent(filling.With(button)).ReadAsByteArrayAsync());
        using var post = new HttpRequestMessage(HttpMethod.Post, page.Address) { Content = slowly };
        post.Headers.Add("Origin", "https://cases.example");
        post.Headers.Add("Sec-Fetch-Site", "same-origin");
        var sending = browser.RawAsync(post);
        await slowly.Half;
        await Task.Delay(500);
        var stopping = first.StopAsync();
        for (var patience = 0; await AnswersAsync(first.Address); patience++)
        {
            patience.ShouldBeLessThan(100, "nobody new is let in");
            await Task.Delay(50);
        }
        (sending.IsCompleted, stopping.IsCompleted).ShouldBe((false, false));
        slowly.GoOn();

        using var answer = await sending;
        ((int)answer.StatusCode, answer.Headers.Location!.OriginalString.Split('/')[^1]).ShouldBe((302, "when"));
        (await stopping.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe(0);

        await using var second = await ServedSite.StartAsync(_app.Provider, _app.Connection);
        at = second;
        (await browser.GetAsync(page.Path)).Value("Narrative").ShouldBe(Narrative);
    }

    [Fact]
    public async Task No_letter_is_lost_or_doubled_by_a_site_that_stops_while_it_sends()
    {
        _app.Clock.Set(DateTimeOffset.UtcNow);
        for (var i = 0; i < 6; i++) await _app.GivenConcernAsync("joanna.pell", "cllr.derek.stannage", "monitoring-officer");
        var letters = await _app.ReadAsync(db => db.Outbox.CountAsync());
        letters.ShouldBe(6);
        using var sink = new PlainSmtpSink { Pause = TimeSpan.FromMilliseconds(300) };
        (string, string)[] mail = [("CaseTracker__Mail__Host", "127.0.0.1"), ("CaseTracker__Mail__Port", $"{sink.Port}"), ("CaseTracker__Mail__StartTls", "false"), ("CaseTracker__Mail__From", "casetracker@wealdmere.example"), ("CaseTracker__Mail__Seconds", "1")];

        await using (var first = await ServedSite.StartAsync(_app.Provider, _app.Connection, mail))
        {
            await UntilAsync(() => Task.FromResult(!sink.Mails.IsEmpty));
            (await first.StopAsync()).ShouldBe(0);
        }
        sink.Mails.Count.ShouldBeLessThan(letters);
        // What the server was given is known to be sent; the others wait, and not for longer than before.
        (await _app.ReadAsync(db => db.Outbox.CountAsync(m => m.SentAt != null))).ShouldBe(sink.Mails.Count);
        (await _app.ReadAsync(db => db.Outbox.CountAsync(m => m.SentAt == null && m.Tries == 0))).ShouldBe(letters - sink.Mails.Count);

        await using (var second = await ServedSite.StartAsync(_app.Provider, _app.Connection, mail))
        {
            await UntilAsync(async () => !await _app.ReadAsync(db => db.Outbox.AnyAsync(m => m.SentAt == null)));
            (await second.StopAsync()).ShouldBe(0);
        }
        sink.Mails.Select(m => m.Id).ShouldBeUnique();
        sink.Mails.Count.ShouldBe(letters);
    }

    [Fact]
    public async Task Whoever_was_promised_a_link_finds_a_letter_although_the_site_stopped()
    {
        string[] people = ["joanna.pell@wealdmere.example", "ruth.okafor@wealdmere.example", "kev.mundy@wealdmere.example", "daniel.fry@wealdmere.example"];
        await using (var site = await ServedSite.StartAsync(_app.Provider, _app.Connection))
        {
            await Task.WhenAll(people.Select(async p => (await site.Browse().SubmitAsync("/account/start", new { Email = p })).H1.ShouldBe("Check your email")));
            (await site.StopAsync()).ShouldBe(0);
        }
        (await _app.ReadAsync(db => db.Outbox.CountAsync(m => m.Template == Letters.StartLink))).ShouldBe(people.Length);
    }

    [Fact]
    public void The_service_is_given_longer_than_a_site_that_stops_takes()
    {
        var unit = File.ReadAllLines(Path.Combine(Root.Folder, "docs", "deploy", "casetracker.service"));
        var given = int.Parse(unit.Single(l => l.StartsWith("TimeoutStopSec=", StringComparison.Ordinal)).Split('=')[1]);
        TimeSpan.FromSeconds(given).ShouldBeGreaterThan(_app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
        // It compiles while it runs.
        unit.ShouldNotContain(l => l.StartsWith("MemoryDenyWriteExecute", StringComparison.Ordinal));
    }

    private static async Task UntilAsync(Func<Task<bool>> done)
    {
        for (var patience = 0; !await done(); patience++)
        {
            patience.ShouldBeLessThan(300);
            await Task.Delay(100);
        }
    }

    private static async Task<bool> AnswersAsync(Uri address)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // A body of which the second half comes when it is told to.
    private sealed class HalfAtATime : HttpContent
    {
        private readonly byte[] _bytes;
        private readonly TaskCompletionSource _half = new(), _rest = new();

        public HalfAtATime(byte[] bytes)
        {
            _bytes = bytes;
            Headers.ContentType = new("application/x-www-form-urlencoded");
        }

        public Task Half => _half.Task;

        public void GoOn() => _rest.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_bytes.AsMemory(0, _bytes.Length / 2));
            await stream.FlushAsync();
            _half.SetResult();
            await _rest.Task;
            await stream.WriteAsync(_bytes.AsMemory(_bytes.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes.Length;
            return true;
        }
    }
}
