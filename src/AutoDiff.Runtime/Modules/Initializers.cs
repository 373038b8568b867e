using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

/// <summary>The functions after a layer, by which its initial weights are scaled: see <see cref="Initializers.Gain"/>.</summary>
public enum Nonlinearity
{
    /// <summary>None: a gain of 1.</summary>
    Linear,

    /// <summary>1 / (1 + e⁻ˣ): a gain of 1.</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent: a gain of 5/3.</summary>
    Tanh,

    /// <summary>max(0, x): a gain of √2.</summary>
    Relu,

    /// <summary>x above 0 and s·x below: a gain of √(2 / (1 + s²)).</summary>
    LeakyRelu,

    /// <summary>The scaled exponential linear unit: a gain of 3/4.</summary>
    Selu,
}

/// <summary>What an initial variance is kept constant along.</summary>
public enum FanMode
{
    /// <summary>The forward sweep: divided by the number of inputs of an element of the result.</summary>
    In,

    /// <summary>The reverse sweep: divided by the number of elements of the result that an input reaches.</summary>
    Out,
}

/// <summary>Initial values of parameters.</summary>
/// <remarks>
/// <para>A weight has the shape [outputs, inputs, kernel…]: its fan in is inputs · (elements of the kernel), its fan out is outputs · (elements of the kernel), as PyTorch counts them.</para>
/// <example>
/// <code>
/// Parameter&lt;float&gt; weight = new(Initializers.KaimingUniform&lt;float&gt;([128, 64], nonlinearity: Nonlinearity.Relu));
/// weight.Value = Initializers.Orthogonal&lt;float&gt;(weight.Shape);
/// </code>
/// </example>
/// </remarks>
public static class Initializers
{
    /// <summary>A tensor that is the same everywhere.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="value">Each element.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor.</returns>
    public static Tensor<T> Constant<T>(TensorShape shape, T value)
        where T : unmanaged => Tensor.Full(shape, value);

    /// <summary>Uniform on [−a, a), a = gain · √(6 / (fan in + fan out)): outputs and gradients keep their variance.</summary>
    /// <param name="shape">The shape, of at least two axes.</param>
    /// <param name="gain">A factor: see <see cref="Gain"/>.</param>
    /// <param name="random">Where the numbers come from; this thread's default if nothing is said.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ShapeException">The shape has fewer than two axes.</exception>
    /// <remarks>Reference: X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS (2010).</remarks>
    public static Tensor<T> XavierUniform<T>(TensorShape shape, double gain = 1, TensorRandom? random = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (int fanIn, int fanOut) = Fans(shape);
        return Symmetric<T>(shape, gain * Math.Sqrt(6.0 / ((double)fanIn + fanOut)), random);
    }

    /// <summary>Normal with mean 0 and standard deviation gain · √(2 / (fan in + fan out)).</summary>
    /// <param name="shape">The shape, of at least two axes.</param>
    /// <param name="gain">A factor: see <see cref="Gain"/>.</param>
    /// <param name="random">Where the numbers come from; this thread's default if nothing is said.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ShapeException">The shape has fewer than two axes.</exception>
    /// <remarks>Reference: as <see cref="XavierUniform{T}"/>.</remarks>
    public static Tensor<T> XavierNormal<T>(TensorShape shape, double gain = 1, TensorRandom? random = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (int fanIn, int fanOut) = Fans(shape);
        return Centred<T>(shape, gain * Math.Sqrt(2.0 / ((double)fanIn + fanOut)), random);
    }

