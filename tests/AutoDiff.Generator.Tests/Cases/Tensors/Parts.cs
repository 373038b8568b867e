namespace Cases.Tensors;

/// <summary>Parts of tensors: by ranges, by positions, by masks.</summary>
public static partial class Parts
{
    /// <summary>Neighbours' differences, the corners, every second column.</summary>
    [Differentiable]
    public static double Sliced(Tensor<double> m, int row)
    {
        Tensor<double> steps = m[1.., ..] - m[..^1, ..];
        Tensor<double> corner = m[row, ^1] * m[^1, TensorIndex.NewAxis];
        Tensor<double> even = m[.., TensorIndex.Slice(.., 2)];
        return (steps * steps).Sum().Item() + corner.Sin().Sum().Item() * m[^1, 0] + (even.Narrow(0, 1, 2) * even[1..3]).Sum().Item();
    }

    /// <summary>Rows of a table, one of them twice.</summary>
    [Differentiable]
    public static Tensor<double> Embedded(Tensor<double> table, [NoGradient] Tensor<long> words)
    {
        Tensor<double> rows = table.Take(words);
        return rows * rows + table.Take([1, 0, 1], axis: 1).Sum();
    }

    /// <summary>The element of each row that is the target's, and what is added to each.</summary>
    [Differentiable]
    public static Tensor<double> Gathered(Tensor<double> x, Tensor<double> values, [NoGradient] Tensor<long> targets)
    {
        Tensor<double> chosen = x.Gather(1, targets);
        return x.ScatterAdd(1, targets, values * values) * chosen;
    }

    [Differentiable]
    public static double Masked(Tensor<double> x) => (x.Select(x > 0).Square().Sum() + x[x < 0.5].Exp().Sum()).Item();

    [Differentiable]
    public static Tensor<double> Ordered(Tensor<double> x) => x.Sort() * x.Sort(0, descending: true);

    /// <summary>The differences of neighbouring columns, one after the other.</summary>
    [Differentiable]
    public static double Pairs(Tensor<double> m, int count)
    {
        double sum = 0;
        for (int i = 1; i < count; i++)
        {
            Tensor<double> step = m[.., i] - m[.., i - 1];
            sum += step.Norm().Item() * i;
        }
        return sum;
    }

    private static Tensor<double> Some(int seed, params TensorShape shape) => Tensor.Uniform(shape, -1.0, 1.0, new TensorRandom(seed));

    public static IEnumerable<object[]> SlicedPoints => [[Some(1, 3, 4), 0], [Some(2, 4, 3), 2]];

    public static IEnumerable<object[]> EmbeddedPoints => [[Some(1, 4, 2), (Tensor<long>)new long[,] { { 3, 0, 3 }, { 1, 1, 2 } }]];

    public static IEnumerable<object[]> GatheredPoints => [[Some(1, 3, 4), Some(2, 3, 1), (Tensor<long>)new long[,] { { 2 }, { 0 }, { 2 } }]];

    public static IEnumerable<object[]> MaskedPoints => [[Some(1, 3, 4)], [Some(3, 5)]];

    public static IEnumerable<object[]> OrderedPoints => [[Some(1, 3, 4)]];

    public static IEnumerable<object[]> PairsPoints => [[Some(1, 3, 4), 4]];
}
