using AutoDiff;
using Spectre.Console;
using static Bootcamp.Lesson;

namespace Bootcamp;

/// <summary>A step of a fit.</summary>
/// <param name="Step">Its number.</param>
/// <param name="W">The slope before it.</param>
/// <param name="B">The value at 0 before it.</param>
/// <param name="Loss">The mean squared error before it.</param>
internal readonly record struct FitStep(int Step, float W, float B, float Loss);

/// <summary>Section 5: a module and its training. A line is fitted to 100 points of y = 2x + 1 + 0.3 · noise.</summary>
internal static partial class LinearFit
{
    public const int Steps = 2000;

    private const int Points = 100, Seed = 1;

    /// <summary>The mean of (ŷᵢ − yᵢ)².</summary>
    [Differentiable]
    public static float Loss(LinearModel model, [NoGradient] Tensor<float> x, [NoGradient] Tensor<float> y)
    {
        Tensor<float> error = model.Forward(x) - y;
        return Tensor.Mean(error * error).Item();
    }

    /// <summary>The points: x evenly in [−1, 1], y with noise.</summary>
    public static (Tensor<float> X, Tensor<float> Y) MakePoints(TensorRandom random)
    {
        Tensor<float> x = Tensor.Linspace(-1f, 1f, Points);
        return (x, 2f * x + 1f + 0.3f * Tensor.Normal<float>([Points], random));
    }

    /// <summary>Trains the model.</summary>
    /// <returns>The parameters and the loss before each step, and in the end.</returns>
    public static FitStep[] Run(LinearModel model, Tensor<float> x, Tensor<float> y, int steps, Action<int>? progress = null)
    {
        var optimizer = new Sgd(model.Parameters(), learningRate: 0.01);
        var history = new FitStep[steps + 1];
        for (int i = 0; i < steps; i++)
        {
            optimizer.ZeroGradients();
            float w = model.W.Value.Item(), b = model.B.Value.Item();
            float loss = LossBackward(model, x, y);
            optimizer.Step();
            history[i] = new(i, w, b, loss);
            progress?.Invoke(i + 1);
        }
        history[steps] = new(steps, model.W.Value.Item(), model.B.Value.Item(), Loss(model, x, y));
        return history;
    }

    public static void Print(string folder)
    {
        Title("5. A module");
        TensorRandom random = new(Seed);
        (Tensor<float> x, Tensor<float> y) = MakePoints(random);
        LinearModel model = new(random);
        Say("y = W x + B, with a first guess for its parameters:");
        foreach ((string name, Parameter parameter) in model.NamedParameters()) AnsiConsole.WriteLine($"{name}: {parameter.Value}");
        Say($"{Points} points of y = 2x + 1 + 0.3 · noise, {Steps:N0} steps with learning rate 0.01:");
        FitStep[] history = AnsiConsole.Progress().Start(context =>
        {
            ProgressTask task = context.AddTask("fit", maxValue: Steps);
            return Run(model, x, y, Steps, step => task.Value = step);
        });
        foreach (int step in (int[])[0, 100, 1000, Steps]) AnsiConsole.WriteLine($"step {step,4}: W = {history[step].W:F4}, B = {history[step].B:F4}, loss = {history[step].Loss:F4}");
        foreach ((string name, Parameter parameter) in model.NamedParameters()) AnsiConsole.WriteLine($"{name}: {parameter.Value}");

        string plot = Path.Combine(folder, "fit.png"), animation = Path.Combine(folder, "fit.html");
        Plots.Fit(x, y, history, plot);
        FitAnimation.Write(x, y, history, animation);
        AnsiConsole.MarkupLineInterpolated($"the line and its loss: [link]{plot}[/]");
        AnsiConsole.MarkupLineInterpolated($"the fit as an animation, for a browser: [link]{animation}[/]");
    }
}
