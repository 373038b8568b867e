using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class LayerTests
{
    private static Tensor<double> Input(params TensorShape shape) => Tensor.Normal<double>(shape, new TensorRandom(3));

    public static TheoryData<string, Layer<double>, Tensor<double>> Layers => new()
    {
        { "Linear", new Linear<double>(3, 4, random: new(1)), Input(5, 3) },
        { "Linear of one example", new Linear<double>(3, 4, random: new(1)), Input(3) },
        { "Linear of batches of batches", new Linear<double>(3, 2, random: new(1)), Input(2, 4, 3) },
        { "Linear without bias", new Linear<double>(3, 4, hasBias: false, random: new(1)), Input(5, 3) },
        { "Relu", new Relu<double>(), Input(5, 3) },
        { "Sigmoid", new Sigmoid<double>(), Input(5, 3) },
        { "Tanh", new Tanh<double>(), Input(5, 3) },
        { "Silu", new Silu<double>(), Input(5, 3) },
        { "Gelu", new Gelu<double>(), Input(5, 3) },
        { "Softplus", new Softplus<double>(), Input(5, 3) },
        { "LogSigmoid", new LogSigmoid<double>(), Input(5, 3) },
        { "Softmax", new Softmax<double>(), Input(5, 3) },
        { "Softmax of columns", new Softmax<double>(0), Input(5, 3) },
        { "LogSoftmax", new LogSoftmax<double>(), Input(5, 3) },
        { "LeakyRelu", new LeakyRelu<double>(0.1), Input(5, 3) },
        { "Elu", new Elu<double>(0.7), Input(5, 3) },
        { "Flatten", new Flatten<double>(), Input(2, 3, 4) },
        { "Identity", new Identity<double>(), Input(2, 3) },
        { "LayerNorm", new LayerNorm<double>([3]), Input(4, 3) },
        { "LayerNorm of two axes", new LayerNorm<double>([3, 2]), Input(4, 3, 2) },
        { "LayerNorm without parameters", new LayerNorm<double>([3], hasParameters: false), Input(4, 3) },
        { "BatchNorm", new BatchNorm<double>(3), Input(4, 3) },
        { "BatchNorm of signals", new BatchNorm<double>(3), Input(4, 3, 5) },
        { "BatchNorm afterwards", Evaluated(new BatchNorm<double>(3)), Input(4, 3, 5) },
        { "Dropout afterwards", Evaluated(new Dropout<double>()), Input(4, 3) },
        { "Conv1d", new Conv1d<double>(2, 3, 3, stride: 2, padding: 1, random: new(1)), Input(2, 2, 6) },
        { "Conv1d, dilated", new Conv1d<double>(2, 2, 2, dilation: 2, groups: 2, hasBias: false, random: new(1)), Input(2, 2, 5) },
        { "Conv2d", new Conv2d<double>(2, 3, new(3, 2), random: new(1)), Input(2, 2, 5, 4) },
        { "Conv2d with all settings", new Conv2d<double>(4, 2, new(2, 3, 2, 1, 1, 2, 2, 1), groups: 2, random: new(1)), Input(1, 4, 5, 4) },
        { "Sequential", new Sequential<double>(new Linear<double>(3, 4, random: new(1)), new Tanh<double>(), new LayerNorm<double>([4]), new Linear<double>(4, 2, random: new(2))), Input(5, 3) },
        { "Sequential in itself", new Sequential<double>(new Sequential<double>(new Linear<double>(3, 4, random: new(1))), new Identity<double>(), new Sequential<double>()), Input(5, 3) },
    };

    private static Layer<double> Evaluated(Layer<double> layer)
    {
        layer.Evaluate();
        return layer;
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void DerivativesAreThoseOfTheValue(string name, Layer<double> layer, Tensor<double> input)
    {
        Assert.NotEmpty(name);
        DerivativeCheck.Layer(layer, input);
    }

    [Fact]
    public void ALinearLayerStartsInItsBounds()
    {
        Linear<double> layer = new(16, 8, random: new(1));
        Assert.Equal(["weight", "bias"], layer.NamedParameters().Select(p => p.Name));
        Assert.Equal(new TensorShape(8, 16), layer.Weight.Shape);
        Assert.All(layer.Weight.Value.ToArray(), w => Assert.InRange(w, -0.25, 0.25));
        DerivativeCheck.Close(Tensor.MatMul(Tensor.Ones<double>([1, 16]), layer.Weight.Value.T) + layer.Bias!.Value, layer.Forward(Tensor.Ones<double>([1, 16])));
    }

    [Fact]
    public void DropoutKeepsItsMaskForTheReverseSweep()
    {
        Dropout<double> layer = new(0.25, new TensorRandom(4));
        Tensor<double> ones = Tensor.Ones<double>([1000]), dInput = null!;
        Tensor<double> result = layer.ForwardPrimal(ones, out object residuals);
        layer.ForwardPullback(residuals, ones, ref dInput);
        DerivativeCheck.Close(result, dInput);
        Assert.InRange(result.ToArray().Count(x => x == 0), 200, 300);
        Assert.All(result.ToArray(), x => Assert.True(x is 0 or 1 / 0.75));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout<double>(1));
    }

    [Fact]
    public void BatchNormKeepsRunningStatistics()
    {
        BatchNorm<double> layer = new(2);
        Tensor<double> input = new double[,] { { 1, 10 }, { 2, 20 }, { 6, 60 } };
        layer.Forward(input);
        DerivativeCheck.Close((double[])[0.3, 3], layer.RunningMean);
        DerivativeCheck.Close((double[])[0.9 + 0.7, 0.9 + 70], layer.RunningVariance);
        // A derivative runs the batch once.
        layer.ForwardVjp(input, Tensor.Ones<double>([3, 2]), Tensor.Zeros<double>([3, 2]));
        DerivativeCheck.Close((double[])[0.57, 5.7], layer.RunningMean);
        Assert.Equal(["bias", "running_mean", "running_var", "weight"], layer.State().Select(s => s.Key).Order());
        Assert.Contains("[3, 3]", Assert.Throws<ShapeException>(() => layer.Forward(Tensor.Ones<double>([3, 3]))).Message);
        Assert.Throws<ShapeException>(() => layer.Forward(Tensor.Ones<double>([1, 2])));
    }

    [Fact]
    public void SequentialNumbersItsLayers()
    {
        Sequential<double> network = new(new Linear<double>(2, 3), new Tanh<double>(), new Linear<double>(3, 1));
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], network.NamedParameters().Select(p => p.Name));
        Assert.Equal(["", "0", "1", "2"], network.NamedModules().Select(m => m.Name));
        Assert.Equal(3, network.Layers.Count);
    }

    [Fact]
    public void AnEmbeddingLooksUpRows()
    {
        Embedding<double> table = new(5, 2, new(1));
        Tensor<long> words = (long[])[1, 3, 1];
        Tensor<double> cotangent = new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } };
        DerivativeCheck.Close(table.ForwardVjp(words, cotangent), table.Forward((Tensor<int>)(int[])[1, 3, 1]));
        DerivativeCheck.Close(new double[,] { { 0, 0 }, { 6, 8 }, { 0, 0 }, { 3, 4 }, { 0, 0 } }, table.Weight.Gradient!);
        Assert.Equal(new TensorShape(5, 2), table.Weight.Shape);
    }

    [Fact]
    public void AConvolutionIsItsSum()
    {
        Conv2d<double> layer = new(2, 3, new(2, 3, 2, 1, 1, 1), random: new(1));
        Tensor<double> x = Input(2, 2, 4, 5), y = layer.Forward(x), w = layer.Weight.Value;
        Assert.Equal(new TensorShape(2, 3, 3, 5), y.Shape);
        for (int n = 0; n < 2; n++)
            for (int o = 0; o < 3; o++)
                for (int row = 0; row < 3; row++)
                    for (int column = 0; column < 5; column++)
                    {
                        double sum = layer.Bias!.Value[o];
                        for (int c = 0; c < 2; c++)
                            for (int i = 0; i < 2; i++)
                                for (int j = 0; j < 3; j++)
                                {
                                    int from = (2 * row) - 1 + i, at = column - 1 + j;
                                    if (from is >= 0 and < 4 && at is >= 0 and < 5) sum += w[o, c, i, j] * x[n, c, from, at];
                                }
                        Assert.Equal(sum, y[n, o, row, column], 1e-12);
                    }
        Assert.Throws<ShapeException>(() => layer.Forward(Input(2, 3, 4, 5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Conv2d<double>(3, 2, new(1, 1), groups: 2));
    }

    [Fact]
    public void ASquareWindowIsANumber() => Assert.Equal([2, 1, 3, 3], new Conv2d<double>(1, 2, 3).Weight.Shape);

    [Fact]
    public void AWindowWithAMiddleKeepsTheSize()
    {
        Conv2d<double> layer = new(1, 1, SlidingWindow.Same(3, 5, 2, 1), hasBias: false);
        layer.Weight.Value = Tensor.Zeros<double>(1, 1, 3, 5);
        layer.Weight.Value[0, 0, 1, 2] = 1;
        Tensor<double> x = Input(2, 1, 4, 5);
        DerivativeCheck.Close(x, layer.Forward(x));
        Assert.Throws<ArgumentException>(() => SlidingWindow.Same(2, 3));
    }

    public static TheoryData<RecurrentCell<double>, int> Cells => new()
    {
        { new RnnCell<double>(3, 4, new(1)), 1 },
        { new GruCell<double>(3, 4, new(1)), 1 },
        { new LstmCell<double>(3, 4, new(1)), 2 },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void CellsAgreeWithTheirFormulasAndTheirDerivativesWithDifferences(RecurrentCell<double> cell, int states)
    {
        Tensor<double> x = Input(2, 3), dX = Tensor.ZerosLike(x);
        Tensor<double>[] state = Normals(8), cotangent = Normals(7), next = Next(cell, x, state), dState = [.. state.Select(Tensor.ZerosLike)];
        for (int n = 0; n < 2; n++)
        {
            double[] a = Product(cell.InputWeight.Value, cell.InputBias.Value, x, n), b = Product(cell.HiddenWeight.Value, cell.HiddenBias.Value, state[0], n);
            for (int i = 0; i < 4; i++)
            {
                static double S(double z) => 1 / (1 + Math.Exp(-z));
                double h;
                if (cell is RnnCell<double>) h = Math.Tanh(a[i] + b[i]);
                else if (cell is GruCell<double>)
                {
                    double update = S(a[4 + i] + b[4 + i]);
                    h = ((1 - update) * Math.Tanh(a[8 + i] + (S(a[i] + b[i]) * b[8 + i]))) + (update * state[0][n, i]);
                }
                else
                {
                    double c = (S(a[4 + i] + b[4 + i]) * state[1][n, i]) + (S(a[i] + b[i]) * Math.Tanh(a[8 + i] + b[8 + i]));
                    Assert.Equal(c, next[1][n, i], 1e-12);
                    h = S(a[12 + i] + b[12 + i]) * Math.Tanh(c);
                }
                Assert.Equal(h, next[0][n, i], 1e-12);
            }
        }
        foreach ((Tensor<double> expected, Tensor<double> value) in next.Zip(Vjp(cell, x, state, cotangent, dX, dState))) DerivativeCheck.Close(expected, value);
        double Scalar() => Next(cell, x, state).Zip(cotangent, (y, c) => (y * c).Sum().Item()).Sum();
        DerivativeCheck.Differences(x, dX, Scalar, "the input");
        foreach ((Tensor<double> part, Tensor<double> derivative) in state.Zip(dState)) DerivativeCheck.Differences(part, derivative, Scalar, "the state");
        foreach ((string parameterName, Parameter parameter) in cell.NamedParameters())
            DerivativeCheck.Differences(((Parameter<double>)parameter).Value, ((Parameter<double>)parameter).Gradient!, Scalar, parameterName);
        Assert.Equal(["weight_ih", "weight_hh", "bias_ih", "bias_hh"], cell.NamedParameters().Select(p => p.Name));

        Tensor<double>[] Normals(long seed) => [.. Enumerable.Range(0, states).Select(i => Tensor.Normal<double>([2, 4], new TensorRandom(seed + (10 * i))))];
    }

    private static Tensor<double>[] Next(RecurrentCell<double> cell, Tensor<double> x, Tensor<double>[] state) => cell switch
    {
        RnnCell<double> rnn => [rnn.Forward(x, state[0])],
        GruCell<double> gru => [gru.Forward(x, state[0])],
        LstmCell<double> lstm => Both(lstm.Forward(x, (state[0], state[1]))),
        _ => throw new ArgumentException("not a cell", nameof(cell)),
    };

    private static Tensor<double>[] Vjp(RecurrentCell<double> cell, Tensor<double> x, Tensor<double>[] state, Tensor<double>[] cotangent, Tensor<double> dX, Tensor<double>[] dState)
    {
        if (cell is RnnCell<double> rnn) return [rnn.ForwardVjp(x, state[0], cotangent[0], dX, dState[0])];
        if (cell is GruCell<double> gru) return [gru.ForwardVjp(x, state[0], cotangent[0], dX, dState[0])];
        (Tensor<double>, Tensor<double>) sinks = (dState[0], dState[1]);
        return Both(((LstmCell<double>)cell).ForwardVjp(x, (state[0], state[1]), (cotangent[0], cotangent[1]), dX, ref sinks));
    }

    private static Tensor<double>[] Both((Tensor<double> H, Tensor<double> C) state) => [state.H, state.C];

    private static double[] Product(Tensor<double> weight, Tensor<double> bias, Tensor<double> x, int row) =>
        [.. Enumerable.Range(0, weight.Shape[0]).Select(i => bias[i] + Enumerable.Range(0, weight.Shape[1]).Sum(j => weight[i, j] * x[row, j]))];

    [Fact]
    public void AttentionIsTheMeanOfValuesByFit()
    {
        MultiHeadAttention<double> layer = new(4, 2, new(1));
        layer.InputBias.Value = Tensor.Normal<double>([12], new TensorRandom(6));
        Tensor<double> query = Input(2, 3, 4), key = Tensor.Normal<double>([2, 5, 4], new TensorRandom(8)), value = Tensor.Normal<double>([2, 5, 4], new TensorRandom(9));
        Tensor<double> mask = Tensor.Zeros<double>([3, 5]);
        mask[0, 4] = double.NegativeInfinity;
        Tensor<double> result = layer.Forward(query, key, value, mask), w = layer.InputWeight.Value, c = layer.InputBias.Value;
        double At(int part, Tensor<double> x, int n, int position, int i) => c[(part * 4) + i] + Enumerable.Range(0, 4).Sum(j => w[(part * 4) + i, j] * x[n, position, j]);
        double[] heads = new double[4];
        for (int head = 0; head < 2; head++)
        {
            double[] fit = [.. Enumerable.Range(0, 5).Select(k => Math.Exp(mask[0, k] + (Enumerable.Range(2 * head, 2).Sum(i => At(0, query, 1, 0, i) * At(1, key, 1, k, i)) / Math.Sqrt(2))))];
            for (int i = 2 * head; i < (2 * head) + 2; i++) heads[i] = Enumerable.Range(0, 5).Sum(k => fit[k] * At(2, value, 1, k, i)) / fit.Sum();
        }
        for (int i = 0; i < 4; i++) Assert.Equal(layer.Output.Bias!.Value[i] + Enumerable.Range(0, 4).Sum(j => layer.Output.Weight.Value[i, j] * heads[j]), result[1, 0, i], 1e-12);

        Tensor<double> cotangent = Tensor.Normal<double>(result.Shape, new TensorRandom(7)), dQuery = Tensor.ZerosLike(query), dKey = Tensor.ZerosLike(key), dValue = Tensor.ZerosLike(value);
        DerivativeCheck.Close(result, layer.ForwardVjp(query, key, value, mask, cotangent, dQuery, dKey, dValue));
        double Scalar() => (layer.Forward(query, key, value, mask) * cotangent).Sum().Item();
        DerivativeCheck.Differences(query, dQuery, Scalar, "the query");
        DerivativeCheck.Differences(key, dKey, Scalar, "the key");
        DerivativeCheck.Differences(value, dValue, Scalar, "the value");
        foreach ((string name, Parameter parameter) in layer.NamedParameters())
            DerivativeCheck.Differences(((Parameter<double>)parameter).Value, ((Parameter<double>)parameter).Gradient!, Scalar, name);
        Assert.Equal(["in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"], layer.NamedParameters().Select(p => p.Name));
    }
}
