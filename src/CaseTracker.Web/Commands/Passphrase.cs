using System.Text;

namespace CaseTracker.Web.Commands;

/// <summary>Asks whoever types a command for a passphrase, without showing it.</summary>
public static class Passphrase
{
    /// <summary>What they typed; null if nobody is there to type. <paramref name="screen"/> takes the question: standard output is for results.</summary>
    public static string? Ask(TextWriter screen, string question)
    {
        if (Console.IsInputRedirected) return null;
        screen.Write($"{question}: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }
        screen.WriteLine();
        return typed.ToString();
    }
}
