using System.CommandLine;
using AutoDiff.Samples;
using BundleAdjustment;
using Spectre.Console;

Argument<FileInfo?> file = new("file") { Description = "A BA file of ADBench: its value, Jacobian and their times are printed first.", Arity = ArgumentArity.ZeroOrOne };
Option<int> cameras = new("--cameras") { Description = "Cameras of the generated scene, the first two known.", DefaultValueFactory = _ => 8 };
Option<int> points = new("--points") { Description = "Points of the generated scene.", DefaultValueFactory = _ => 200 };
Option<double> noise = new("--noise") { Description = "Standard deviation of the noise on the features, in pixels.", DefaultValueFactory = _ => 0.5 };
Option<int> seed = new("--seed") { Description = "Seed of the generated scene.", DefaultValueFactory = _ => 1 };
Option<int> iterations = new("--iterations") { Description = "Most iterations of Levenberg–Marquardt.", DefaultValueFactory = _ => 50 };
RequireAtLeast(cameras, BundleProblem.FixedCameras);
RequireAtLeast(points, 1);
RequireAtLeast(iterations, 1);

RootCommand command = new("Adjusts cameras and points to what the cameras saw, by Levenberg–Marquardt with the Jacobian that AutoDiff generates.")
{
    file, cameras, points, noise, seed, iterations,
};
command.SetAction(arguments =>
{
    if (arguments.GetValue(file) is { } given)
    {
        BundleProblem problem;
        try
        {
            problem = BundleProblem.Read(given.FullName);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        AnsiConsole.MarkupLineInterpolated($"[bold]{given.Name}[/]");
        PrintJacobian(problem);
        AnsiConsole.WriteLine();
    }

    (BundleProblem start, BundleProblem truth) = BundleProblem.Generate(
        arguments.GetValue(cameras), arguments.GetValue(points), arguments.GetValue(noise), arguments.GetValue(seed));
    AnsiConsole.MarkupLine("[bold]generated scene[/]");
    PrintJacobian(start);
    PrintAdjustment(start, truth, arguments.GetValue(iterations));
    return 0;
});
return command.Parse(args).Invoke();

static void RequireAtLeast(Option<int> option, int least) => option.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < least) result.AddError($"{option.Name} must be at least {least}.");
});

static void PrintJacobian(BundleProblem problem)
{
    double[] dCameras = new double[problem.Cameras.Length], dPoints = new double[problem.Points.Length], dWeights = new double[problem.Weights.Length];
    double value = BundleJacobian.SquaredErrorAndGradient(problem, dCameras, dPoints, dWeights);
    double[] residuals = new double[2 * problem.ObservationCount], jacobian = new double[residuals.Length * BundleJacobian.RowSize];
    BundleJacobian.Evaluate(problem, residuals, jacobian);
    double norm = Math.Sqrt(SumOfSquares(dCameras) + SumOfSquares(dPoints) + SumOfSquares(dWeights));

    AnsiConsole.WriteLine($"{problem.CameraCount:N0} cameras, {problem.PointCount:N0} points, {problem.ObservationCount:N0} observations");
    Table table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn("value").AddColumn("norm").AddColumn("time").AddColumn("both").AddColumn("ratio");
    AddRow("½‖r‖², gradient", value, norm,
        () => BundleJacobian.SquaredError(problem), () => BundleJacobian.SquaredErrorAndGradient(problem, dCameras, dPoints, dWeights));
    AddRow("r, Jacobian", Math.Sqrt(SumOfSquares(residuals)), Math.Sqrt(SumOfSquares(jacobian)),
        () => BundleJacobian.Residuals(problem, residuals), () => BundleJacobian.Evaluate(problem, residuals, jacobian));
    AnsiConsole.Write(table);

    void AddRow(string name, double value, double norm, Action primal, Action derivative)
    {
        TimeSpan alone = Timing.Median(primal), both = Timing.Median(derivative);
        table.AddRow(name, $"{value:G10}", $"{norm:G10}", $"{alone.TotalMilliseconds:F3} ms", $"{both.TotalMilliseconds:F3} ms", $"{both / alone:F2}");
    }
}

static double SumOfSquares(double[] numbers) => numbers.Sum(x => x * x);

static void PrintAdjustment(BundleProblem start, BundleProblem truth, int iterations)
{
    BundleProblem adjusted = LevenbergMarquardt.Minimise(start, iterations, step => AnsiConsole.WriteLine(
        $"iteration {step.Iteration,2}: RMS reprojection error {Math.Sqrt(2 * step.Cost / start.ObservationCount):F6} px, "
        + $"damping {step.Damping:E0}, step {(step.IsTaken ? "taken" : "refused")}"));
    AnsiConsole.WriteLine($"RMS reprojection error {PixelError(start):F4} px → {PixelError(adjusted):F4} px (at the true scene {PixelError(truth):F4} px)");
    AnsiConsole.WriteLine($"RMS error of the points {Distance(start.Points, truth.Points, 3, 0, 3):F5} → {Distance(adjusted.Points, truth.Points, 3, 0, 3):F5}");
    foreach ((string name, int first, int count) in ((string, int, int)[])[("rotations", 0, 3), ("centres", 3, 3), ("focal lengths", 6, 1), ("principal points", 7, 2), ("distortions", 9, 2)])
        AnsiConsole.WriteLine($"RMS error of the cameras' {name} "
            + $"{Distance(start.Cameras, truth.Cameras, 11, first, count):F5} → {Distance(adjusted.Cameras, truth.Cameras, 11, first, count):F5}");
}

static double PixelError(BundleProblem problem)
{
    double[] residuals = new double[2 * problem.ObservationCount];
    BundleJacobian.Residuals(problem, residuals);
    return Math.Sqrt(2 * LevenbergMarquardt.Cost(residuals) / problem.ObservationCount);
}

// The root mean square, over blocks of `size` numbers, of the distance in `count` numbers from `first` on.
static double Distance(double[] x, double[] y, int size, int first, int count)
{
    double sum = 0;
    for (int i = 0; i < x.Length; i++)
        if (i % size >= first && i % size < first + count) sum += (x[i] - y[i]) * (x[i] - y[i]);
    return Math.Sqrt(sum * size / x.Length);
}
