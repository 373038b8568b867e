namespace AutoDiff;

/// <summary>A function to be minimized, with its gradient.</summary>
/// <param name="point">Where it is evaluated; to be read only.</param>
/// <param name="gradient">Zeros, to which the gradient at the point is added: what a generated <c>FVjp</c> does with the cotangent 1.</param>
/// <returns>The value.</returns>
public delegate double ObjectiveFunction(double[] point, double[] gradient);

/// <summary>Why a minimization ended.</summary>
public enum MinimizationEnd
{
    /// <summary>No element of the gradient is larger than the tolerance: a minimum, as far as first derivatives tell.</summary>
    SmallGradient,

    /// <summary>The value, or every element of the point, changed by less than the tolerance, or would have.</summary>
    SmallChange,

    /// <summary>Along the direction that the gradient gives there is no lower value: all is rounding there, the gradient is wrong, or something is not a number.</summary>
    NoDescent,

    /// <summary>The largest number of iterations is reached.</summary>
    MaximumIterations,

    /// <summary>The largest number of evaluations is reached.</summary>
    MaximumEvaluations,
}

/// <summary>Where a minimization came to.</summary>
/// <param name="Point">The point.</param>
/// <param name="Value">The function's value there.</param>
/// <param name="Gradient">Its gradient there.</param>
/// <param name="Iterations">How many directions were followed.</param>
/// <param name="Evaluations">How often the function was evaluated.</param>
/// <param name="End">Why it ended.</param>
public sealed record MinimizationResult(double[] Point, double Value, double[] Gradient, int Iterations, int Evaluations, MinimizationEnd End)
{
    /// <summary>Whether the point is a minimum by the tolerances, rather than where patience ended or there was no way down.</summary>
    public bool IsConverged => End is MinimizationEnd.SmallGradient or MinimizationEnd.SmallChange;

    /// <summary>The value, the reason and, of few elements, the point.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"{Value} at {Tensor.Create<double>(Point)}: {End} after {Iterations} iterations with {Evaluations} evaluations";
}

/// <summary>When <see cref="Lbfgs.Minimize(ObjectiveFunction, ReadOnlySpan{double}, LbfgsOptions)"/> ends, and what it remembers.</summary>
public sealed record LbfgsOptions
{
    /// <summary>How many directions are followed at most.</summary>
    public int MaximumIterations { get; init; } = 1000;

    /// <summary>After how many evaluations no further direction is followed; each takes one or two as a rule.</summary>
    public int MaximumEvaluations { get; init; } = int.MaxValue;

    /// <summary>It ends where no element of the gradient is larger.</summary>
    public double GradientTolerance { get; init; } = 1e-8;

    /// <summary>It ends where the value, or every element of the point, changes by less.</summary>
    public double ChangeTolerance { get; init; } = 1e-14;

    /// <summary>How many of the last changes the curvature is estimated from.</summary>
    public int HistorySize { get; init; } = 20;
}
