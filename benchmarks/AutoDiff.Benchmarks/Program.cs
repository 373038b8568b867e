using System.CommandLine;
using AutoDiff.Benchmarks;
using BundleAdjustment;
using MixtureFit;
using Spectre.Console;

Argument<DirectoryInfo> folder = new("adbench")
{
    Description = "The folder of ADBench's inputs (gmm/, ba/). Where a file is missing, data of its format and size are generated.",
    DefaultValueFactory = _ => new(Path.Combine(RepositoryRoot(), "..", "shared", "data", "adbench")),
};
Option<double> seconds = new("--seconds") { Description = "How long each row is measured.", DefaultValueFactory = _ => 3 };
Option<bool> hand = new("--hand") { Description = "Measure hand-written adjoints too.", DefaultValueFactory = _ => true };
Option<bool> tensors = new("--tensors") { Description = "Measure tensor programs instead." };
RootCommand command = new("Time of value and gradient over time of the objective, in one run.") { folder, seconds, hand, tensors };
command.SetAction(arguments =>
{
    if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 120;
    string path = arguments.GetValue(folder)!.FullName;
    TimeSpan duration = TimeSpan.FromSeconds(arguments.GetValue(seconds));
    if (arguments.GetValue(tensors))
    {
        TensorTable.Print(duration);
        return 0;
    }

    bool withHand = arguments.GetValue(hand);
    if (!Directory.Exists(path)) AnsiConsole.MarkupLineInterpolated($"[yellow]{path} does not exist: the data are generated.[/]");

    // Published beside ours: time over the time of the same objective in C++ (g++ -O3 -march=native), one core of a Zen 5.
    Table table = new Table().Border(TableBorder.Rounded)
        .AddColumn("problem").AddColumn("objective").AddColumn("with gradient").AddColumn("[bold]ratio[/]").AddColumn("by hand")
        .AddColumn("C++ by hand").AddColumn("Tapenade").AddColumn("Enzyme");
    foreach ((string file, int d, int k, string[] peers) in ((string, int, int, string[])[])[
        ("gmm_d2_K5", 2, 5, ["", "", ""]), ("gmm_d10_K25", 10, 25, ["1.9", "2.3", "3.0"]), ("gmm_d64_K25", 64, 25, ["3.2", "4.4", "3.4"])])
    {
        string name = Path.Combine(path, "gmm", file + ".txt");
        MixtureProblem problem = File.Exists(name) ? MixtureProblem.Read(name) : MixtureProblem.Generate(d, k, 1000, seed: 1).Truth;
        AddRow($"GMM d{problem.Dimensions} K{problem.Components} n{problem.Points}", Mixture(problem, duration, withHand), peers);
    }
    foreach (string file in (string[])["ba1_n49_m7776_p31843", "ba4_n372_m47423_p204472"])
    {
        string name = Path.Combine(path, "ba", file + ".txt");
        BundleProblem problem = File.Exists(name) ? BundleProblem.Read(name) : BundleProblem.Generate(49, 650, 0.5, seed: 1).Start;
        AddRow($"BA gradient p{problem.ObservationCount}", BundleGradient(problem, duration), ["", "", ""]);
        AddRow($"BA Jacobian p{problem.ObservationCount}", Bundle(problem, duration, withHand), ["5.9", "12.3", "6.1–10.4"]);
    }
    AnsiConsole.Write(table);
    AnsiConsole.WriteLine("Ratio: value and gradient (residuals and Jacobian) over the objective, both C#; so is \"by hand\", for an expert's scalar adjoint. "
        + "C++ by hand, Tapenade and Enzyme: measured elsewhere, over the same objective in C++.");
    return 0;

    void AddRow(string name, double[] times, string[] peers) => table.AddRow(
        [name, $"{times[0]:F3} ms", $"{times[1]:F3} ms", $"[bold]{times[1] / times[0]:F2}[/]", times.Length > 2 ? $"{times[2] / times[0]:F2}" : "", .. peers]);
});
return command.Parse(args).Invoke();

static double[] Mixture(MixtureProblem p, TimeSpan duration, bool hand)
{
    double[] dAlphas = new double[p.Alphas.Length], dMeans = new double[p.Means.Length], dIcf = new double[p.Icf.Length];
    List<Action> ways = [
        () => GaussianMixture.Objective(p.Alphas, p.Means, p.Icf, p.X, p.WishartGamma, p.WishartM),
        () => GaussianMixture.ObjectiveVjp(p.Alphas, p.Means, p.Icf, p.X, p.WishartGamma, p.WishartM, 1, dAlphas, dMeans, dIcf),
    ];
    if (hand) ways.Add(() => MixtureByHand.ObjectiveVjp(p.Alphas, p.Means, p.Icf, p.X, p.WishartGamma, p.WishartM, 1, dAlphas, dMeans, dIcf));
    return Comparison.Medians(duration, [.. ways]);
}

static double[] BundleGradient(BundleProblem p, TimeSpan duration)
{
    double[] dCameras = new double[p.Cameras.Length], dPoints = new double[p.Points.Length], dWeights = new double[p.Weights.Length];
    return Comparison.Medians(duration, () => BundleJacobian.SquaredError(p), () => BundleJacobian.SquaredErrorAndGradient(p, dCameras, dPoints, dWeights));
}

static double[] Bundle(BundleProblem p, TimeSpan duration, bool hand)
{
    double[] residuals = new double[2 * p.ObservationCount], jacobian = new double[residuals.Length * BundleJacobian.RowSize];
    List<Action> ways = [
        () => BundleJacobian.Residuals(p, residuals),
        () => BundleJacobian.Evaluate(p, residuals, jacobian),
    ];
    if (hand)
        ways.Add(() =>
        {
            for (int o = 0; o < p.ObservationCount; o++)
                ProjectionByHand.ResidualAndJacobian(
                    p.Camera(o), p.Point(o), p.Weights[o], p.Feature(o), residuals.AsSpan(2 * o, 2), jacobian.AsSpan(2 * o * BundleJacobian.RowSize, 2 * BundleJacobian.RowSize));
        });
    return Comparison.Medians(duration, [.. ways]);
}

static string RepositoryRoot()
{
    DirectoryInfo? directory = new(AppContext.BaseDirectory);
    while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "global.json"))) directory = directory.Parent;
    return directory?.FullName ?? Directory.GetCurrentDirectory();
}
