using System.Runtime.CompilerServices;
using Spectre.Console;

namespace Bootcamp;

/// <summary>How the sections print: an expression as it stands in the source, and below it what it is.</summary>
internal static class Lesson
{
    public static void Title(string title)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Rule($"[bold]{Markup.Escape(title)}[/]") { Justification = Justify.Left });
    }

    public static void Say(string text)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[italic]{text}[/]");
    }

    /// <summary>Prints the expression and its value.</summary>
    /// <param name="value">What is shown.</param>
    /// <param name="expression">Filled in by the compiler.</param>
    public static void Show(object? value, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        AnsiConsole.MarkupLineInterpolated($"[grey]>[/] [blue]{expression}[/]");
        Console.WriteLine(value);
    }
}
