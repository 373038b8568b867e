using System.Globalization;

namespace AutoDiff;

/// <summary>One derivative, as the function under test gives it and as finite differences measure it.</summary>
/// <param name="Name">With respect to what: <c>x</c>, <c>weights[3]</c>.</param>
/// <param name="Analytic">As the derivative under test gives it.</param>
/// <param name="Numerical">By finite differences.</param>
/// <param name="ErrorEstimate">How far <paramref name="Numerical"/> may be off.</param>
/// <param name="Tolerance">How far the two may differ.</param>
public sealed record GradientElement(string Name, double Analytic, double Numerical, double ErrorEstimate, double Tolerance)
{
    /// <summary>True if the finite differences are good enough to judge by. They are not at a kink or a jump.</summary>
    public bool IsMeasured => ErrorEstimate <= Tolerance / 2;

    /// <summary>True if the two agree.</summary>
    public bool IsCorrect => IsMeasured && Math.Abs(Analytic - Numerical) <= Tolerance;

    /// <summary>How bad it is: at most 1 if it is correct.</summary>
    internal double Excess => IsMeasured ? Excessive(Math.Abs(Analytic - Numerical)) : Math.Max(1.5, Excessive(Math.Abs(Analytic - Numerical)));

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}: {Analytic:R}, by finite differences {Numerical:R} (± {ErrorEstimate:G2}), tolerance {Tolerance:G2}{(IsMeasured ? "" : "; the differences do not converge: is there a kink, or a jump?")}");

    private double Excessive(double difference) => double.IsNaN(difference) ? double.PositiveInfinity : difference / Tolerance;
}

/// <summary>
/// The two ways to pair a cotangent ȳ of the result and a tangent ẋ of the arguments, which are one number: <c>⟨ȳ, Jẋ⟩ = ⟨Jᵀȳ, ẋ⟩</c>.
/// </summary>
/// <param name="Forward"><c>⟨ȳ, Jẋ⟩</c>, from forward mode where there is one, else from finite differences.</param>
/// <param name="Reverse"><c>⟨Jᵀȳ, ẋ⟩</c>, from the gradient.</param>
/// <param name="Tolerance">How far the two may differ.</param>
public sealed record GradientProducts(double Forward, double Reverse, double Tolerance)
{
    /// <summary>True if the two agree.</summary>
    public bool IsCorrect => Math.Abs(Forward - Reverse) <= Tolerance;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"⟨ȳ, Jẋ⟩ = {Forward:R}, ⟨Jᵀȳ, ẋ⟩ = {Reverse:R}, tolerance {Tolerance:G2}");
}

/// <summary>What a check of a gradient found.</summary>
/// <param name="Worst">The element that is furthest off, measured in its tolerance.</param>
/// <param name="Products">All elements at once, in a random direction.</param>
/// <param name="Wrong">How many of the elements compared are wrong.</param>
/// <param name="Compared">How many elements were compared.</param>
/// <param name="Count">How many elements the gradient has: of a large one a sample is compared one by one.</param>
public sealed record GradientReport(GradientElement Worst, GradientProducts Products, int Wrong, int Compared, int Count)
{
    /// <summary>True if the gradient is right.</summary>
    public bool IsCorrect => Wrong == 0 && Products.IsCorrect;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        {(IsCorrect ? "The gradient is correct" : "The gradient is wrong")}: {Wrong} of {Compared} elements differ{(Compared < Count ? $" (a sample of {Count})" : "")}.
          worst element: {Worst}
          all together:  {Products}
        """);
}

/// <summary>A gradient is wrong; the report says where.</summary>
/// <param name="report">What was found.</param>
public sealed class GradientCheckException(GradientReport report) : Exception(report.ToString())
{
    /// <summary>What was found.</summary>
    public GradientReport Report { get; } = report;
}
