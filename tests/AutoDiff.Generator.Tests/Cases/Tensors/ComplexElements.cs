using System.Numerics;

namespace Cases.Tensors;

/// <summary>Tensors of complex numbers: a real loss has the gradient ∂L/∂Re + i ∂L/∂Im.</summary>
public static partial class ComplexElements
{
    /// <summary>Its gradient is 2z.</summary>
    [Differentiable(Order = 2)]
    public static double Power(Tensor<Complex> z) => Tensor.Real(Tensor.Conjugate(z) * z).Sum().Item();

    [Differentiable]
    public static Tensor<Complex> Arithmetic(Tensor<Complex> x, Tensor<Complex> y) => -(x * y + 2) / (1 + y) - x / 4 + Complex.ImaginaryOne * x * x;

    /// <summary>Beside real tensors and numbers.</summary>
    [Differentiable]
    public static Tensor<Complex> Mixed(Tensor<Complex> z, Tensor<double> w, Complex c, double a)
    {
        Tensor<Complex> y = w * z - z / w + a * (w + z) * c;
        y *= w;
        return y - a / y + (w.To<Complex>() - c);
    }

    [Differentiable]
    public static double Parts(Tensor<Complex> z) =>
        (z.Real() * z.Imaginary() + Tensor.Abs(z + 1).Exp() + Tensor.Angle(z)).Sum().Item();

    /// <summary>What is made of parts, which are broadcast.</summary>
    [Differentiable]
    public static Tensor<Complex> Made(Tensor<double> x, Tensor<double> y) => Tensor.ToComplex(x, y.Sin()) * Tensor.Polar(x, y) + x.To<Complex>() - Tensor.ToComplex(x * x, 0.5);

    [Differentiable]
    public static Tensor<Complex> Functions(Tensor<Complex> z) =>
        z.Sin() * z.Exp() + z.Cos() / z.Tanh() + z.Sqrt() - z.Log() * z.Tan() + z.Sinh().Square() + z.Cosh().Reciprocal() + z.Log10();

    [Differentiable]
    public static Tensor<Complex> Inverses(Tensor<Complex> z) => z.Asin() + z.Acos() * z.Atan();

    [Differentiable]
    public static Tensor<Complex> Powers(Tensor<Complex> z, Tensor<Complex> w, Complex c) => z.Pow(w) + z.Pow(2.5) * w.Pow(c) + z.Pow(3);

    /// <summary>The real part goes on where a complex number is converted to a real one.</summary>
    [Differentiable]
    public static double Converted(Tensor<Complex> z, Tensor<float> w) => (z * z * Complex.ImaginaryOne).To<double>().Square().Sum().Item() + (w.To<Complex>() * z).Real().Sum().Item();

    [Differentiable]
    public static Tensor<Complex64> Single(Tensor<Complex64> z, Tensor<float> w, float a) => (a * z * w + 0.5f).Exp() / (z + 3) + z.Abs().To<Complex64>() * z.Conjugate();

    /// <summary>The real numbers among others.</summary>
    [Differentiable]
    public static double Chosen(Tensor<Complex> z, Tensor<Complex> y) => Tensor.Where(z.Real() > 0, z * y, y.Conjugate() * Complex.ImaginaryOne).Sum().Abs().Item();

    /// <summary>Numbers of tensors, and of numbers tensors.</summary>
    [Differentiable]
    public static Complex Taken(Tensor<Complex> z, Complex c)
    {
        Complex sum = 0;
        for (int i = 0; i < z.Shape[0]; i++) sum += z[i] * z[i] * c + z[i].Real;
        Tensor<Complex> made = [sum, c, Complex.Exp(sum)];
        return made.Product().Item() / (z.Sum().Item() + 2);
    }

    /// <summary>A pole at c: written element by element.</summary>
    [Differentiable]
    public static double Filtered(Tensor<Complex> x, Complex c)
    {
        Tensor<Complex> y = Tensor.ZerosLike(x);
        Complex state = Complex.Zero;
        for (int i = 0; i < x.Shape[0]; i++)
        {
            state = state * c + x[i];
            y[i] = state;
            if (i > 0) y[i] += y[i - 1] * 0.5;
        }
        return y.Abs().Square().Sum().Item();
    }

