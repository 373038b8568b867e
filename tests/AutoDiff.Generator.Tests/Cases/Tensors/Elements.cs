namespace Cases.Tensors;

/// <summary>Elements of tensors, read one by one beside operations on the whole.</summary>
public static partial class Elements
{
    [Differentiable]
    public static double Weighted(Tensor<double> m, double[] weights)
    {
        double sum = 0;
        for (int i = 0; i < m.Shape[0]; i++)
            for (int j = 0; j < m.Shape[1]; j++) sum += m[i, j] * m[i, j] * weights[j];
        return sum * m.Sum().Item();
    }

    [Differentiable]
    public static double Corner(Tensor<double> x)
    {
        Tensor<double> y = Tensor.Exp(x);
        return y[0] > 1 ? y[0] * y[1] : Math.Sin(y[1]);
    }

    /// <summary>A one-pole filter, written element by element.</summary>
    [Differentiable]
    public static Tensor<double> Filtered(Tensor<double> x, double pole)
    {
        Tensor<double> y = Tensor.ZerosLike(x);
        double state = 0;
        for (int i = 0; i < x.Shape[0]; i++)
        {
            state = pole * state + (1 - pole) * x[i] * x[i];
            y[i] = state;
        }
        return y.Exp() * y;
    }

    /// <summary>Elements that are read and written again: a table of sums, from a copy of what is given.</summary>
    [Differentiable]
    public static double Table(Tensor<double> m, double[] weights)
    {
        Tensor<double> t = m.Clone();
        for (int i = 1; i < m.Shape[0]; i++)
        {
            t[i, 0] *= weights[i];
            for (int j = 1; j < t.Shape[1]; j++) t[i, j] += t[i - 1, j] * t[i, j - 1];
        }
        return (t * m).Sum().Item() + t[^1, ^1];
    }

    /// <summary>A new tensor for each row.</summary>
    [Differentiable]
    public static double Rowwise(Tensor<double> m)
    {
        double sum = 0;
        for (int i = 0; i < m.Shape[0]; i++)
        {
            Tensor<double> row = m[i, ..] * 2;
            row[0] = m[i, 1] * row[1];
            if (i > 0) row[1] += row[0] * row[0];
            sum += row.Square().Sum().Item();
        }
        return sum;
    }

    public static IEnumerable<object[]> FilteredPoints => [[(Tensor<double>)new[] { 0.5, -1, 2 }, 0.6]];

    public static IEnumerable<object[]> TablePoints => [[(Tensor<double>)new double[,] { { 0.5, -1, 2 }, { 1.5, 0.3, -0.7 }, { 0.2, 0.9, 1.1 } }, new[] { 0.2, 1.3, -0.4 }]];

    public static IEnumerable<object[]> RowwisePoints => [[(Tensor<double>)new double[,] { { 0.5, -1, 2 }, { 1.5, 0.3, -0.7 } }]];

    public static IEnumerable<object[]> WeightedPoints => [[(Tensor<double>)new double[,] { { 0.5, -1, 2 }, { 1.5, 0.3, -0.7 } }, new[] { 0.2, 1.3, -0.4 }]];

    public static IEnumerable<object[]> CornerPoints => [[(Tensor<double>)new[] { 0.5, -0.3 }], [(Tensor<double>)new[] { -0.5, 0.8, 1.0 }]];
}
