using AutoDiff;
using Spectre.Console;
using static Bootcamp.Lesson;

namespace Bootcamp;

/// <summary>Section 4: an optimizer. Gradient descent on x² − 3x + 1, whose minimum is at 3/2.</summary>
internal static partial class Descent
{
    public const int Steps = 500;

    [Differentiable]
    public static float Parabola(Parameter<float> x) => (x * x - 3f * x + 1f).Item();

    /// <summary>Descends from 0.</summary>
    /// <param name="steps">How many steps.</param>
    /// <param name="progress">Is told each step that was made.</param>
    /// <returns>x and the value of the parabola before each step, and in the end.</returns>
    public static (float X, float Value)[] Run(int steps, Action<int>? progress = null)
    {
        Parameter<float> x = new(0f);
        var optimizer = new Sgd([x], learningRate: 0.01);
        var path = new (float, float)[steps + 1];
        for (int i = 0; i < steps; i++)
        {
            optimizer.ZeroGradients();
            float at = x.Value.Item();
            path[i] = (at, ParabolaBackward(x));
            optimizer.Step();
            progress?.Invoke(i + 1);
        }
        path[steps] = (x.Value.Item(), Parabola(x));
        return path;
    }

    public static void Print(string folder)
    {
        Title("4. An optimizer");
        Say("Gradient descent on x² − 3x + 1 from x = 0, with learning rate 0.01: x ← x − 0.01 (2x − 3).");
        (float X, float Value)[] path = AnsiConsole.Progress().Start(context =>
        {
            ProgressTask task = context.AddTask("descent", maxValue: Steps);
            return Run(Steps, step => task.Value = step);
        });
        foreach (int step in (int[])[0, 1, 10, 100, Steps]) AnsiConsole.WriteLine($"step {step,4}: x = {path[step].X:F4}, x² − 3x + 1 = {path[step].Value:F4}");
        string file = Path.Combine(folder, "descent.png");
        Plots.Descent(path, file);
        AnsiConsole.MarkupLineInterpolated($"the way to 3/2: [link]{file}[/]");
    }
}
