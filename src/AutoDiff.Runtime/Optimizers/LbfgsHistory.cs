using System.Numerics.Tensors;

namespace AutoDiff;

/// <summary>The last steps s and the changes y of the gradient along them, oldest first, in memory that is used again.</summary>
internal sealed class LbfgsHistory(int length, int capacity)
{
    private readonly List<(double[] Step, double[] Change, double InverseCurvature)> _pairs = [];
    private readonly double[] _coefficients = new double[capacity];
    private int _oldest;

    public int Count { get; private set; }

    /// <summary>γ in H₀ = γ I: y·s / y·y of the newest pair.</summary>
    public double Scale { get; set; } = 1;

    public ReadOnlySpan<double> StepAt(int age) => At(age).Step;

    public ReadOnlySpan<double> ChangeAt(int age) => At(age).Change;

    public void Clear()
    {
        (_oldest, Count, Scale) = (0, 0, 1);
    }

    public void Add(ReadOnlySpan<double> step, ReadOnlySpan<double> change)
    {
        int place = (_oldest + Count) % capacity;
        if (Count == capacity) _oldest = (_oldest + 1) % capacity;
        else Count++;
        if (place == _pairs.Count) _pairs.Add((new double[length], new double[length], 0));
        double curvature = TensorPrimitives.Dot(change, step);
        (double[] s, double[] y, _) = _pairs[place];
        step.CopyTo(s);
        change.CopyTo(y);
        _pairs[place] = (s, y, 1 / curvature);
        Scale = curvature / TensorPrimitives.Dot(change, change);
    }

    /// <summary>q ← H q, by the two loops over the pairs.</summary>
    public void Apply(Span<double> q)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            (double[] s, double[] y, double rho) = At(i);
            _coefficients[i] = rho * TensorPrimitives.Dot<double>(s, q);
            TensorPrimitives.MultiplyAdd(y, -_coefficients[i], q, q);
        }
        TensorPrimitives.Multiply(q, Scale, q);
        for (int i = 0; i < Count; i++)
        {
            (double[] s, double[] y, double rho) = At(i);
            TensorPrimitives.MultiplyAdd(s, _coefficients[i] - (rho * TensorPrimitives.Dot<double>(y, q)), q, q);
        }
    }

    private (double[] Step, double[] Change, double InverseCurvature) At(int age) => _pairs[(_oldest + age) % capacity];
}
