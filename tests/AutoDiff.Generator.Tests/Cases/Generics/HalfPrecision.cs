namespace Cases.Generics;

/// <summary>Half as a scalar: C# computes with its operators.</summary>
public static partial class HalfPrecision
{
    [Differentiable]
    public static Half Neuron(Half[] x, ReadOnlySpan<Half> weights, Half bias)
    {
        Half sum = bias;
        for (int i = 0; i < x.Length; i++) sum += x[i] * weights[i];
        return sum > Half.Zero ? Half.Tanh(sum) : (Half)0.25 * sum;
    }

    [Differentiable]
    public static double Mixed(Half h, double x)
    {
        double wide = (double)h * x;
        Half narrow = (Half)wide;
        narrow++;
        return (double)(narrow * h) + wide;
    }

    public static IEnumerable<object[]> NeuronPoints =>
    [
        [new Half[] { (Half)0.5, (Half)(-1) }, new Half[] { (Half)0.25, (Half)0.5 }, (Half)0.875],
        [new Half[] { (Half)0.5, (Half)(-1) }, new Half[] { (Half)0.25, (Half)0.5 }, (Half)(-0.875)],
    ];

    public static IEnumerable<object[]> MixedPoints => [[(Half)0.5, 1.25]];

    // With 1 − tanh²(½) = 0.7864.
    public static object?[] NeuronExpectedGradients =>
    [
        new object[] { new Half[] { (Half)0.1966, (Half)0.3932 }, new Half[] { (Half)0.3932, (Half)(-0.7864) }, (Half)0.7864 },
        new object[] { new Half[] { (Half)0.0625, (Half)0.125 }, new Half[] { (Half)0.125, (Half)(-0.25) }, (Half)0.25 },
    ];

    // (hx + 1)h + hx = h²x + h + hx.
    public static object?[] MixedExpectedGradients => [new object[] { (Half)(2 * 0.5 * 1.25 + 1 + 1.25), 0.25 + 0.5 }];
}
