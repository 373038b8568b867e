using BundleAdjustment;
using GradBench.Problems;
using MixtureFit;
using Spectre.Console;

namespace AutoDiff.Benchmarks;

/// <summary>Times value and gradient of scalar programs against the programs themselves.</summary>
internal static class ScalarTable
{
    // Published beside ours: time over the time of the same objective in C++ (g++ -O3 -march=native), one core of a Zen 5.
    private sealed record Peers(string ByHand = "", string Tapenade = "", string Enzyme = "");

    private sealed record Row(string Name, Peers Peers, Func<Action[]> Ways);

    /// <summary>Prints the rows whose name contains <paramref name="only"/>.</summary>
    /// <param name="folder">ADBench's inputs; where a file is missing, data of its format and size are generated.</param>
    /// <param name="duration">How long each row is measured.</param>
    /// <param name="hand">Whether adjoints by hand are measured too.</param>
    /// <param name="only">A part of the names of the rows to print.</param>
    /// <param name="threads">With how many threads the gradient is measured once more, if more than one.</param>
    public static void Print(string folder, TimeSpan duration, bool hand, string only, int threads)
    {
        AutoDiffOptions.MaxDegreeOfParallelism = 1;
        if (!Directory.Exists(folder)) AnsiConsole.MarkupLineInterpolated($"[yellow]{folder} does not exist: the data are generated.[/]");
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumn("problem").AddColumn("objective").AddColumn("with gradient").AddColumn("[bold]ratio[/]").AddColumn("scaling").AddColumn("by hand")
            .AddColumn("C++ by hand").AddColumn("Tapenade").AddColumn("Enzyme");
        foreach (Row row in Rows(folder).Where(r => r.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            Action[] ways = row.Ways();
            if (!hand) ways = ways[..2];
            double[] times = Comparison.Medians(duration, ways), scaling = threads > 1 ? Comparison.BestByClock(duration, ways[1], OnThreads(ways[1], threads)) : [];
            table.AddRow(
                row.Name, $"{times[0]:F4} ms", $"{times[1]:F4} ms", $"[bold]{times[1] / times[0]:F2}[/]", threads > 1 ? $"{scaling[0] / scaling[1]:F2}" : "", ways.Length > 2 ? $"{times[2] / times[0]:F2}" : "",
                row.Peers.ByHand, row.Peers.Tapenade, row.Peers.Enzyme);
        }
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"Scaling: the gradient's time on one thread over that on {threads}. Ratio, on one thread: value and gradient (residuals and Jacobian) over the objective, both C#; so is \"by hand\", for an expert's scalar adjoint. "
            + "C++ by hand, Tapenade and Enzyme: measured elsewhere, over the same objective in C++.");
    }

    private static Action OnThreads(Action way, int threads) => () =>
    {
        AutoDiffOptions.MaxDegreeOfParallelism = threads;
        way();
        AutoDiffOptions.MaxDegreeOfParallelism = 1;
    };

    private static IEnumerable<Row> Rows(string folder)
    {
        foreach ((string file, int d, int k, Peers peers) in ((string, int, int, Peers)[])[
            ("gmm_d2_K5", 2, 5, new()), ("gmm_d10_K25", 10, 25, new("1.9", "2.3", "3.0")), ("gmm_d64_K25", 64, 25, new("3.2", "4.4", "3.4"))])
        {
            string path = Path.Combine(folder, "gmm", file + ".txt");
            yield return new($"GMM d{d} K{k}", peers, () => Mixture(File.Exists(path) ? MixtureProblem.Read(path) : MixtureProblem.Generate(d, k, 1000, seed: 1).Truth));
        }
        foreach (string file in (string[])["ba1_n49_m7776_p31843", "ba4_n372_m47423_p204472"])
        {
            string path = Path.Combine(folder, "ba", file + ".txt"), size = file[(file.LastIndexOf('_') + 1)..];
            BundleProblem Problem() => File.Exists(path) ? BundleProblem.Read(path) : BundleProblem.Generate(49, 650, 0.5, seed: 1).Start;
            yield return new($"BA gradient {size}", new(), () => BundleGradient(Problem()));
            yield return new($"BA Jacobian {size}", new("5.9", "12.3", "6.1–10.4"), () => BundleJacobians(Problem()));
        }
        yield return new("LSTM l2 c1024", new("6.4", "3.4", "3.5–4.0"), () => Memory(layers: 2, characters: 1024, bits: 14));
        foreach (int n in (int[])[128, 1024, 16392])
            yield return new($"llsq m128 n{n}", new(), () => LeastSquares(m: 128, n));
        foreach ((int n, int steps) in ((int, int)[])[(1000, 10), (10_000, 10), (1000, 100)])
            yield return new($"ode n{n} s{steps}", new(), () => Equation(n, steps));
        foreach (int size in (int[])[5, 7, 9])
            yield return new($"det {size}", new(), () => Determinant(size));
    }

