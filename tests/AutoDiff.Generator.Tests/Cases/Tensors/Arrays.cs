namespace Cases.Tensors;

/// <summary>Between arrays and tensors, there and back.</summary>
public static partial class Arrays
{
    [Differentiable(Order = 2)]
    public static double Created(double[] x)
    {
        Tensor<double> t = Tensor.Create(x, [2, 3]);
        double sum = (t * t.Exp()).Sum().Item();
        double[] y = t.ToArray();
        for (int i = 0; i < y.Length; i++) sum += y[i] * y[i] * x[i];
        return sum;
    }

    /// <summary>An array is read as it is then: what is written afterwards is another value.</summary>
    [Differentiable(Modes = DerivativeModes.Forward | DerivativeModes.Reverse)]
    public static double Snapshots(double[] x, double pole)
    {
        double[] state = [x[0], x[1]];
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            Tensor<double> before = state;
            state[0] = pole * state[0] + x[2];
            state[1] *= state[0];
            Tensor<double> after = state;
            sum += (before * after.Sin()).Sum().Item();
        }
        return sum;
    }

    /// <summary>Arrays of more than one axis, and a span of one.</summary>
    [Differentiable(Modes = DerivativeModes.Forward | DerivativeModes.Reverse)]
    public static Tensor<double> Affine(double[,] m, ReadOnlySpan<double> x)
    {
        Tensor<double> weights = m;
        return Tensor.Tanh(Tensor.MatMul(weights, Tensor.Create(x[..2]))) + Tensor.Create(x[2..]);
    }

    /// <summary>Numbers computed one by one, as a tensor, and back into an array that the caller gets.</summary>
    [Differentiable(Modes = DerivativeModes.Forward | DerivativeModes.Reverse)]
    public static double[] Normalized(double[] x, double scale)
    {
        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i++) y[i] = Math.Exp(scale * x[i]);
        Tensor<double> t = Tensor.Create(y);
        return (t / t.Sum()).ToArray();
    }

    /// <summary>A matrix with values of arrays and numbers in a literal.</summary>
    [Differentiable]
    public static double Rotated(double angle, double[] x)
    {
        Tensor<double> rotation = new double[,] { { Math.Cos(angle), -Math.Sin(angle) }, { Math.Sin(angle), Math.Cos(angle) } };
        Tensor<double> extended = [.. x, angle];
        return Tensor.MatMul(rotation, Tensor.Create(x)).Square().Sum().Item() * extended.Product().Item();
    }

    /// <summary>A buffer of the caller's receives a tensor.</summary>
    [Differentiable(Modes = DerivativeModes.Forward | DerivativeModes.Reverse)]
    public static void Smoothed(Tensor<double> x, Span<double> buffer)
    {
        double first = buffer[0] * buffer[1];
        Tensor.Sin(x * first).CopyTo(buffer);
        buffer[^1] *= buffer[0];
    }

    /// <summary>The elements of a tensor as a span.</summary>
    [Differentiable]
    public static double Dotted(Tensor<double> x, double[] w)
    {
        ReadOnlySpan<double> elements = (x * x).AsSpan();
        double sum = 0;
        for (int i = 0; i < elements.Length; i++) sum += elements[i] * w[i];
        return sum * sum;
    }

    public static IEnumerable<object[]> CreatedPoints => [[new[] { 0.5, -1, 2, 0.3, 0.7, -0.2 }]];

    public static IEnumerable<object[]> SnapshotsPoints => [[new[] { 0.5, -1, 2 }, 0.7]];

    public static IEnumerable<object[]> AffinePoints => [[new double[,] { { 0.5, -1 }, { 0.3, 0.8 } }, new[] { 0.2, 1.1, -0.4, 0.6 }]];

    public static IEnumerable<object[]> NormalizedPoints => [[new[] { 0.5, -1, 2 }, 0.7]];

    public static IEnumerable<object[]> RotatedPoints => [[0.6, new[] { 0.5, -1.2 }]];

    public static IEnumerable<object[]> SmoothedPoints => [[(Tensor<double>)new double[] { 0.5, -1, 2 }, new[] { 0.8, 1.2, 0.1, 0.7 }]];

    public static IEnumerable<object[]> DottedPoints => [[(Tensor<double>)new double[,] { { 0.5, -1 }, { 0.3, 0.8 } }, new[] { 0.2, 1.1, -0.4, 0.6 }]];
}