    /// <summary>Uniform on [−a, a), a = gain · √(3 / fan): for layers before a rectifier.</summary>
    /// <param name="shape">The shape, of at least two axes.</param>
    /// <param name="mode">Which fan divides.</param>
    /// <param name="nonlinearity">What follows the layer; it determines the gain.</param>
    /// <param name="slope">The slope below 0 of <see cref="Nonlinearity.LeakyRelu"/>.</param>
    /// <param name="random">Where the numbers come from; this thread's default if nothing is said.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ShapeException">The shape has fewer than two axes.</exception>
    /// <remarks>Reference: K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers", ICCV (2015).</remarks>
    public static Tensor<T> KaimingUniform<T>(
        TensorShape shape, FanMode mode = FanMode.In, Nonlinearity nonlinearity = Nonlinearity.LeakyRelu, double slope = 0, TensorRandom? random = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Symmetric<T>(shape, Gain(nonlinearity, slope) * Math.Sqrt(3.0 / Fan(shape, mode)), random);

    /// <summary>Normal with mean 0 and standard deviation gain / √fan.</summary>
    /// <param name="shape">The shape, of at least two axes.</param>
    /// <param name="mode">Which fan divides.</param>
    /// <param name="nonlinearity">What follows the layer; it determines the gain.</param>
    /// <param name="slope">The slope below 0 of <see cref="Nonlinearity.LeakyRelu"/>.</param>
    /// <param name="random">Where the numbers come from; this thread's default if nothing is said.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ShapeException">The shape has fewer than two axes.</exception>
    /// <remarks>Reference: as <see cref="KaimingUniform{T}"/>.</remarks>
    public static Tensor<T> KaimingNormal<T>(
        TensorShape shape, FanMode mode = FanMode.In, Nonlinearity nonlinearity = Nonlinearity.LeakyRelu, double slope = 0, TensorRandom? random = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Centred<T>(shape, Gain(nonlinearity, slope) / Math.Sqrt(Fan(shape, mode)), random);

    /// <summary>Normal, where what lies outside an interval is drawn again.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="mean">The mean before the truncation.</param>
    /// <param name="standardDeviation">The standard deviation before the truncation.</param>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    /// <param name="random">Where the numbers come from; this thread's default if nothing is said.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentException">The interval is empty, or lies so far from the mean that hardly any number falls in it: more than four standard deviations.</exception>
    public static Tensor<T> TruncatedNormal<T>(TensorShape shape, double mean = 0, double standardDeviation = 1, double low = -2, double high = 2, TensorRandom? random = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!(low < high && standardDeviation > 0 && low < mean + (4 * standardDeviation) && high > mean - (4 * standardDeviation)))
            throw new ArgumentException($"TruncatedNormal: [{low}, {high}] is empty or more than four standard deviations of {standardDeviation} from the mean {mean}.");
        random ??= TensorRandom.Default;
        Tensor<T> result = Tensor.Zeros<T>(shape);
        foreach (ref T element in result.AsSpan())
        {
            double value;
            do value = mean + (standardDeviation * random.NextNormal());
            while (value < low || value > high);
            element = T.CreateTruncating(value);
        }
        return result;
    }

    /// <summary>Random orthogonal rows, or columns where these are fewer, uniform among all such matrices, times a gain. Axes past the first count as one.</summary>
    /// <param name="shape">The shape, of at least two axes.</param>
    /// <param name="gain">A factor.</param>
    /// <param name="random">Where the numbers come from; this thread's default if nothing is said.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ShapeException">The shape has fewer than two axes.</exception>
    /// <remarks>
    /// A normal matrix is orthogonalised by Gram and Schmidt, twice for each vector, so that nothing is lost to rounding. Reference: A. Saxe, J. McClelland, S. Ganguli, "Exact solutions to
    /// the nonlinear dynamics of learning in deep linear neural networks", ICLR (2014).
    /// </remarks>
    public static Tensor<T> Orthogonal<T>(TensorShape shape, double gain = 1, TensorRandom? random = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Fans(shape);
        random ??= TensorRandom.Default;
        int rows = shape[0], columns = shape.FlattenedLength / Math.Max(rows, 1), count = Math.Min(rows, columns);
        double[][] basis = new double[count][];
        for (int i = 0; i < count; i++)
        {
            double[] vector = basis[i] = new double[Math.Max(rows, columns)];
            do
            {
                for (int k = 0; k < vector.Length; k++) vector[k] = random.NextNormal();
            }
            while (!Orthogonalize(vector, basis.AsSpan(0, i)));
        }
        Tensor<T> result = Tensor.Zeros<T>(shape);
        Span<T> elements = result.AsSpan();
        for (int i = 0; i < elements.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, columns);
            elements[i] = T.CreateTruncating(gain * (rows < columns ? basis[row][column] : basis[column][row]));
        }
        return result;
    }

    /// <summary>By how much weights are scaled, so that the variance survives what follows the layer; PyTorch's <c>calculate_gain</c>.</summary>
    /// <param name="nonlinearity">What follows.</param>
    /// <param name="slope">The slope below 0 of <see cref="Nonlinearity.LeakyRelu"/>.</param>
    /// <returns>The factor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such function.</exception>
    public static double Gain(Nonlinearity nonlinearity, double slope = 0.01) => nonlinearity switch
    {
        Nonlinearity.Linear or Nonlinearity.Sigmoid => 1,
        Nonlinearity.Tanh => 5.0 / 3,
        Nonlinearity.Relu => Math.Sqrt(2),
        Nonlinearity.LeakyRelu => Math.Sqrt(2 / (1 + (slope * slope))),
        Nonlinearity.Selu => 0.75,
        _ => throw new ArgumentOutOfRangeException(nameof(nonlinearity), nonlinearity, "There is no such nonlinearity."),
    };

    /// <summary>How many inputs an element of the result has, and how many elements of the result an input reaches.</summary>
    private static (int In, int Out) Fans(TensorShape shape)
    {
        if (shape.Rank < 2) throw new ShapeException($"A weight of shape {shape} has no fan in and fan out: these need two axes, outputs and inputs.");
        int kernel = 1;
        for (int axis = 2; axis < shape.Rank; axis++) kernel *= shape[axis];
        return (shape[1] * kernel, shape[0] * kernel);
    }

    private static int Fan(TensorShape shape, FanMode mode) => mode == FanMode.In ? Fans(shape).In : Fans(shape).Out;

    private static Tensor<T> Symmetric<T>(TensorShape shape, double bound, TensorRandom? random)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Tensor.Uniform(shape, T.CreateTruncating(-bound), T.CreateTruncating(bound), random);

    private static Tensor<T> Centred<T>(TensorShape shape, double standardDeviation, TensorRandom? random)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Tensor.Normal(shape, T.Zero, T.CreateTruncating(standardDeviation), random);

    /// <summary>Takes the parts along other vectors away and scales to length 1; false if nothing is left.</summary>
    private static bool Orthogonalize(Span<double> vector, ReadOnlySpan<double[]> others)
    {
        for (int round = 0; round < 2; round++)
        {
            foreach (double[] other in others)
            {
                double product = TensorPrimitives.Dot<double>(vector, other);
                TensorPrimitives.MultiplyAdd(other, -product, vector, vector);
            }
        }
        double length = TensorPrimitives.Norm<double>(vector);
        if (length < 1e-10) return false;
        TensorPrimitives.Divide(vector, length, vector);
        return true;
    }
}
