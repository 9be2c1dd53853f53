using System.Net;
using CaseTracker.Data.Databases;
using CaseTracker.Web.Commands;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Protection;

/// <summary>A site that was started without its passphrase.</summary>
public sealed class LockedApp : App
{
    public override string EnvironmentName => "Production";

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["CaseTracker:Keys:PassphraseFile"] = "" };
}

public sealed class LockedSiteTests(LockedApp app) : IClassFixture<LockedApp>
{
    [Fact]
    public async Task Until_somebody_gives_the_passphrase_nothing_is_read_and_nothing_typed_is_lost()
    {
        var browser = app.Browse();
        var page = await browser.GetAsync("/casework");
        (page.Status, page.H1).ShouldBe((HttpStatusCode.ServiceUnavailable, "The service is locked"));
        page.Links.ShouldContain(l => l.Href == "/unlock");
        (await browser.StatusAsync("/health/ready")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await browser.StatusAsync("/health/live")).ShouldBe(HttpStatusCode.OK);
        page = await browser.PostAsync("/concerns/new", ("Narrative", "What I had just typed."));
        page.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.Text.ShouldContain("What I had just typed.");

        page = await browser.SubmitAsync("/unlock", new { passphrase = "" });
        page.Errors.ShouldBe(["Enter the passphrase"]);
        page = await browser.SubmitAsync("/unlock", new { passphrase = "not the one at all" });
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Errors.ShouldBe(["Enter the passphrase again. That was not the one"]);
        var passphrase = await File.ReadAllTextAsync(app.Keys["CaseTracker:Keys:PassphraseFile"], TestContext.Current.CancellationToken);
        // Not at once again: guessing leads nowhere.
        (await browser.SubmitAsync("/unlock", new { passphrase })).Errors.ShouldBe(["Wait a few seconds, then enter the passphrase again"]);
        (await browser.GetAsync("/casework")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await browser.SubmitAsync("/unlock", new { passphrase });
        (await browser.StatusAsync("/health/ready")).ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/unlock")).Path.ShouldNotBe("/unlock");
        var officer = await app.SignInAsync("priya.ranas@wealdmere.example");
        (await officer.GetAsync("/casework")).Status.ShouldBe(HttpStatusCode.OK);
    }
}

public sealed class KeyCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("casetracker-keys-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_key_is_made_first_and_rotated_recovered_and_exchanged_afterwards()
    {
        var (code, said, _) = await RunAsync("people", "invite", "--all");
        (code, said).ShouldBe((CommandOutcome.RefusedCode, "Make the key first (keys create). Everything confidential is encrypted with it."));

        await WriteAsync("short", "too short");
        (code, said, _) = await RunAsync("keys", "create", "--new-passphrase-file", "short");
        code.ShouldBe(CommandOutcome.RefusedCode);
        said.ShouldStartWith("Choose a passphrase of at least 16 characters");

        await WriteAsync("passphrase", "four words and one more");
        (code, said, _) = await RunAsync("keys", "create", "--new-passphrase-file", "passphrase");
        code.ShouldBe(0, said);
        var shares = said.Split('\n').Where(l => l.StartsWith("  ", StringComparison.Ordinal)).Select(l => l.Split(' ')[^1].Trim()).ToList();
        shares.Count.ShouldBe(3);
        (code, _, _) = await RunAsync("keys", "create", "--new-passphrase-file", "passphrase");
        code.ShouldBe(CommandOutcome.RefusedCode);

        (code, said, _) = await RunAsync("sample", "load", "--concerns", "3");
        code.ShouldBe(0, said);
        (code, said, _) = await RunAsync("keys", "rotate");
        (code, said).ShouldBe((0, "3 keys were wrapped with a new key. Start every instance of the site again, then: keys rotate --drop-old."));
        (code, said, _) = await RunAsync("keys", "rotate", "--drop-old");
        code.ShouldBe(0, said);
        said.ShouldStartWith("0 keys were wrapped again, and the earlier key is gone");

        (code, said, _) = await RunAsync("keys", "backup", "--to", "keys.backup");
        code.ShouldBe(0, said);
        said.ShouldStartWith("Backed up 3 keys to ");
        (code, said, _) = await RunAsync("keys", "restore", "--from", "keys.backup");
        (code, said).ShouldBe((CommandOutcome.RefusedCode, "There are keys here already. Restore into an empty place: a restore never overwrites."));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_folder, "data-keys"), "casekeys.db*")) File.Delete(file);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        (code, _, var missing) = await RunAsync("people", "invite", "--all");
        code.ShouldBe(CommandOutcome.FailureCode);
        missing.ShouldStartWith("There are cases in the database, and none of their keys is here.");
        await WriteAsync("no.backup", "something else");
        (code, said, _) = await RunAsync("keys", "restore", "--from", "no.backup");
        code.ShouldBe(CommandOutcome.RefusedCode, said);
        (code, said, _) = await RunAsync("keys", "restore", "--from", "keys.backup");
        code.ShouldBe(0, said);

        await WriteAsync("next", "another sentence altogether");
        (code, _, _) = await RunAsync("keys", "recover", "--share", shares[0], "--share", shares[2], "--new-passphrase-file", "next");
        code.ShouldBe(0);
        (code, said, var error) = await RunAsync("people", "invite", "--all");
        (code, said).ShouldBe((CommandOutcome.FailureCode, ""));
        error.ShouldStartWith("That is not the passphrase of ");
        await WriteAsync("passphrase", "another sentence altogether");
        (code, said, _) = await RunAsync("keys", "passphrase", "--new-passphrase-file", "short");
        code.ShouldBe(CommandOutcome.RefusedCode, said);
        (code, said, error) = await RunAsync("people", "invite", "--all");
        code.ShouldBe(0, said + error);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] words)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        string[] settings =
        [
            $"--CaseTracker:Database:Provider={DatabaseProvider.Sqlite}", $"--CaseTracker:DataDirectory={Path.Combine(_folder, "data")}", "--environment=Production", "--Logging:Console:LogLevel:Default=None",
            .. File.Exists(Path.Combine(_folder, "passphrase")) ? [$"--CaseTracker:Keys:PassphraseFile={Path.Combine(_folder, "passphrase")}"] : Array.Empty<string>(),
        ];
        var code = await CommandLine.RunAsync([.. words, .. settings], output, error, new ShellFolder(_folder, null, null), TestContext.Current.CancellationToken);
        return (code, output.ToString().Trim(), error.ToString().Trim());
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(_folder, name), text);
}
