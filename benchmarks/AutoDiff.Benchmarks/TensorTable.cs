using Spectre.Console;

namespace AutoDiff.Benchmarks;

/// <summary>Tensor programs, each in a training loop's conditions: warm, with pooled temporaries.</summary>
internal static class TensorTable
{
    /// <summary>Measures all rows, and prints them.</summary>
    public static void Print(TimeSpan duration)
    {
        AutoDiffOptions.MaxDegreeOfParallelism = 1;
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("float32").AddColumn("time").AddColumn("bytes allocated").AddColumn("libtorch 2.10, measured elsewhere");
        TensorRandom random = new(1);
        double gigaflops = MachinePeak.Gigaflops(), gigabytes = MachinePeak.CopiedGigabytes();
        Func<double, string> Products(double count) => ms => $" ({2 * count / ms / 1e6:F0} GFLOP/s, {2 * count / ms / 1e6 / gigaflops:P0} of the peak)";
        foreach ((int n, string peer) in ((int, string)[])[(1, "19.9 µs"), (100, ""), (10_000, "48.8 µs"), (1_000_000, "4.3 ms")])
        {
            Tensor<float> w = Tensor.Uniform<float>([n], 0, 1, random), dW = Tensor.ZerosLike(w);
            Add($"sin((w+1)³).sum(), value and gradient, n = {n:N0}", () => TensorPrograms.WaveVjp(w, 1, dW), peer);
        }
        Add("linear regression, a step of SGD, n = 100", RegressionStep(random), "26–39 µs");
        Add("MLP 784-256-128-10, a step of Adam, batch 64", PerceptronStep(64, random), "1.17 ms");
        Add("batch 512", PerceptronStep(512, random), "5.53 ms");
        Tensor<float> square = Tensor.Normal<float>([1024, 1024], random), other = Tensor.Normal<float>([1024, 1024], random);
        Add("logsumexp 1024²", () => Tensor.LogSumExp(square, -1), "1.99 ms");
        Add("softmax 1024²", () => Tensor.Softmax(square, -1), "0.74 ms");
        LayerNorm<float> norm = new([1024]);
        Add("layer norm 1024²", () => norm.Forward(square), "0.75 ms");
        Add("layer norm 1024², value and gradients", () => TensorPrograms.NormLossVjp(norm, square, 1, other), "");
        LstmCell<float> cell = new(128, 256, random);
        Tensor<float> sequence = Tensor.Normal<float>([64, 128], random), hidden = Tensor.Normal<float>([64, 256], random), memory = Tensor.Normal<float>([64, 256], random), dSequence = Tensor.ZerosLike(sequence);
        (Tensor<float>, Tensor<float>) dState = (Tensor.ZerosLike(hidden), Tensor.ZerosLike(memory));
        Add("LSTM cell 64×128→256", () => cell.Forward(sequence, (hidden, memory)), "1.89 ms");
        Add("LSTM cell, value and gradients", () => TensorPrograms.RecurrentLossVjp(cell, sequence, (hidden, memory), 1, dSequence, ref dState), "");
        Conv2d<float> convolution = new(32, 64, new(3, 3, RowPadding: 1, ColumnPadding: 1), random: random);
        Tensor<float> pictures = Tensor.Normal<float>([32, 32, 32, 32], random), dPictures = Tensor.ZerosLike(pictures);
        Add("conv2d 3×3, 32→64, 32×32, batch 32", () => convolution.Forward(pictures), "21.4 ms", Products(32.0 * 64 * 32 * 9 * 1024));
        Add("conv2d, value and gradients", () => TensorPrograms.ConvolutionLossVjp(convolution, pictures, 1, dPictures), "");
        Add("sgemm 1024³", () => Tensor.MatMul(square, other), "20 ms (107 GFLOP/s)", Products(Math.Pow(1024, 3)));
        Tensor<float> images = Tensor.Normal<float>([64, 784], random), weights = Tensor.Normal<float>([784, 256], random);
        Add("sgemm 64×784 · 784×256", () => Tensor.MatMul(images, weights), "", Products(64.0 * 784 * 256));
        const int Many = 1 << 24;
        Tensor<float> first = Tensor.Uniform<float>([Many], 0, 1, random), second = Tensor.Uniform<float>([Many], 0, 1, random);
        Add($"0.75 x + 0.25 y, n = {Many:N0}", () => TensorPrograms.BlendValue(first, second), "", ms => $" ({12.0 * Many / ms / 1e6:F0} GB/s, {12.0 * Many / ms / 1e6 / gigabytes:P0} of a copy's)");
        double[] sound = [.. Enumerable.Range(0, 48_000).Select(_ => random.NextNormal())];
        double[] d = new double[5];
        Add("biquad filter, 48,000 samples, value and gradient (double)", () => TensorPrograms.FilterEnergyVjp(sound, 0.2, 0.3, 0.2, -0.5, 0.2, 1, ref d[0], ref d[1], ref d[2], ref d[3], ref d[4]), "5.5 s");
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"One core, at best: {gigaflops:F0} GFLOP/s; a copy reads and writes {gigabytes:F0} GB/s.");

        void Add(string name, Action way, string peer, Func<double, string>? rate = null)
        {
            Action step = () =>
            {
                using TensorScope temporaries = TensorScope.Enter();
                way();
            };
            double ms = Comparison.Medians(duration, step)[0];
            long before = GC.GetAllocatedBytesForCurrentThread();
            step();
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            table.AddRow(name, $"{Text(ms)}{rate?.Invoke(ms)}", $"{allocated:N0}", peer);
        }
    }

    private static string Text(double ms) => ms >= 1 ? $"{ms:F2} ms" : ms >= 1e-3 ? $"{ms * 1e3:F2} µs" : $"{ms * 1e6:F0} ns";

    private static Action RegressionStep(TensorRandom random)
    {
        Tensor<float> x = Tensor.Linspace(0f, 1f, 100), y = 2f * x + 1f + 0.3f * Tensor.Normal<float>([100], random);
        Line line = new();
        Sgd optimizer = new(line.Parameters(), learningRate: 0.01);
        return () =>
        {
            optimizer.ZeroGradients();
            TensorPrograms.LineLossBackward(line, x, y);
            optimizer.Step();
        };
    }

    private static Action PerceptronStep(int batch, TensorRandom random)
    {
        Tensor<float> images = Tensor.Uniform<float>([batch, 784], 0, 1, random), classes = Tensor.Zeros<float>(batch, 10);
        for (int i = 0; i < batch; i++) classes[i, i % 10] = 1;
        Perceptron model = new(random);
        Adam optimizer = new(model.Parameters());
        return () =>
        {
            optimizer.ZeroGradients();
            TensorPrograms.DigitsLossBackward(model, images, classes);
            optimizer.Step();
        };
    }
}
