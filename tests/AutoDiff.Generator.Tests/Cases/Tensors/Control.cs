namespace Cases.Tensors;

/// <summary>Tensors in loops and branches, beside numbers and arrays.</summary>
public static partial class Control
{
    /// <summary>A recurrent cell over the rows of a sequence: h ← tanh(W·h + U·x).</summary>
    [Differentiable]
    public static double Recurrent(Tensor<double> w, Tensor<double> u, [NoGradient] Tensor<double>[] inputs, double decay)
    {
        Tensor<double> h = Tensor.Zeros<double>(w.Shape[0]);
        double loss = 0;
        foreach (Tensor<double> x in inputs)
        {
            h = Tensor.Tanh(Tensor.MatMul(w, h) + Tensor.MatMul(u, x));
            loss = decay * loss + h.Square().Sum().Item();
        }
        return loss;
    }

    /// <summary>Steps until the norm is small; each by the sign of a sum.</summary>
    [Differentiable]
    public static Tensor<double> Shrunk(Tensor<double> x, double factor)
    {
        Tensor<double> y = x;
        int steps = 0;
        while (y.Square().Sum().Item() > 0.5 && steps < 20)
        {
            if (y.Sum().Item() > 0) y = y * factor - x * 0.1;
            else y *= 0.5;
            steps++;
        }
        return y + x;
    }

    /// <summary>A tensor that one branch uses only, and one that is none of the result.</summary>
    [Differentiable]
    public static double Chosen(Tensor<double> x, Tensor<double> y, bool first)
    {
        Tensor<double> chosen = first ? x.Exp() : y * 2;
        Tensor<double> unused = x * y;
        if (first) chosen += y;
        return chosen.Square().Sum().Item();
    }

    private static Tensor<double> Some(int seed, params TensorShape shape) => Tensor.Uniform(shape, -1.0, 1.0, new TensorRandom(seed));

    public static IEnumerable<object[]> RecurrentPoints => [[Some(1, 2, 2), Some(2, 2, 3), new[] { Some(3, 3), Some(4, 3), Some(5, 3) }, 0.9]];

    public static IEnumerable<object[]> ShrunkPoints => [[Some(1, 3), 0.8], [Some(2, 3) + 1, 0.7]];

    public static IEnumerable<object[]> ChosenPoints => [[Some(1, 3), Some(2, 3), true], [Some(1, 3), Some(2, 3), false]];
}
