namespace AutoDiff;

/// <summary>Compares a function's derivative at one point with finite differences of <c>φ(x) = ⟨ȳ, f(x)⟩</c>, for a ȳ that is 1 or random.</summary>
internal sealed class GradientMeasurement
{
    private const int LargestSample = 256;

    private readonly CheckedFunction _function;
    private readonly object?[] _arguments;
    private readonly object? _cotangent;
    private readonly object?[] _gradient;
    private readonly bool _isSingle;
    private readonly double _tolerance, _sumTolerance, _rounding;
    private readonly Random _random = new(1);

    private GradientMeasurement(CheckedFunction function, object?[] arguments, double? tolerance)
    {
        (_function, _arguments) = (function, arguments);
        object? result = function.Value(Leaves.Clone(arguments));
        if (Leaves.Of(result).Length == 0) throw new ArgumentException("The function's result holds no float or double, so there is no derivative to check.", nameof(function));
        _cotangent = result is double or float or Half ? Leaves.Map(result, _ => 1) : Leaves.Map(result, _ => Sign() * (0.5 + _random.NextDouble()));
        _gradient = [.. arguments.Select((a, i) => function.IsDifferentiable[i] ? Leaves.Map(a, _ => 0) : null)];
        if (_gradient.All(g => Leaves.Of(g).Length == 0)) throw new ArgumentException("No argument holds a float or double, so there is no derivative to check.", nameof(arguments));
        function.Vjp(Leaves.Clone(arguments), _cotangent, _gradient);
        object?[] numbers = [result, .. Differentiable.Select(i => arguments[i])];
        bool isHalf = numbers.Any(Leaves.IsHalf);
        _isSingle = isHalf || numbers.Any(Leaves.IsSingle);
        // What finite differences can tell apart, and the rounding of the two products.
        (double differences, _sumTolerance) = isHalf ? (1e-1, 1e-2) : _isSingle ? (1e-2, 1e-4) : (1e-6, 1e-10);
        _tolerance = tolerance ?? differences;
        if (_isSingle && !isHalf) _rounding = Math.ScaleB(Leaves.Of(result).Sum(Math.Abs), -24);
    }

    private IEnumerable<int> Differentiable => Enumerable.Range(0, _arguments.Length).Where(i => _function.IsDifferentiable[i]);

    public static GradientReport Run(CheckedFunction function, object?[] arguments, double? tolerance) => new GradientMeasurement(function, arguments, tolerance).Report();

    private GradientReport Report()
    {
        List<(int Argument, int Leaf)> all = [.. Differentiable.SelectMany(i => Enumerable.Range(0, Leaves.Of(_arguments[i]).Length).Select(leaf => (i, leaf)))];
        (int, int)[] sample = [.. all];
        if (sample.Length > LargestSample)
        {
            _random.Shuffle(sample);
            sample = sample[..LargestSample];
        }
        List<GradientElement> elements = [.. sample.Select(e => Measure(e.Item1, e.Item2))];
        return new(elements.MaxBy(e => e.Excess)!, Products(), elements.Count(e => !e.IsCorrect), elements.Count, all.Count);
    }

    private GradientElement Measure(int argument, int leaf)
    {
        object? place = _arguments[argument];
        double x = Leaves.Of(place)[leaf];
        (double numerical, double error) = NumericalDerivative.Ridders(Slope, x, _isSingle, _rounding);
        return new(
            _function.Parameters[argument] + Leaves.NameOf(place, leaf),
            Leaves.Of(_gradient[argument])[leaf],
            numerical,
            error,
            _tolerance * Math.Max(1, Math.Abs(numerical)));

        double Slope(double step)
        {
            (double above, double plus) = At(x + step);
            (double below, double minus) = At(x - step);
            // Rounding of x ± step is no error if the steps are taken as they came out.
            return (above - below) / (plus - minus);
        }

        (double Value, double X) At(double moved)
        {
            object?[] arguments = Leaves.Clone(_arguments);
            arguments[argument] = Leaves.With(arguments[argument], leaf, moved);
            double rounded = Leaves.Of(arguments[argument])[leaf];
            return (Product(_cotangent, _function.Value(arguments)), rounded);
        }
    }

    private GradientProducts Products()
    {
        object?[] tangents = [.. _arguments.Select((a, i) => _function.IsDifferentiable[i] ? Leaves.Map(a, _ => Sign() * (0.5 + _random.NextDouble())) : null)];
        double reverse = Differentiable.Sum(i => Product(_gradient[i], tangents[i]));
        double size = Math.Max(1, Differentiable.Sum(i => Leaves.Of(_gradient[i]).Zip(Leaves.Of(tangents[i]), (g, t) => Math.Abs(g * t)).Sum()));
        if (_function.Jvp is { } jvp)
            return new(Product(_cotangent, jvp(Leaves.Clone(_arguments), tangents)), reverse, _sumTolerance * size);

        // Along a line through the point: x + t·ẋ.
        (double forward, double error) = NumericalDerivative.Ridders(Slope, Differentiable.Min(i => Leaves.Of(_arguments[i]).DefaultIfEmpty(1).Min(Math.Abs)), _isSingle, _rounding);
        return new(forward, reverse, _tolerance * size + error);

        double Slope(double step) => (Along(step) - Along(-step)) / (2 * step);

        double Along(double t)
        {
            object?[] arguments = Leaves.Clone(_arguments);
            foreach (int i in Differentiable)
            {
                double[] x = Leaves.Of(arguments[i]), direction = Leaves.Of(tangents[i]);
                arguments[i] = Leaves.Map(arguments[i], leaf => x[leaf] + t * direction[leaf]);
            }
            return Product(_cotangent, _function.Value(arguments));
        }
    }

    private double Sign() => _random.Next(2) * 2 - 1;

    private static double Product(object? a, object? b) => Leaves.Of(a).Zip(Leaves.Of(b), (x, y) => x * y).Sum();
}
