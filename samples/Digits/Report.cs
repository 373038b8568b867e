using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Digits;

/// <summary>What is printed.</summary>
internal static class Report
{
    /// <summary>Says what is trained, and on what.</summary>
    public static void Begin(Trainer trainer, DigitSplit split)
    {
        Line($"{split.Training.Count:N0} images to train with: {Families(split.TrainingFamilies)}");
        Line($"{split.HeldOut.Count:N0} held out: {Families(split.HeldOutFamilies)}");
        Line($"{trainer.Steps:N0} steps of {Trainer.BatchSize} images for {trainer.Model.Parameters().Sum(p => p.Length):N0} parameters");
    }

    /// <summary>
    /// Trains to the end or until it is interrupted, under a progress bar where there is a terminal. Says after each epoch how far it is, and leaves a checkpoint then and at an interruption.
    /// </summary>
    /// <returns>Whether the end is reached.</returns>
    public static bool Train(Trainer trainer, DigitSet heldOut, string checkpoint, CancellationToken interruption)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive) return Train(trainer, heldOut, checkpoint, interruption, _ => { });
        return AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(progress =>
        {
            ProgressTask task = progress.AddTask("training", maxValue: trainer.Steps);
            return Train(trainer, heldOut, checkpoint, interruption, speed =>
            {
                task.Description = Text($"epoch {trainer.Epoch + 1}, loss {trainer.Loss:F3}, {speed:N0} images/s");
                task.Value = trainer.Step;
            });
        });
    }

    public static void Interrupted(Trainer trainer, string checkpoint) =>
        Line($"Interrupted after step {trainer.Step:N0} of {trainer.Steps:N0}. The same command with --resume goes on from {checkpoint}.");

    public static void End(Evaluation evaluation, string checkpoint, string plot)
    {
        Line($"{evaluation.Accuracy:P2} of the images held out are read right.");
        Line($"The model is in {checkpoint}, the plot in {plot}.");
    }

    private static bool Train(Trainer trainer, DigitSet heldOut, string checkpoint, CancellationToken interruption, Action<double> report)
    {
        Stopwatch watch = Stopwatch.StartNew();
        int first = trainer.Step;
        while (trainer.Step < trainer.Steps && !interruption.IsCancellationRequested)
        {
            trainer.Advance();
            double speed = (trainer.Step - first) * Trainer.BatchSize / watch.Elapsed.TotalSeconds;
            report(speed);
            if (!trainer.IsBetweenEpochs) continue;
            double accuracy = Evaluation.Of(trainer.Model, heldOut).Accuracy;
            AnsiConsole.WriteLine(Text($"epoch {trainer.Epoch,2} of {trainer.Epochs}: loss {trainer.Loss:F4}, held out {accuracy:P2}, {speed:N0} images/s"));
            trainer.Save(checkpoint);
            (first, watch) = (trainer.Step, Stopwatch.StartNew());
        }
        trainer.Save(checkpoint);
        return trainer.Step == trainer.Steps;
    }

    private static string Families(IReadOnlyList<string> families) =>
        families.Count <= 8 ? string.Join(", ", families) : $"{string.Join(", ", families.Take(7))} and {families.Count - 7} others";

    // Not by way of AnsiConsole, which breaks lines where the terminal ends.
    private static void Line(FormattableString text) => Console.WriteLine(Text(text));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
