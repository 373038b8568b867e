using System.Globalization;
using Spectre.Console;

namespace SignalTuning;

/// <summary>What is printed.</summary>
internal static class Report
{
    /// <summary>Tunes a stage, under a progress bar where there is a terminal, else with a line at the end.</summary>
    public static Tuning Run(IStage stage, double[] input, int iterations)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive)
        {
            Tuning tuning = stage.Tune(input, iterations);
            AnsiConsole.WriteLine($"{tuning.Stage}: loss {Number(tuning.Steps[0].Loss)} → {Number(tuning.Steps[^1].Loss)} in {tuning.Steps.Count - 1} iterations");
            return tuning;
        }
        return AnsiConsole.Progress().Start(progress =>
        {
            ProgressTask task = progress.AddTask(stage.Name, maxValue: iterations);
            Tuning tuning = stage.Tune(input, iterations, step =>
            {
                task.Description = $"{stage.Name}, loss {Number(step.Loss)}";
                task.Increment(1);
            });
            task.Value = iterations;
            return tuning;
        });
    }

    public static void Print(IEnumerable<Tuning> tunings)
    {
        Table table = new Table().AddColumns("stage", "setting", "known", "found", "error");
        for (int i = 2; i < 5; i++) table.Columns[i].RightAligned();
        foreach (Tuning tuning in tunings)
        {
            foreach ((Setting known, Setting found) in tuning.Known.Settings.Zip(tuning.Steps[^1].Settings))
                table.AddRow(tuning.Stage, known.Name, Text(known), Text(found), Number(Math.Abs(found.Value - known.Value)));
        }
        AnsiConsole.Write(table);
    }

    private static string Text(Setting setting) => string.Create(CultureInfo.InvariantCulture, $"{setting.Value:0.####} {setting.Unit}").TrimEnd();

    private static string Number(double value) => value.ToString("0.0E0", CultureInfo.InvariantCulture);
}
