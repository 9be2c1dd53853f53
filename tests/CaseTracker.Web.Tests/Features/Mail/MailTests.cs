using System.Net;
using System.Text.RegularExpressions;
using CaseTracker.Data.Outbox;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.DueDates;
using CaseTracker.Web.Features.Mail.SendMail;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Mail;

/// <summary>What leaves the outbox, when, to whom, and that it leaves once.</summary>
public class MailTests : IAsyncLifetime
{
    private const string Officer = "priya.ranas@wealdmere.example", Raiser = "joanna.pell@wealdmere.example";

    private readonly MailApp _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Asvs("1.3.11")]
    public async Task A_step_tells_the_other_side_once_with_the_reference_and_fixed_words()
    {
        var reference = await _app.GivenConcernAsync("joanna.pell", "cllr.derek.stannage", "monitoring-officer");
        (await SendAsync()).ShouldBe(new MailRun(1, 0, 0));
        var officer = await _app.SignInAsync(Officer);
        await officer.SubmitAsync($"/casework/{reference}/acknowledge", new { message = "I have read it and will write again." });

        (await SendAsync()).ShouldBe(new MailRun(1, 0, 0));
        (await SendAsync()).ShouldBe(new MailRun(0, 0, 0));

        var (first, second) = (_app.Server.Mails[0], _app.Server.Mails[1]);
        (first.To, first.Subject).ShouldBe((Officer, $"{reference}: waiting for you"));
        (second.To, second.Subject).ShouldBe((Raiser, $"{reference}: something has changed"));
        second.Text.ShouldBe($"Something has changed in {reference}.\r\n\r\nSign in to read it: http://localhost:5080/open/{reference}\r\n\r\n" +
            "This email says no more than that, because email is not confidential. Nobody reads replies to it.\r\n\r\nWealdmere District Council");
    }

    [Fact]
    public async Task The_address_in_a_mail_leads_each_side_to_their_own_page_and_everybody_else_nowhere()
    {
        var reference = await _app.GivenConcernAsync("joanna.pell", "cllr.derek.stannage", "monitoring-officer");
        (await (await _app.SignInAsync(Raiser)).GetAsync($"/open/{reference}")).Path.ShouldBe($"/concerns/{reference}");
        (await (await _app.SignInAsync(Officer)).GetAsync($"/open/{reference}")).Path.ShouldBe($"/casework/{reference}");
        var other = await _app.SignInAsync("ruth.okafor@wealdmere.example");
        (await other.GetAsync($"/open/{reference}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetAsync("/open/WD-0000-0000")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _app.Browse().GetAsync($"/open/{reference}")).Path.ShouldStartWith("/account/sign-in?");
    }

    [Fact]
    public async Task What_the_server_does_not_take_is_tried_again_later_and_under_the_same_id()
    {
        await _app.GivenConcernAsync("joanna.pell", "cllr.derek.stannage", "monitoring-officer");
        _app.Server.Refuses = true;
        (await SendAsync()).ShouldBe(new MailRun(0, 1, 0));
        (await SendAsync()).ShouldBe(new MailRun(0, 0, 0));
        _app.Clock.Advance(TimeSpan.FromMinutes(2));
        (await SendAsync()).ShouldBe(new MailRun(0, 1, 0));
        _app.Clock.Advance(TimeSpan.FromMinutes(2));
        (await SendAsync()).ShouldBe(new MailRun(0, 0, 0));
        _app.Server.Refuses = false;
        _app.Clock.Advance(TimeSpan.FromMinutes(2));
        (await SendAsync()).ShouldBe(new MailRun(1, 0, 0));

        _app.Server.Mails.Count.ShouldBe(3);
        _app.Server.Mails.Select(m => m.Id).Distinct().ShouldHaveSingleItem();
        var stored = await _app.ReadAsync(db => db.Outbox.AsNoTracking().SingleAsync());
        (stored.Tries, stored.TryAt, stored.SentAt, stored.Unsent).ShouldBe((3, null, _app.Clock.Now, null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whichever_call_to_the_server_fails_every_mail_arrives_and_none_counts_as_sent_that_did_not(bool taken)
    {
        for (var n = 1; ; n++)
        {
            (_app.Server.FailsAt, _app.Server.TakesWhatFails) = (n, taken);
            _app.Server.Mails.Clear();
            for (var i = 0; i < 3; i++) await _app.GivenConcernAsync("joanna.pell", "cllr.derek.stannage", "monitoring-officer");
            var first = await SendAsync();
            first.ShouldBe(n <= 3 ? new MailRun(2, 1, 0) : new MailRun(3, 0, 0));
            (await _app.ReadAsync(db => db.Outbox.CountAsync(m => m.SentAt == _app.Clock.Now))).ShouldBe(first.Sent);
            _app.Clock.Advance(TimeSpan.FromMinutes(2));
            (await SendAsync()).ShouldBe(new MailRun(first.PutOff, 0, 0));
            _app.Server.Mails.Select(m => m.Id).Distinct().Count().ShouldBe(3);
            _app.Server.Mails.Count.ShouldBe(n <= 3 && taken ? 4 : 3);
            if (n > 3) break;
            _app.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task What_nobody_takes_for_five_days_is_given_up()
    {
        await _app.GivenConcernAsync("joanna.pell", "cllr.derek.stannage", "monitoring-officer");
        _app.Server.Refuses = true;
        var tries = 0;
        for (var hour = 0; hour <= 5 * 24; hour++)
        {
            tries += (await SendAsync()).PutOff;
            _app.Clock.Advance(TimeSpan.FromHours(1));
        }
        tries.ShouldBeInRange(100, 121);
        (await SendAsync()).Dropped.ShouldBe(1);
        (await _app.ReadAsync(db => db.Outbox.AsNoTracking().SingleAsync())).Unsent.ShouldBe("gave-up");
    }

    [Fact]
    public async Task Two_instances_at_once_send_each_mail_once()
    {
        for (var i = 0; i < 6; i++) await _app.GivenConcernAsync("joanna.pell", "cllr.derek.stannage", "monitoring-officer");
        _app.Server.Slow = true;
        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(SendAsync)));
        runs.Sum(r => r.Sent).ShouldBe(6);
        _app.Server.Mails.Select(m => m.Id).Distinct().Count().ShouldBe(6);
        _app.Server.Mails.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Whoever_stood_aside_or_left_before_a_mail_was_sent_hears_nothing()
    {
        var reference = await _app.GivenConcernAsync("joanna.pell", "cllr.derek.stannage", "monitoring-officer");
        await _app.GivenStepAsync(reference, "priya.ranas", Actor.Mo, "recuse", ("reason", "A friend of the family, known for years."));
        await SendAsync();
        _app.Server.Mails.ShouldNotContain(m => m.To == Officer);
        _app.Server.Mails.ShouldContain(m => m.To == "tom.ashdown@wealdmere.example");

        await _app.GivenStepAsync(reference, "tom.ashdown", Actor.Mo, "acknowledge", ("message", "I have read it and will write again."));
        await _app.GivenPersonAsync(Raiser, p => p.LeftOn = _app.Clock.Today.AddDays(-1));
        await SendAsync();
        _app.Server.Mails.ShouldNotContain(m => m.To == Raiser && m.Subject.EndsWith("changed", StringComparison.Ordinal));
        (await _app.ReadAsync(db => db.Outbox.AsNoTracking().Where(m => m.Unsent != null).Select(m => m.Unsent).OrderBy(u => u).ToListAsync())).Distinct().ShouldBe(["left", "no-access"]);
    }

    [Fact]
    public async Task A_link_is_forgotten_once_its_letter_has_left()
    {
        await GivenStartLetterAsync();
        await SendAsync();
        _app.Server.Mails.Single().Text.ShouldContain("/account/start/");
        (await _app.ReadAsync(db => db.Outbox.AsNoTracking().ToListAsync())).Single().Link.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task Reminders_go_out_once_a_morning_and_missed_days_are_made_up()
    {
        var reference = await _app.GivenConcernAsync("joanna.pell", "cllr.derek.stannage", "monitoring-officer");
        await SendAsync();
        _app.Server.Mails.Clear();
        // Acknowledge by Tuesday 17 March, advise by Tuesday 24 March; the job stood still from 10 to 26 March.
        _app.Clock.Set(new DateTimeOffset(2026, 3, 26, 6, 30, 0, TimeSpan.Zero));
        (await RunDueAsync()).Reminded.ShouldBe(0, "before seven");
        _app.Clock.Set(new DateTimeOffset(2026, 3, 26, 9, 30, 0, TimeSpan.Zero));
        (await RunDueAsync()).Reminded.ShouldBe(3);
        (await RunDueAsync()).Reminded.ShouldBe(0);
        await SendAsync();
        _app.Server.Mails.Where(m => m.Subject.StartsWith(reference, StringComparison.Ordinal)).Select(m => (m.To, m.Subject)).ShouldBe(
            [(Officer, $"{reference}: a date has passed"), (Raiser, $"{reference}: a date has passed"), (Officer, $"{reference}: a date is close")], ignoreOrder: true);

        _app.Clock.Set(new DateOnly(2026, 3, 28));
        (await RunDueAsync()).Reminded.ShouldBe(0, "a Saturday");
        // Five working days after 24 March, and ten after the 17th.
        _app.Clock.Set(new DateOnly(2026, 3, 31));
        (await RunDueAsync()).Reminded.ShouldBe(3);
    }

    [Fact]
    public async Task Two_jobs_at_once_remind_once()
    {
        await _app.GivenConcernAsync("joanna.pell", "cllr.derek.stannage", "monitoring-officer");
        _app.Clock.Set(new DateOnly(2026, 3, 24));
        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(RunDueAsync)));
        runs.Sum(r => r.Reminded).ShouldBe(3);
        (await _app.ReadAsync(db => db.Outbox.CountAsync(m => m.Template == "due" || m.Template == "late"))).ShouldBe(3);
    }

    [Fact]
    [Asvs("12.3.1")]
    public async Task Every_template_reaches_a_real_server_encrypted_signed_in_and_in_fixed_words()
    {
        using var sink = SmtpSink.Start();
        var reference = await _app.GivenConcernAsync("joanna.pell", "cllr.derek.stannage", "monitoring-officer");
        await SendAsync();
        string[] plain = [Letters.Draft, Letters.Appointment, Letters.OwnAppointment, Letters.LastResort, Letters.Disposal];
        string[] templates = [.. RouteTable.MailSubjects.Select(m => m.Code), .. plain];
        await _app.WriteAsync(async db =>
        {
            var pell = _app.Services.GetRequiredService<ISeam>().PseudonymOf((await db.People.SingleAsync(p => p.Email == Raiser)).Id);
            db.Outbox.AddRange(templates.Select(t => new OutboxMessage { Recipient = pell, Template = t, Reference = plain.Contains(t) ? null : reference, CreatedAt = _app.Clock.Now }));
        });
        await GivenStartLetterAsync();
        var options = Options.Create(new MailOptions { Host = "localhost", Port = sink.Port, User = SmtpSink.User, Password = SmtpSink.Password, From = "casetracker@wealdmere.example" });
        var site = _app.Services.GetRequiredService<IOptions<CaseTracker.Web.Hosting.SiteOptions>>();
        _app.Server.Instead = new SmtpServer(options, site);
        var trusted = false;
#pragma warning disable SYSLIB0014 // The only place where SmtpClient asks whether to trust a certificate; the sink's is its own.
        ServicePointManager.ServerCertificateValidationCallback = (_, certificate, _, _) => trusted && certificate?.GetCertHashString() == sink.Thumbprint;
        try
        {
            (await SendAsync()).ShouldBe(new MailRun(0, templates.Length + 1, 0), "a server whose certificate nobody vouches for gets no mail");
            sink.Mails.ShouldBeEmpty();
            trusted = true;
            _app.Clock.Advance(TimeSpan.FromMinutes(2));
            (await SendAsync()).Sent.ShouldBe(templates.Length + 1);
        }
        finally
        {
            ServicePointManager.ServerCertificateValidationCallback = null;
        }
#pragma warning restore SYSLIB0014

        sink.Mails.Count.ShouldBe(templates.Length + 1);
        foreach (var mail in sink.Mails)
        {
            (mail.Encrypted, mail.SignedIn, mail.From).ShouldBe((true, true, "casetracker@wealdmere.example"));
            mail.To.ShouldBe([Raiser]);
            mail.Content.ShouldContain("@localhost>");
            Headers(mail.Content, "Message-ID").ShouldHaveSingleItem();
            foreach (var word in new[] { "Pell", "Joanna", "Stannage", "Ranas", "clueless", "committee" }) mail.Content.Split("\r\n\r\n", 2)[1].ShouldNotContain(word, Shouldly.Case.Insensitive);
        }
        var subjects = sink.Mails.SelectMany(m => Headers(m.Content, "Subject")).ToList();
        subjects.ShouldBe([.. RouteTable.MailSubjects.Select(m => m.Words.Replace("{reference}", reference, StringComparison.Ordinal)), "CaseTracker: something you began is not sent", "CaseTracker: choose your password",
            "CaseTracker: an appointment needs your eyes", "CaseTracker: a role for you", "CaseTracker: a Monitoring Officer is being recovered", "CaseTracker: a deletion needs a second person"], ignoreOrder: true);
        sink.Mails.SelectMany(m => Headers(m.Content, "Message-ID")).Distinct().Count().ShouldBe(templates.Length + 1);
    }

    private static List<string> Headers(string content, string name) =>
        [.. Regex.Matches(content.Split("\r\n\r\n", 2)[0], $@"^{name}: (.+?)\r?$", RegexOptions.Multiline | RegexOptions.IgnoreCase).Select(m => m.Groups[1].Value)];

    // The letter is written a moment after the answer, so that the answer's time tells nothing.
    private async Task GivenStartLetterAsync()
    {
        await _app.Browse().SubmitAsync("/account/start", new { Email = Raiser });
        for (var i = 0; i < 200 && !await _app.ReadAsync(db => db.Outbox.AnyAsync(m => m.Template == Letters.StartLink)); i++) await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    private Task<MailRun> SendAsync() => AsOperatorAsync(new SendMailCommand());

    private Task<DueRun> RunDueAsync() => AsOperatorAsync(new RunDueCommand());

    private async Task<T> AsOperatorAsync<T>(IRequest<T> request)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OperatorMark>().Set();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    private sealed class MailApp : App
    {
        public Postbox Server { get; } = new();

        protected override void Configure(IWebHostBuilder builder) => builder.ConfigureTestServices(services => services.AddSingleton<IMailServer>(Server));
    }

    // Keeps what it is given, also what it then says it did not take.
    private sealed class Postbox : IMailServer
    {
        private readonly Lock _lock = new();

        public bool IsThere => true;
        public bool Refuses { get; set; }
        public bool Slow { get; set; }

        /// <summary>Which call from now on fails: the first is 1.</summary>
        public int FailsAt { get; set; }
        public bool TakesWhatFails { get; set; }
        public IMailServer? Instead { get; set; }
        public List<OutgoingMail> Mails { get; } = [];

        public async Task SendAsync(OutgoingMail mail)
        {
            if (Instead is not null)
            {
                await Instead.SendAsync(mail);
                return;
            }
            var fails = FailsAt > 0 && --FailsAt == 0;
            if (!fails || TakesWhatFails) lock (_lock) Mails.Add(mail);
            if (fails) throw new IOException("the connection was lost");
            if (Slow) await Task.Delay(30);
            if (Refuses) throw new IOException("refused");
        }
    }
}
