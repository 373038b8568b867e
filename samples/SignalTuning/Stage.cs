namespace SignalTuning;

/// <summary>A setting in the unit that people use.</summary>
internal readonly record struct Setting(string Name, double Value, string Unit);

/// <summary>What a stage does to its input, as a line in a plot.</summary>
internal sealed record Curve(string XLabel, string YLabel, double[] X, double[] Y, bool IsLogarithmic = false);

/// <summary>The output of a stage with some settings, and its curve.</summary>
internal sealed record Rendering(double[] Samples, Curve Curve);

/// <summary>The loss with some settings, which are given as people read them and as the optimizer moves them.</summary>
internal sealed record TuningStep(double Loss, IReadOnlyList<Setting> Settings, double[] Coordinates);

/// <summary>How a stage was tuned: the steps from the first settings to those found, and what a listener hears.</summary>
internal sealed record Tuning(string Stage, TuningStep Known, IReadOnlyList<TuningStep> Steps, Rendering Before, Rendering Target, Rendering After);

/// <summary>A stage that can be tuned, whatever its settings are.</summary>
internal interface IStage
{
    string Name { get; }

    /// <summary>Looks for the known settings, given only what they make of an input.</summary>
    Tuning Tune(double[] input, int iterations, Action<TuningStep>? report = null);
}

/// <summary>A stage with the settings that are looked for and those that the search starts at.</summary>
/// <typeparam name="TSettings">A struct of <c>double</c>s, which may be any numbers.</typeparam>
internal sealed record Stage<TSettings>(string Name, TSettings Start, TSettings Known) : IStage
    where TSettings : unmanaged
{
    public required Func<TSettings, double[], double[]> Process { get; init; }

    /// <summary>The loss of an input and a target, and its generated gradient.</summary>
    public required Func<TSettings, double[], double[], (double Loss, TSettings Gradient)> LossAndGradient { get; init; }

    public required Func<TSettings, Setting[]> Describe { get; init; }

    public required Func<TSettings, Curve> Curve { get; init; }

    public Tuning Tune(double[] input, int iterations, Action<TuningStep>? report = null)
    {
        double[] target = Process(Known, input);
        List<TuningStep> steps = [];
        TSettings found = Tuner.Minimise(settings => LossAndGradient(settings, input, target), Start, iterations, (loss, settings) =>
        {
            steps.Add(Step(loss, settings));
            report?.Invoke(steps[^1]);
        });
        return new(Name, Step(0, Known), steps, Render(Start, input), Render(Known, input), Render(found, input));
    }

    private TuningStep Step(double loss, TSettings settings) => new(loss, Describe(settings), Tuner.Numbers(settings).ToArray());

    private Rendering Render(TSettings settings, double[] input) => new(Process(settings, input), Curve(settings));
}
