using System.CommandLine;
using AutoDiff.Benchmarks;
using Spectre.Console;

Argument<DirectoryInfo> folder = new("adbench")
{
    Description = "The folder of ADBench's inputs (gmm/, ba/). Where a file is missing, data of its format and size are generated.",
    DefaultValueFactory = _ => new(Path.Combine(RepositoryRoot(), "..", "shared", "data", "adbench")),
};
Option<double> seconds = new("--seconds") { Description = "How long each row is measured.", DefaultValueFactory = _ => 3 };
Option<bool> hand = new("--hand") { Description = "Measure hand-written adjoints too.", DefaultValueFactory = _ => true };
Option<string> only = new("--only") { Description = "Measure the rows whose name contains this.", DefaultValueFactory = _ => "" };
Option<int> threads = new("--threads") { Description = "With how many threads the gradient is measured once more.", DefaultValueFactory = _ => Environment.ProcessorCount };
Option<bool> tensors = new("--tensors") { Description = "Measure tensor programs instead." };
Option<bool> functions = new("--functions") { Description = "Measure elementary functions instead." };
RootCommand command = new("Time of value and gradient over time of the objective, in one run.") { folder, seconds, hand, only, threads, tensors, functions };
command.SetAction(arguments =>
{
    if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 120;
    TimeSpan duration = TimeSpan.FromSeconds(arguments.GetValue(seconds));
    if (arguments.GetValue(functions))
        FunctionTable.Print(duration / 4);
    else if (arguments.GetValue(tensors))
        TensorTable.Print(duration);
    else
        ScalarTable.Print(arguments.GetValue(folder)!.FullName, duration, arguments.GetValue(hand), arguments.GetValue(only)!, arguments.GetValue(threads));
    return 0;
});
return command.Parse(args).Invoke();

static string RepositoryRoot()
{
    DirectoryInfo? directory = new(AppContext.BaseDirectory);
    while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "global.json"))) directory = directory.Parent;
    return directory?.FullName ?? Directory.GetCurrentDirectory();
}
