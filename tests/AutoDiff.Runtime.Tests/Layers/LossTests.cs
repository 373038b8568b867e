using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class LossTests
{
    private delegate Tensor<double> Loss(Tensor<double> x, Tensor<double> y, LossReduction reduction);

    private delegate Tensor<double> LossVjp(Tensor<double> x, Tensor<double> y, LossReduction reduction, Tensor<double> cotangent, Tensor<double> dX, Tensor<double> dY);

    private delegate (Tensor<double> Value, Tensor<double> Tangent) LossJvp(Tensor<double> x, Tensor<double> y, LossReduction reduction, Tensor<double> xDot, Tensor<double> yDot);

    private static readonly (string Name, Loss Value, LossVjp Vjp, LossJvp Jvp, Func<double, double, double> Formula)[] s_losses =
    [
        ("MeanSquaredError", (x, y, r) => Losses.MeanSquaredError(x, y, r), (x, y, r, c, dX, dY) => Losses.MeanSquaredErrorVjp(x, y, r, "x", "y", c, dX, dY), (x, y, r, xDot, yDot) => Losses.MeanSquaredErrorJvp(x, y, r, "x", "y", xDot, yDot), (x, y) => (x - y) * (x - y)),
        ("MeanAbsoluteError", (x, y, r) => Losses.MeanAbsoluteError(x, y, r), (x, y, r, c, dX, dY) => Losses.MeanAbsoluteErrorVjp(x, y, r, "x", "y", c, dX, dY), (x, y, r, xDot, yDot) => Losses.MeanAbsoluteErrorJvp(x, y, r, "x", "y", xDot, yDot), (x, y) => Math.Abs(x - y)),
        ("Huber", (x, y, r) => Losses.Huber(x, y, r, 0.3), (x, y, r, c, dX, dY) => Losses.HuberVjp(x, y, r, 0.3, "x", "y", c, dX, dY), (x, y, r, xDot, yDot) => Losses.HuberJvp(x, y, r, 0.3, "x", "y", xDot, yDot), (x, y) => Math.Abs(x - y) < 0.3 ? (x - y) * (x - y) / 2 : 0.3 * (Math.Abs(x - y) - 0.15)),
        ("BinaryCrossEntropy", (x, y, r) => Losses.BinaryCrossEntropy(x, y, r), (x, y, r, c, dX, dY) => Losses.BinaryCrossEntropyVjp(x, y, r, "x", "y", c, dX, dY), (x, y, r, xDot, yDot) => Losses.BinaryCrossEntropyJvp(x, y, r, "x", "y", xDot, yDot), (x, y) => -(y * Math.Log(x) + (1 - y) * Math.Log(1 - x))),
        ("BinaryCrossEntropyWithLogits", (x, y, r) => Losses.BinaryCrossEntropyWithLogits(x, y, r), (x, y, r, c, dX, dY) => Losses.BinaryCrossEntropyWithLogitsVjp(x, y, r, "x", "y", c, dX, dY), (x, y, r, xDot, yDot) => Losses.BinaryCrossEntropyWithLogitsJvp(x, y, r, "x", "y", xDot, yDot), (x, y) => Math.Log(1 + Math.Exp(x)) - y * x),
        ("KullbackLeibler", (x, y, r) => Losses.KullbackLeibler(x, y, r), (x, y, r, c, dX, dY) => Losses.KullbackLeiblerVjp(x, y, r, "x", "y", c, dX, dY), (x, y, r, xDot, yDot) => Losses.KullbackLeiblerJvp(x, y, r, "x", "y", xDot, yDot), (x, y) => y * (Math.Log(y) - x)),
    ];

    public static TheoryData<int, LossReduction> Cases => [.. from i in Enumerable.Range(0, s_losses.Length) from r in Enum.GetValues<LossReduction>() select (i, r)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void LossesAreTheirFormulasAndTheirDerivativesThoseOfTheValue(int index, LossReduction reduction)
    {
        (string name, Loss value, LossVjp vjp, LossJvp jvp, Func<double, double, double> formula) = s_losses[index];
        TensorRandom random = new(9);
        Tensor<double> x = Tensor.Uniform<double>([4, 3], 0.05, 0.95, random), y = Tensor.Uniform<double>([4, 3], 0.05, 0.95, random);
        double[] each = [.. x.ToArray().Zip(y.ToArray(), formula)];
        Tensor<double> expected = reduction == LossReduction.None ? Tensor.Create<double>(each).Reshape(4, 3) : reduction == LossReduction.Sum ? each.Sum() : each.Average();
        DerivativeCheck.Close(expected, value(x, y, reduction));

        Tensor<double> cotangent = Tensor.Normal<double>(expected.Shape, random), dX = Tensor.ZerosLike(x), dY = Tensor.ZerosLike(y);
        DerivativeCheck.Close(expected, vjp(x, y, reduction, cotangent, dX, dY));
        double Scalar() => (value(x, y, reduction) * cotangent).Sum().Item();
        DerivativeCheck.Differences(x, dX, Scalar, name);
        DerivativeCheck.Differences(y, dY, Scalar, name);

        Tensor<double> xDot = Tensor.Normal<double>(x.Shape, random), yDot = Tensor.Normal<double>(x.Shape, random);
        Assert.Equal((dX * xDot + dY * yDot).Sum().Item(), (jvp(x, y, reduction, xDot, yDot).Tangent * cotangent).Sum().Item(), 1e-9);
    }

    [Fact]
    public void TheMeanIsANumber()
    {
        Tensor<float> x = [1f, 2f], y = [3f, 5f];
        Assert.Equal(6.5f, Losses.MeanSquaredError(x, y));
        Assert.Equal(2.5f, Losses.MeanAbsoluteError(x, y));
        Assert.Equal(2f, Losses.Huber(x, y));
        (Tensor<float> dX, Tensor<float> dY) = Losses.MeanSquaredErrorGradient(x, y);
        Assert.Equal([-2f, -3f], dX.ToArray());
        Assert.Equal([2f, 3f], dY.ToArray());
    }

    [Fact]
    public void ClassesCountByTheirWeights()
    {
        Tensor<double> logits = Tensor.Normal<double>([4, 3], new TensorRandom(3)), weights = [0.5, 2, 1], dLogits = Tensor.ZerosLike(logits);
        Tensor<long> target = new long[] { 1, 0, -100, 2 };
        double[] counts = [2, 0.5, 0, 1];
        double Each(int n) => target[n] < 0 ? 0 : Math.Log(Enumerable.Range(0, 3).Sum(k => Math.Exp(logits[n, k]))) - logits[n, (int)target[n]];
        double[] losses = [.. Enumerable.Range(0, 4).Select(n => counts[n] * Each(n))];
        double Scalar() => Losses.CrossEntropy(logits, target, weights);
        Assert.Equal(losses.Sum() / 3.5, Scalar(), 1e-12);
        DerivativeCheck.Close(Tensor.Create<double>(losses), Losses.CrossEntropy(logits, target, weights, LossReduction.None));
        Losses.CrossEntropyVjp(logits, target, weights, -100, "", "", 1, dLogits);
        DerivativeCheck.Differences(logits, dLogits, Scalar, "the logits");
        Assert.Throws<ShapeException>(() => Losses.CrossEntropy(logits, target, (Tensor<double>)[1, 1]));
    }

    [Fact]
    public void ShapesThatDifferAreRefused()
    {
        Tensor<double> prediction = Tensor.Zeros<double>([2, 1]), target = Tensor.Zeros<double>([2]);
        string message = Assert.Throws<ShapeException>(() => Losses.MeanSquaredError(prediction, target)).Message;
        Assert.Equal("MeanSquaredError: 'prediction' has the shape [2, 1], its target 'target' [2]; they must have the same.", message);
    }

    [Fact]
    public void APredictionThatIsSureAndWrongIsMoved()
    {
        Tensor<double> prediction = (double[])[0, 1, 0, 1, 1e-20, 0.25], target = (double[])[1, 0, 0, 1, 1, 1];
        (Tensor<double> gradient, _) = Losses.BinaryCrossEntropyGradient(prediction, target);
        Tensor<double> expected = (double[])[-1e12, 1e12, 1, -1, -1e12, -4];
        DerivativeCheck.Close(expected / 6, gradient);
        Assert.Equal((100 + 100 + 0 + 0 + (20 * Math.Log(10)) + Math.Log(4)) / 6, Losses.BinaryCrossEntropy(prediction, target), 1e-12);
        Tensor<Half> half = (Half[])[(Half)0, (Half)0.5], one = (Half[])[(Half)1, (Half)1];
        Assert.All(Losses.BinaryCrossEntropyGradient(half, one).Item1.ToArray(), g => Assert.True(Half.IsFinite(g) && g < (Half)0));
    }

    public static TheoryData<int[], int[], double, long> ClassCases => new()
    {
        { [4, 3], [4], 0, -100 },
        { [3], [], 0, -100 },
        { [2, 3, 2], [2, 2], 0, -100 },
        { [4, 3], [4], 0.1, -100 },
        { [4, 3], [4], 0.1, 1 },
    };

    [Theory]
    [MemberData(nameof(ClassCases))]
    public void TheCrossEntropyIsThatOfTheSoftmax(int[] shape, int[] targets, double smoothing, long ignored)
    {
        TensorRandom random = new(2);
        Tensor<double> logits = Tensor.Normal<double>(shape, random) * 3;
        Tensor<long> target = Tensor.Integers<long>(targets, 0, 3, random);
        int axis = shape.Length == 1 ? 0 : 1;
        // By the definition: the mean over examples of −Σ q log p, with q the smoothed target.
        Tensor<double> p = Tensor.Log(Tensor.Softmax(logits, axis)).MoveAxis(axis, -1).Reshape(-1, 3).Contiguous();
        long[] flat = target.Contiguous().AsSpan().ToArray();
        double sum = 0;
        int count = 0;
        for (int i = 0; i < flat.Length; i++)
        {
            if (flat[i] == ignored) continue;
            count++;
            for (int c = 0; c < 3; c++) sum -= ((flat[i] == c ? 1 - smoothing : 0) + smoothing / 3) * p[i, c];
        }
        Assert.Equal(sum / count, Losses.CrossEntropy(logits, target, ignored, smoothing), 1e-12);
        Tensor<double> dLogits = Tensor.ZerosLike(logits);
        Losses.CrossEntropyVjp(logits, target, ignored, smoothing, "", "", 1, dLogits);
        DerivativeCheck.Differences(logits, dLogits, () => Losses.CrossEntropy(logits, target.To<int>(), ignored, smoothing), "logits");
        if (smoothing != 0) return;
        Tensor<double> logarithms = Tensor.LogSoftmax(logits, axis).Contiguous(), dLogarithms = Tensor.ZerosLike(logarithms);
        Assert.Equal(sum / count, Losses.NegativeLogLikelihoodVjp(logarithms, target, ignored, "", "", 1, dLogarithms), 1e-12);
        DerivativeCheck.Differences(logarithms, dLogarithms, () => Losses.NegativeLogLikelihood(logarithms, target, ignored), "logarithms");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void ClassesMayBeGivenByTheirProbabilities(double smoothing)
    {
        TensorRandom random = new(12);
        Tensor<double> logits = Tensor.Normal<double>([4, 3], random), q = Tensor.Softmax(Tensor.Normal<double>([4, 3], random), 1);
        double expected = 0;
        for (int n = 0; n < 4; n++)
        {
            double all = Enumerable.Range(0, 3).Sum(c => Math.Exp(logits[n, c]));
            for (int c = 0; c < 3; c++) expected -= ((1 - smoothing) * q[n, c] + smoothing / 3) * Math.Log(Math.Exp(logits[n, c]) / all) / 4;
        }
        Tensor<double> dLogits = Tensor.ZerosLike(logits), dQ = Tensor.ZerosLike(q);
        Assert.Equal(expected, Losses.CrossEntropyVjp(logits, q, smoothing, "", "", 1, dLogits, dQ), 1e-12);
        DerivativeCheck.Differences(logits, dLogits, () => Losses.CrossEntropy(logits, q, smoothing), "logits");
        DerivativeCheck.Differences(q, dQ, () => Losses.CrossEntropy(logits, q, smoothing), "probabilities");

        // One class of probability 1 is that class.
        Tensor<double> sure = Tensor.Zeros<double>(4, 3);
        for (int n = 0; n < 4; n++) sure[n, n % 3] = 1;
        DerivativeCheck.Close(Losses.CrossEntropy(logits, (Tensor<long>)(long[])[0, 1, 2, 0], LossReduction.None), Losses.CrossEntropy(logits, sure, LossReduction.None));
        Assert.Contains("'q' [4, 3]", Assert.Throws<ShapeException>(() => Losses.CrossEntropy(logits.T, q)).Message);
    }

    [Fact]
    public void LargeLogitsStayFinite()
    {
        Tensor<double> logits = new double[,] { { 1000, 0 }, { -1000, 1000 } };
        Assert.Equal(1000, Losses.CrossEntropy(logits, (Tensor<long>)(long[])[1, 1]) * 2);
        Assert.Equal(1000, Losses.BinaryCrossEntropyWithLogits((Tensor<double>)(double[])[1000.0], (double[])[0.0]));
        Assert.Equal(100, Losses.BinaryCrossEntropy((Tensor<double>)(double[])[0.0], (double[])[1.0]));
        string message = Assert.Throws<ShapeException>(() => Losses.CrossEntropy(logits, (Tensor<long>)(long[])[1])).Message;
        Assert.Contains("CrossEntropy: 'logits' has the shape [2, 2]", message);
    }
}
