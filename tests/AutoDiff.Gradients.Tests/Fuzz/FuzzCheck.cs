namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>
/// The derivatives of a program at a point under one combination of options. With x the numbers of the arguments, y those of the result and of the arguments afterwards, the
/// function is x ↦ y; the sinks hold the part of ȳ that belongs to the arguments.
/// </summary>
internal sealed class FuzzCheck
{
    /// <summary>The kinds of findings that rest on finite differences.</summary>
    public const string Derivative = "derivative", Hessian = "Hessian";

    private readonly FuzzDriver _driver;
    private readonly int _point, _combination;
    private readonly bool _isSingle, _hasSecondOrder, _isExact;
    private readonly double[] _x, _xDot, _yBar;

    /// <summary>Where y goes over from the result to the arguments.</summary>
    private readonly int _results;

    /// <param name="isExact">True if the value is that of the plain method bit for bit: lanes add in another order.</param>
    /// <param name="shift">How far from the point, in every direction.</param>
    public FuzzCheck(FuzzDriver driver, FuzzShape shape, int point, int combination, bool isExact, double shift = 0)
    {
        (_driver, _point, _combination, _isSingle, _hasSecondOrder, _isExact) = (driver, point, combination, shape.IsSingle, shape.HasSecondOrder, isExact);
        Random random = new(point);
        _x = [.. shape.Points[point].Numbers.Select(x => _isSingle ? (float)(x + shift * Next(random)) : x + shift * Next(random))];
        _results = shape.Result?.Count ?? 0;
        _xDot = [.. _x.Select(_ => Next(random))];
        _yBar = [.. Enumerable.Range(0, _results + _x.Length).Select(_ => Next(random))];
    }

    public int Measured { get; private set; }

    public int Unmeasured { get; private set; }

    private double Tolerance => _isSingle ? 4e-3 : 1e-6;

    // Of two ways to compute the same.
    private double Rounding => _isSingle ? 2e-3 : 1e-9;

    private static double Next(Random random) => (random.Next(2) * 2 - 1) * (float)(0.25 + random.NextDouble());

    public Finding? Run()
    {
        double[] y = _driver.Primal(_point, _x);
        if (!y.All(double.IsFinite)) return new("not finite", string.Join(", ", y));
        double[] reverse = _driver.Vjp(_combination, _point, _x, _yBar), xBar = reverse[y.Length..];
        if (Difference(y, reverse) is { } value) return new("value", value);
        double[] forward = _driver.Jvp(_combination, _point, _x, _xDot), yDot = forward[y.Length..];
        if (Difference(y, forward) is { } forwardValue) return new("value", "forward: " + forwardValue);
        double slope = Product(xBar, _xDot), size = Size(xBar, _xDot) + Size(_yBar, yDot);
        bool isTransposed = Math.Abs(Product(_yBar, yDot) - slope) <= Rounding * (size + 1e-3);
        // All combinations are compared with the same measurement; the first is measured itself, and the others must give the same numbers.
        if (_combination > 0)
        {
            double[] first = _driver.Vjp(0, _point, _x, _yBar)[y.Length..];
            int worst = Worst(first, xBar);
            if (!(Math.Abs(first[worst] - xBar[worst]) <= Rounding * (1 + Math.Abs(first[worst])))) return new(Derivative, $"number {worst} is {xBar[worst]:R}, of the first combination {first[worst]:R}");
        }
        else if (Measure(slope, size) is { } wrong) return new(Derivative, $"{wrong}; forward mode {Product(_yBar, yDot):R}\n{Elements(xBar)}");
        if (!isTransposed) return new("transpose", $"⟨ȳ, Jẋ⟩ = {Product(_yBar, yDot):R}, ⟨Jᵀȳ, ẋ⟩ = {slope:R}");
        return _hasSecondOrder ? SecondOrder(y.Length) : null;
    }

    private string? Measure(double slope, double size)
    {
        Measured++;
        (double expected, double error) = Along(_xDot);
        double tolerance = Tolerance * (1 + size);
        if (!(error <= tolerance / 2)) Unmeasured++;
        else if (!(Math.Abs(slope - expected) <= tolerance)) return $"the derivative in the direction is {slope:R}, by differences {expected:R} ± {error:G2}";
        return null;
    }

