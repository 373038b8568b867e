using System.Numerics;

namespace Cases.Generics;

/// <summary>A differentiable method of a generic type.</summary>
public static partial class GenericModel<T> where T : struct, IFloatingPointIeee754<T>
{
    private static readonly T Tolerance = T.CreateChecked(1e-3);

    [Differentiable]
    public static T Loss(T[] weights, T[][] features, [NoGradient] ReadOnlySpan<T> labels)
    {
        T loss = T.Zero;
        for (int i = 0; i < features.Length; i++)
        {
            T margin = Score(weights, features[i]) * labels[i];
            loss += T.LogP1(T.Exp(-margin));
        }
        return loss + Tolerance * Score(weights, weights);
    }

    private static T Score(T[] a, T[] b)
    {
        T sum = default;
        for (int j = 0; j < a.Length; j++) sum = T.FusedMultiplyAdd(a[j], b[j], sum);
        return sum;
    }

    public static IEnumerable<object[]> Points =>
        [[new double[] { 0.5, -0.25 }, new double[][] { [1, 2], [-0.5, 0.75], [0.25, -1] }, new double[] { 1, -1, 1 }]];
}
