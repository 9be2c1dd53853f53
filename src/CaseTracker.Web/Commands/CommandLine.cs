using System.CommandLine;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CaseTracker.Data.Protection;
using CaseTracker.Domain;
using CaseTracker.Web.Hosting;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Commands;

/// <summary>
/// The program as a set of commands. Standard output carries the result and nothing else; exit code 0 means done, 2 refused (bad input or rule), 1 failure.
/// A command migrates the database and never seeds it.
/// </summary>
public static class CommandLine
{
    private static readonly Dictionary<string, string> Groups = new()
    {
        ["audit"] = "The record of who saw and did what.",
        ["import"] = "Bring in a council's files. Each is taken whole or not at all; importing it again changes nothing.",
        ["keys"] = "The key that encrypts what is confidential.",
        ["people"] = "Invite people to sign in.",
        ["retention"] = "What is kept no longer.",
        ["sample"] = "Invented data.",
        ["statistics"] = "Figures for the Standards Committee.",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the result for machines", Recursive = true };

    private static readonly JsonSerializerOptions Written = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>Whether these arguments ask for a command rather than for the site. Settings (--Name=value, Name=value) do not.</summary>
    public static bool IsCommand(string[] args) => args.Length > 0 && (args[0] is "--help" or "-h" or "-?" or "--version" || (!args[0].StartsWith('-') && !args[0].Contains('=')));

    /// <summary>Runs a command and answers its exit code.</summary>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out, Console.Error, ShellFolder.Here(), CancellationToken.None);

    /// <summary>Runs a command with other places to write to.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, ShellFolder folder, CancellationToken cancellationToken)
    {
        var (words, settings) = Split(args);
        var parsed = Root((command, result, token) => ExecuteAsync(command, result, settings, output, error, folder, token)).Parse(words);
        if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false }, cancellationToken);

        if (parsed.UnmatchedTokens.Count > 0) await error.WriteLineAsync($"There is no command or option {string.Join(' ', parsed.UnmatchedTokens)}.");
        else foreach (var wrong in parsed.Errors) await error.WriteLineAsync(wrong.Message);
        await error.WriteLineAsync();
        await Root(null).Parse([.. PathOf(parsed), "--help"]).InvokeAsync(new() { Output = error, Error = error }, cancellationToken);
        return CommandOutcome.RefusedCode;
    }

    private static async Task<int> ExecuteAsync(HostCommand command, ParseResult words, string[] settings, TextWriter output, TextWriter error, ShellFolder folder, CancellationToken cancellationToken)
    {
        CommandOutcome outcome;
        try
        {
            await using var app = SiteHost.CreateBuilder(settings).Build();
            if (command.NeedsDatabase) await app.Services.MigrateAsync();
            if (command.NeedsKey) await GiveKeyAsync(app.Services, error, cancellationToken);
            await using var scope = app.Services.CreateOperatorScope();
            outcome = await command.RunAsync(new(words, scope.ServiceProvider, folder), cancellationToken);
        }
        catch (RefusedException refused)
        {
            outcome = CommandOutcome.Refused(refused.Code, refused.Message);
        }
        catch (ValidationException invalid)
        {
            outcome = CommandOutcome.Refused("invalid", string.Join(Environment.NewLine, invalid.Errors.Select(e => e.ErrorMessage)));
        }
        catch (Exception e) when (e is StartRefusedException or OptionsValidationException)
        {
            await error.WriteLineAsync(e.Message);
            return CommandOutcome.FailureCode;
        }
        // The last line of defence: whatever went wrong, whoever called must learn it from the exit code.
        catch (Exception e)
        {
            await error.WriteLineAsync($"The command failed: {e}");
            return CommandOutcome.FailureCode;
        }
        await output.WriteLineAsync(words.GetValue(Json) ? JsonSerializer.Serialize(outcome.Json, Written) : outcome.Text);
        return outcome.ExitCode;
    }

    private static async Task GiveKeyAsync(IServiceProvider services, TextWriter error, CancellationToken cancellationToken)
    {
        await services.OpenKeysAsync(() => Passphrase.Ask(error, "Passphrase of the key"), cancellationToken);
        if (services.GetRequiredService<KeyRing>().IsOpen) return;
        throw services.GetRequiredService<IKeyVault>().IsMade
            ? new RefusedException("locked", "Give the passphrase of the key: type it here, or name a file that holds it in CaseTracker:Keys:PassphraseFile.")
            : new RefusedException("no-key", "Make the key first (keys create). Everything confidential is encrypted with it.");
    }

    private static RootCommand Root(Func<HostCommand, ParseResult, CancellationToken, Task<int>>? execute)
    {
        var root = new RootCommand("CaseTracker: confidential cases under a council's Member/Officer Protocol. Without a command it serves the site. Settings follow as --Section:Name=value.") { Json };
        foreach (var command in typeof(CommandLine).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(HostCommand)) && !t.IsAbstract).Select(t => (HostCommand)Activator.CreateInstance(t)!).OrderBy(c => c.Path, StringComparer.Ordinal))
        {
            if (execute is not null) command.Syntax.SetAction((words, token) => execute(command, words, token));
            Command at = root;
            foreach (var word in command.Path.Split(' ')[..^1])
            {
                var group = at.Subcommands.FirstOrDefault(c => c.Name == word);
                if (group is null) at.Subcommands.Add(group = new Command(word, Groups.GetValueOrDefault(word)));
                at = group;
            }
            at.Subcommands.Add(command.Syntax);
        }
        return root;
    }

    // What was typed up to the last command that exists: its help is what helps.
    private static Stack<string> PathOf(ParseResult parsed)
    {
        var path = new Stack<string>();
        for (var at = parsed.CommandResult; at.Parent is System.CommandLine.Parsing.CommandResult parent; at = parent) path.Push(at.Command.Name);
        return path;
    }

    // Settings have a colon in their name, which no option of a command has.
    private static (string[] Words, string[] Settings) Split(string[] args)
    {
        var (words, settings) = (new List<string>(), new List<string>());
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].Split('=')[0];
            var setting = name.StartsWith("--", StringComparison.Ordinal) && (name.Contains(':', StringComparison.Ordinal) || name == "--environment");
            (setting ? settings : words).Add(args[i]);
            if (setting && name == args[i] && i + 1 < args.Length) settings.Add(args[++i]);
        }
        return ([.. words], [.. settings]);
    }
}
