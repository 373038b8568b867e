using System.Numerics.Tensors;

namespace AutoDiff;

/// <summary>
/// Finds a length t along a direction d at which the strong Wolfe conditions hold: f(t) ≤ f(0) + c₁ t f′(0) and |f′(t)| ≤ c₂ |f′(0)|. First a bracket is found, then it is narrowed by
/// cubic interpolation.
/// </summary>
internal sealed class StrongWolfeSearch(Lbfgs optimizer, int length)
{
    private const double SufficientDecrease = 1e-4;
    private const double Curvature = 0.9;
    private const int MaximumEvaluations = 25;

    private readonly double[] _initial = new double[length];

    // The gradients of the bracket's two ends and of the length that is tried; the arrays change places.
    private double[] _gradientA = new double[length], _gradientB = new double[length], _tried = new double[length];

    /// <summary>A length with the objective and its slope along the direction.</summary>
    private readonly record struct Trial(double Length, double Objective, double Slope);

    /// <param name="t">The length to try first.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="objective">The objective at length 0.</param>
    /// <param name="gradient">The gradient at length 0; becomes that at the length found.</param>
    /// <param name="slope">Its product with the direction, which is negative.</param>
    /// <param name="tolerance">A bracket in which no parameter changes by more is narrow enough.</param>
    public (double Objective, double Length, int Evaluations) Run(double t, ReadOnlySpan<double> direction, double objective, double[] gradient, double slope, double tolerance)
    {
        double largest = direction.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(direction));
        gradient.CopyTo(_initial, 0);
        Trial start = new(0, objective, slope);

        // The bracket (a, b): between the last length and this one, as soon as the objective rises or its slope does.
        gradient.CopyTo(_gradientA, 0);
        Trial a = start, b = Try(t, direction);
        Keep(ref _gradientB);
        int evaluations = 1, iteration = 0;
        bool isDone = false, isBracketed = false;
        for (; iteration < MaximumEvaluations; iteration++)
        {
            if (IsTooHigh(b, start) || (iteration > 1 && !(b.Objective < a.Objective)))
            {
                isBracketed = true;
                break;
            }
            if (Math.Abs(b.Slope) <= -Curvature * slope)
            {
                (a, isDone) = (b, true);
                (_gradientA, _gradientB) = (_gradientB, _gradientA);
                break;
            }
            if (b.Slope >= 0)
            {
                isBracketed = true;
                break;
            }
            double next = Interpolate(a, b, b.Length + (0.01 * (b.Length - a.Length)), b.Length * 10);
            (_gradientA, _gradientB) = (_gradientB, _gradientA);
            a = b;
            b = Try(next, direction);
            Keep(ref _gradientB);
            evaluations++;
        }
        if (!isDone && !isBracketed)
        {
            a = start;
            _initial.CopyTo(_gradientA, 0);
        }

        // Narrowed: "low" is the end with the lower objective.
        bool isLowA = isDone || !(a.Objective > b.Objective), stalls = false;
        for (; !isDone && iteration < MaximumEvaluations; iteration++)
        {
            double lower = Math.Min(a.Length, b.Length), upper = Math.Max(a.Length, b.Length);
            if ((upper - lower) * largest < tolerance) break;
            t = Interpolate(a, b, lower, upper);

            // A length near an end brings little: the second time in a row it is moved a tenth into the bracket.
            double margin = 0.1 * (upper - lower);
            if (Math.Min(upper - t, t - lower) < margin)
            {
                if (stalls || t >= upper || t <= lower)
                {
                    t = Math.Abs(t - upper) < Math.Abs(t - lower) ? upper - margin : lower + margin;
                    stalls = false;
                }
                else stalls = true;
            }
            else stalls = false;

            Trial tried = Try(t, direction);
            evaluations++;
            Trial low = isLowA ? a : b, high = isLowA ? b : a;
            if (IsTooHigh(tried, start) || !(tried.Objective < low.Objective))
            {
                Replace(!isLowA, tried);
                isLowA = !(a.Objective > b.Objective);
            }
            else
            {
                if (Math.Abs(tried.Slope) <= -Curvature * slope) isDone = true;
                else if (tried.Slope * (high.Length - low.Length) >= 0)
                {
                    // The old low end becomes the high one.
                    if (isLowA)
                    {
                        b = a;
                        _gradientA.CopyTo(_gradientB, 0);
                    }
                    else
                    {
                        a = b;
                        _gradientB.CopyTo(_gradientA, 0);
                    }
                }
                Replace(isLowA, tried);
            }
        }
        (isLowA ? _gradientA : _gradientB).CopyTo(gradient, 0);
        return isLowA ? (a.Objective, a.Length, evaluations) : (b.Objective, b.Length, evaluations);

        void Replace(bool isA, Trial trial)
        {
            if (isA)
            {
                a = trial;
                Keep(ref _gradientA);
            }
            else
            {
                b = trial;
                Keep(ref _gradientB);
            }
        }
    }

    private static bool IsTooHigh(Trial trial, Trial start) => !(trial.Objective <= start.Objective + (SufficientDecrease * trial.Length * start.Slope));

    private Trial Try(double t, ReadOnlySpan<double> direction)
    {
        double objective = optimizer.Evaluate(t, _tried);
        return new(t, objective, TensorPrimitives.Dot(_tried, direction));
    }

    private void Keep(ref double[] gradient) => (gradient, _tried) = (_tried, gradient);

    /// <summary>Where the cubic through two values and slopes is least, within bounds; their middle where there is no such place.</summary>
    private static double Interpolate(Trial x, Trial y, double lower, double upper)
    {
        double d1 = x.Slope + y.Slope - (3 * (x.Objective - y.Objective) / (x.Length - y.Length));
        double square = (d1 * d1) - (x.Slope * y.Slope);
        if (!(square >= 0)) return (lower + upper) / 2;
        double d2 = Math.Sqrt(square);
        double least = x.Length <= y.Length
            ? y.Length - ((y.Length - x.Length) * ((y.Slope + d2 - d1) / (y.Slope - x.Slope + (2 * d2))))
            : x.Length - ((x.Length - y.Length) * ((x.Slope + d2 - d1) / (x.Slope - y.Slope + (2 * d2))));
        return double.IsNaN(least) ? (lower + upper) / 2 : Math.Clamp(least, lower, upper);
    }
}