    /// <summary>What is given only where a condition holds.</summary>
    [Differentiable]
    public static double Branches(Tensor<Complex> z, double threshold)
    {
        Tensor<Complex> y = z * 2;
        double size = y.Abs().Sum().Item();
        if (size > threshold) y = y * z.Conjugate();
        for (int i = 0; i < 2; i++) y = y.Sin() + z;
        return (y * y.Conjugate()).Real().Sum().Item();
    }

    /// <summary>By contract: the pullbacks pass complex cotangents.</summary>
    [Differentiable]
    public static double Recursive(Tensor<Complex> z, int n) => n == 0 ? (z * z).Abs().Sum().Item() : Recursive(z.Sin() * z, n - 1) + z.Real().Sum().Item();

    private static Tensor<Complex> Some(int seed, params TensorShape shape) =>
        Tensor.ToComplex(Tensor.Uniform(shape, -1.0, 1.0, new TensorRandom(seed)), Tensor.Uniform(shape, 0.3, 1.2, new TensorRandom(seed + 100)));

    private static Tensor<double> Reals(int seed, params TensorShape shape) => Tensor.Uniform(shape, 0.4, 1.3, new TensorRandom(seed));

    public static IEnumerable<object[]> PowerPoints => [[(Tensor<Complex>)new Complex[] { new(0.75, -1.5), new(-0.5, 0.25) }], [(Tensor<Complex>)new Complex(0.5, 2)]];

    public static object[] PowerExpectedGradients => [new object[] { (Tensor<Complex>)new Complex[] { new(1.5, -3), new(-1, 0.5) } }, new object[] { (Tensor<Complex>)new Complex(1, 4) }];

    public static IEnumerable<object[]> ArithmeticPoints => [[Some(1, 2, 3), Some(2, 3)], [Some(3, 3), Some(4)]];

    public static IEnumerable<object[]> MixedPoints => [[Some(1, 2, 3), Reals(2, 3), new Complex(0.3, -0.8), 1.7], [Some(3, 3), Reals(4, 2, 3), new Complex(-0.4, 0.6), -0.6]];

    public static IEnumerable<object[]> PartsPoints => [[Some(1, 2, 3)]];

    public static IEnumerable<object[]> MadePoints => [[Reals(1, 2, 3), Reals(2, 3)], [Reals(3, 2, 1), Reals(4, 3)]];

    public static IEnumerable<object[]> FunctionsPoints => [[Some(1, 2, 3)]];

    public static IEnumerable<object[]> InversesPoints => [[Some(1, 2, 3)]];

    public static IEnumerable<object[]> PowersPoints => [[Some(1, 2, 3), Some(2, 3), new Complex(0.7, -0.4)]];

    public static IEnumerable<object[]> ConvertedPoints => [[Some(1, 2, 3), Tensor.Uniform<float>([2, 3], 0.5f, 1.5f, new TensorRandom(3))]];

    public static IEnumerable<object[]> SinglePoints => [[Some(1, 2, 3).To<Complex64>(), Tensor.Uniform<float>([3], 0.5f, 1.5f, new TensorRandom(3)), 0.75f]];

    public static IEnumerable<object[]> ChosenPoints => [[Some(1, 2, 3), Some(2, 2, 3)], [Some(3, 2, 3), Some(4, 3)]];

    public static IEnumerable<object[]> TakenPoints => [[Some(1, 3), new Complex(0.3, -0.7)]];

    public static IEnumerable<object[]> FilteredPoints => [[Some(1, 4), new Complex(0.3, 0.6)]];

    public static IEnumerable<object[]> RecursivePoints => [[Some(1, 3), 2]];

    public static IEnumerable<object[]> BranchesPoints => [[Some(1, 3), 1.0], [Some(1, 3), 100.0]];
}
