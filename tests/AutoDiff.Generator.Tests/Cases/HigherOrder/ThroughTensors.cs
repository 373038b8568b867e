namespace Cases.HigherOrder;

/// <summary>The gradient of a method that computes with tensors of an array, and with arrays of a tensor, is differentiated again.</summary>
public static partial class ThroughTensors
{
    [Differentiable]
    public static double Energy(double[] x)
    {
        Tensor<double> t = Tensor.Create(x, [2, 2]);
        Tensor<double> y = Tensor.MatMul(t, t).Exp();
        y[0, ..] *= t[1, ..];
        double[] all = y.ToArray();
        double sum = 0;
        for (int i = 0; i < all.Length; i++) sum += all[i] * x[i];
        return sum;
    }

    [Differentiable]
    public static double Steepness(double[] x)
    {
        double[] slope = EnergyGradient(x);
        double sum = 0;
        for (int i = 0; i < slope.Length; i++) sum += slope[i] * slope[i];
        return sum;
    }

    public static IEnumerable<object[]> Points => [[new[] { 0.5, -0.3, 0.2, 0.7 }]];
}
