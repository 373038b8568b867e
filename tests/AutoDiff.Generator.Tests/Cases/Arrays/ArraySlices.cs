namespace Cases.Arrays;

/// <summary>A range of an array is a copy; <c>AsSpan</c> is a view.</summary>
public static partial class ArraySlices
{
    [Differentiable]
    public static double CopyAndView(double[] x)
    {
        double[] a = [.. x];
        double[] copy = a[1..^1];
        Span<double> view = a.AsSpan(1, 2);
        view[0] *= copy[0];
        copy[0] = a[1] * a[0];
        view[^1] += view[0] * copy[0];
        return a[1] * copy[0] + a[2] * view[1] + a[^1];
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, 1.5, -0.75, 2 }], [new[] { 0.5, 1.5, -0.75 }]];
}
