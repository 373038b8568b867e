namespace AutoDiff;

/// <content>For functions of plain numbers: the same without parameters, a module or a loop of steps.</content>
public sealed partial class Lbfgs
{
    /// <summary>Finds a minimum of a smooth function of many numbers, from its values and gradients.</summary>
    /// <param name="function">The function, which adds its gradient to what it gets: <c>(w, gradient) =&gt; Fit.LossVjp(w, x, y, 1, gradient)</c>.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="options">When to end; the defaults of <see cref="LbfgsOptions"/> if nothing is said.</param>
    /// <returns>The best point found, and why no better one was sought.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <remarks>
    /// <example>
    /// <code>
    /// MinimizationResult fit = Lbfgs.Minimize((w, gradient) =&gt; Fit.LossVjp(w, x, y, 1, gradient), [0, 0]);
    /// Console.WriteLine($"{fit.Point[0]} {fit.Point[1]}: {fit.Value} after {fit.Iterations} iterations, {fit.End}");
    /// </code>
    /// </example>
    /// </remarks>
    public static MinimizationResult Minimize(ObjectiveFunction function, ReadOnlySpan<double> start, LbfgsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        options ??= new();
        Parameter<double> parameter = new(Tensor.Create(start));
        Lbfgs optimizer = new(
            [parameter], maximumIterations: options.MaximumIterations, maximumEvaluations: options.MaximumEvaluations, gradientTolerance: options.GradientTolerance,
            changeTolerance: options.ChangeTolerance, historySize: options.HistorySize);
        double[] point = new double[start.Length], gradient = new double[start.Length];
        Tensor<double> contribution = Tensor.Wrap(gradient);
        Progress progress = optimizer.Follow(() =>
        {
            parameter.Value.CopyTo(point);
            gradient.AsSpan().Clear();
            double value = function(point, gradient);
            parameter.ZeroGradient();
            parameter.AddGradient(contribution);
            return value;
        });
        parameter.Value.CopyTo(point);
        optimizer._gradient.CopyTo(gradient, 0);
        return new(point, progress.Last, gradient, progress.Iterations, (int)optimizer.EvaluationCount, progress.End);
    }

    /// <summary>Finds a minimum of a smooth function of many numbers, from its values and gradients.</summary>
    /// <param name="function">The function with its gradient: <c>w =&gt; Fit.LossValueAndGradient(w, x, y)</c>.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="options">When to end; the defaults of <see cref="LbfgsOptions"/> if nothing is said.</param>
    /// <returns>The best point found, and why no better one was sought.</returns>
    /// <exception cref="ArgumentException">A gradient has not the length of its point, or an option is out of its range.</exception>
    public static MinimizationResult Minimize(Func<double[], (double Value, double[] Gradient)> function, ReadOnlySpan<double> start, LbfgsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Minimize(
            (point, gradient) =>
            {
                (double value, double[] own) = function(point);
                if (own.Length != gradient.Length) throw new ArgumentException($"The gradient has {own.Length} elements, the point {gradient.Length}.", nameof(function));
                own.CopyTo(gradient, 0);
                return value;
            },
            start,
            options);
    }
}
