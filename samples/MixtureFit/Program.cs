using System.CommandLine;
using AutoDiff.Samples;
using MixtureFit;
using Spectre.Console;

Argument<FileInfo?> file = new("file") { Description = "A GMM file of ADBench. Without it, data of that format are generated.", Arity = ArgumentArity.ZeroOrOne };
Option<int> dimensions = new("--dimensions") { Description = "Dimensions of the generated points.", DefaultValueFactory = _ => 5 };
Option<int> components = new("--components") { Description = "Components of the generated mixture.", DefaultValueFactory = _ => 5 };
Option<int> points = new("--points") { Description = "Number of generated points.", DefaultValueFactory = _ => 2000 };
Option<int> seed = new("--seed") { Description = "Seed of the generated data.", DefaultValueFactory = _ => 1 };
Option<int> iterations = new("--iterations") { Description = "Most iterations of L-BFGS.", DefaultValueFactory = _ => 200 };
foreach (Option<int> positive in (Option<int>[])[dimensions, components, points, iterations])
    positive.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < 1) result.AddError($"{positive.Name} must be at least 1.");
    });

RootCommand command = new("Fits a mixture of Gaussians by maximum likelihood, with the gradient that AutoDiff generates.")
{
    file, dimensions, components, points, seed, iterations,
};
command.SetAction(arguments =>
{
    MixtureProblem start;
    MixtureProblem? truth = null;
    if (arguments.GetValue(file) is { } given)
    {
        try
        {
            start = MixtureProblem.Read(given.FullName);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        AnsiConsole.MarkupLineInterpolated($"[bold]{given.Name}[/]");
    }
    else
    {
        (start, truth) = MixtureProblem.Generate(
            arguments.GetValue(dimensions), arguments.GetValue(components), arguments.GetValue(points), arguments.GetValue(seed));
        AnsiConsole.MarkupLine("[bold]generated data[/] (name a file of ADBench to use that)");
    }
    AnsiConsole.MarkupLineInterpolated($"{start.Points:N0} points in {start.Dimensions} dimensions, {start.Components} components, {ParameterCount(start):N0} parameters");
    AnsiConsole.WriteLine();

    PrintGradient(start);
    PrintFit(start, truth, arguments.GetValue(iterations));
    return 0;
});
return command.Parse(args).Invoke();

static int ParameterCount(MixtureProblem p) => p.Alphas.Length + p.Means.Length + p.Icf.Length;

static void PrintGradient(MixtureProblem p)
{
    (double value, (double[] alphas, double[] means, double[] icf)) =
        GaussianMixture.ObjectiveValueAndGradient(p.Alphas, p.Means, p.Icf, p.X, p.WishartGamma, p.WishartM);
    double norm = Math.Sqrt(alphas.Concat(means).Concat(icf).Sum(g => g * g));
    TimeSpan primal = Timing.Median(() => GaussianMixture.Objective(p.Alphas, p.Means, p.Icf, p.X, p.WishartGamma, p.WishartM));
    TimeSpan both = Timing.Median(() => GaussianMixture.ObjectiveValueAndGradient(p.Alphas, p.Means, p.Icf, p.X, p.WishartGamma, p.WishartM));
    AnsiConsole.Write(new Table().Border(TableBorder.Rounded)
        .AddColumn("objective").AddColumn("‖gradient‖").AddColumn("value").AddColumn("with gradient").AddColumn("ratio")
        .AddRow($"{value:G12}", $"{norm:G12}", $"{primal.TotalMilliseconds:F3} ms", $"{both.TotalMilliseconds:F3} ms", $"{both / primal:F2}"));
}

static void PrintFit(MixtureProblem start, MixtureProblem? truth, int iterations)
{
    double before = LogPosterior(start);
    (MixtureProblem fitted, FitProgress outcome) = AnsiConsole.Progress()
        .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
        .Start(context =>
        {
            ProgressTask task = context.AddTask("fit", maxValue: iterations);
            var result = MixtureFitter.Fit(start, iterations, progress =>
            {
                task.Value = Math.Min(progress.Evaluations, iterations);
                task.Description = $"log-posterior {progress.LogPosterior,16:F4}, gradient norm {progress.GradientNorm,10:E2}";
            });
            task.Value = iterations;
            return result;
        });
    AnsiConsole.WriteLine($"L-BFGS, {outcome.Evaluations} evaluations of value and gradient:");
    AnsiConsole.WriteLine($"  log-posterior  {before:F4} → {LogPosterior(fitted):F4}");
    if (truth is not null) AnsiConsole.WriteLine($"  at the parameters that made the data: {LogPosterior(truth):F4}");
}

static double LogPosterior(MixtureProblem p) => GaussianMixture.LogPosterior(p.Alphas, p.Means, p.Icf, p.X, p.WishartGamma, p.WishartM);
