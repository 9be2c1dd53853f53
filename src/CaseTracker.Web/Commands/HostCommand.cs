using System.CommandLine;
using MediatR;

namespace CaseTracker.Web.Commands;

/// <summary>How a command ended: what machines and people read of it, and whether it was done.</summary>
/// <param name="Json">Printed with <c>--json</c>.</param>
/// <param name="Text">Printed without.</param>
public sealed record CommandOutcome(int ExitCode, object Json, string Text)
{
    public const int DoneCode = 0, FailureCode = 1, RefusedCode = 2;

    /// <summary>The command did what was asked.</summary>
    public static CommandOutcome Done(object json, string text) => new(DoneCode, json, text);

    /// <summary>Bad input, or a rule said no. Nothing was changed.</summary>
    public static CommandOutcome Refused(object json, string text) => new(RefusedCode, json, text);

    /// <summary>A refusal with one reason.</summary>
    public static CommandOutcome Refused(string code, string message) => Refused(new { errors = new[] { new { row = (int?)null, column = (string?)null, code, message } } }, message);
}

/// <summary>What a command works with: services of its own scope, in which requests are the operator's.</summary>
public sealed record CommandRun(ParseResult Words, IServiceProvider Services, ShellFolder Folder)
{
    /// <summary>Sends requests as the operator on the host.</summary>
    public IMediator Mediator => Services.GetRequiredService<IMediator>();
}

/// <summary>
/// A command of the program, found by its type: one class each, with its arguments and options added to <see cref="Syntax"/> in its constructor. Its path is what is
/// typed ("import people"); groups in between are made from the paths.
/// </summary>
public abstract class HostCommand(string path, string description)
{
    /// <summary>What is typed after it.</summary>
    public Command Syntax { get; } = new(path.Split(' ')[^1], description);

    /// <summary>The words that are typed.</summary>
    public string Path { get; } = path;

    /// <summary>Whether the database is made, or brought up to date, before it runs.</summary>
    public virtual bool NeedsDatabase => true;

    /// <summary>Whether it reads or writes what is encrypted, and cannot go on without the key.</summary>
    public virtual bool NeedsKey => NeedsDatabase;

    /// <summary>Does it.</summary>
    public abstract Task<CommandOutcome> RunAsync(CommandRun run, CancellationToken cancellationToken);
}