    private static Action[] Mixture(MixtureProblem p)
    {
        double[] dAlphas = new double[p.Alphas.Length], dMeans = new double[p.Means.Length], dIcf = new double[p.Icf.Length];
        return
        [
            () => GaussianMixture.Objective(p.Alphas, p.Means, p.Icf, p.X, p.WishartGamma, p.WishartM),
            () => GaussianMixture.ObjectiveVjp(p.Alphas, p.Means, p.Icf, p.X, p.WishartGamma, p.WishartM, 1, dAlphas, dMeans, dIcf),
            () => MixtureByHand.ObjectiveVjp(p.Alphas, p.Means, p.Icf, p.X, p.WishartGamma, p.WishartM, 1, dAlphas, dMeans, dIcf),
        ];
    }

    private static Action[] BundleGradient(BundleProblem p)
    {
        double[] dCameras = new double[p.Cameras.Length], dPoints = new double[p.Points.Length], dWeights = new double[p.Weights.Length];
        return [() => BundleJacobian.SquaredError(p), () => BundleJacobian.SquaredErrorAndGradient(p, dCameras, dPoints, dWeights)];
    }

    private static Action[] BundleJacobians(BundleProblem p)
    {
        double[] residuals = new double[2 * p.ObservationCount], jacobian = new double[residuals.Length * BundleJacobian.RowSize];
        return
        [
            () => BundleJacobian.Residuals(p, residuals),
            () => BundleJacobian.Evaluate(p, residuals, jacobian),
            () =>
            {
                for (int o = 0; o < p.ObservationCount; o++)
                    ProjectionByHand.ResidualAndJacobian(
                        p.Camera(o), p.Point(o), p.Weights[o], p.Feature(o), residuals.AsSpan(2 * o, 2), jacobian.AsSpan(2 * o * BundleJacobian.RowSize, 2 * BundleJacobian.RowSize));
            },
        ];
    }

    private static Action[] Memory(int layers, int characters, int bits)
    {
        double[] parameters = Numbers(8 * layers * bits), extra = Numbers(3 * bits), state = Numbers(2 * layers * bits);
        double[] text = [.. Numbers(characters * bits).Select(x => x < 0.4 ? 1 : 0)], dParameters = new double[parameters.Length], dExtra = new double[extra.Length];
        return
        [
            () => LongShortTermMemory.Objective(layers, bits, parameters, extra, state, text),
            () => LongShortTermMemory.ObjectiveVjp(layers, bits, parameters, extra, state, text, 1, dParameters, dExtra),
        ];
    }

    private static Action[] LeastSquares(int m, int n)
    {
        double[] x = Numbers(m), dX = new double[m];
        return [() => Llsq.Objective(x, n), () => Llsq.ObjectiveVjp(x, n, 1, dX)];
    }

    private static Action[] Equation(int n, int steps)
    {
        double[] x = Numbers(n), dX = new double[n];
        return [() => Ode.SolveLast(x, steps), () => Ode.SolveLastVjp(x, steps, 1, dX)];
    }

    private static Action[] Determinant(int size)
    {
        double[] a = Numbers(size * size), dA = new double[a.Length];
        return [() => Det.Determinant(a, size), () => Det.DeterminantVjp(a, size, 1, dA)];
    }

    private static double[] Numbers(int count)
    {
        Random random = new(1);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
    }
}