    /// <summary>The derivative of ⟨ȳ, y⟩ in a direction.</summary>
    private (double Value, double Error) Along(double[] direction)
    {
        return NumericalDerivative.Ridders(step => (At(step) - At(-step)) / (2 * step), 1, _isSingle);

        double At(double step)
        {
            double[] x = Moved(direction, step), y = _driver.Primal(_point, x);
            double value = 0;
            for (int i = 0; i < y.Length; i++) value += _yBar[i] * (i < _results ? y[i] : y[i] - x[i - _results]);
            // What the call leaves as it is cancels exactly; that part of the derivative is known.
            for (int i = 0; i < x.Length; i++) value += _yBar[_results + i] * step * direction[i];
            return value;
        }
    }

    private double[] Moved(double[] direction, double step) => [.. _x.Zip(direction, (x, d) => _isSingle ? (float)(x + step * d) : x + step * d)];

    /// <summary>⟨u, H v⟩ of the result alone: symmetric, and the derivative of ⟨u, gradient⟩ along v.</summary>
    private Finding? SecondOrder(int count)
    {
        Random random = new(_point + 17);
        double[] u = [.. _x.Select(_ => Next(random))], hv = _driver.Hvp!(_combination, _point, _x, _xDot), hu = _driver.Hvp(_combination, _point, _x, u);
        double left = Product(u, hv), right = Product(_xDot, hu), size = Size(u, hv) + Size(_xDot, hu);
        if (!(Math.Abs(left - right) <= Rounding * (size + 1e-3))) return new(Hessian, $"⟨u, H v⟩ = {left:R}, ⟨v, H u⟩ = {right:R}");
        if (_combination > 0) return null;
        double[] only = [1, .. _x.Select(_ => 0.0)];
        Measured++;
        (double expected, double error) = NumericalDerivative.Ridders(step => (Slope(step) - Slope(-step)) / (2 * step), 1, _isSingle);
        if (!(error <= Tolerance * (1 + size) / 2)) Unmeasured++;
        else if (!(Math.Abs(left - expected) <= Tolerance * (1 + size))) return new(Hessian, $"⟨u, H v⟩ = {left:R}, by differences {expected:R} ± {error:G2}");
        return null;

        double Slope(double step) => Product(u, _driver.Vjp(_combination, _point, Moved(_xDot, step), only)[count..]);
    }

    /// <summary>Each number by itself, once something is wrong: the worst first.</summary>
    private string Elements(double[] xBar)
    {
        List<(double Wrong, string Text)> elements = [];
        for (int i = 0; i < _x.Length; i++)
        {
            (double expected, double error) = Along([.. _x.Select((_, k) => k == i ? 1.0 : 0)]);
            elements.Add((Math.Abs(expected - xBar[i]), $"number {i} is {xBar[i]:R}, by differences {expected:R} ± {error:G2}"));
        }
        return string.Join("\n", elements.OrderByDescending(e => e.Wrong).Take(3).Select(e => e.Text));
    }

    /// <summary>Bit for bit, where any NaN equals any other.</summary>
    private string? Difference(double[] expected, double[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
            if (BitConverter.DoubleToInt64Bits(expected[i]) != BitConverter.DoubleToInt64Bits(actual[i]) && !(double.IsNaN(expected[i]) && double.IsNaN(actual[i]))
                && (_isExact || !(Math.Abs(expected[i] - actual[i]) <= Rounding * Math.Max(1, Math.Abs(expected[i]))))) return $"number {i} should be {expected[i]:R} and is {actual[i]:R}";
        return null;
    }

    private static int Worst(double[] a, double[] b) => Enumerable.Range(0, a.Length).MaxBy(i => double.IsNaN(a[i] - b[i]) ? double.PositiveInfinity : Math.Abs(a[i] - b[i]) / (1 + Math.Abs(a[i])));

    private static double Product(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double Size(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x * y)).Sum();
}
