using System.CommandLine;
using SignalTuning;
using Spectre.Console;

Option<FileInfo?> input = new("--input") { Description = "A WAV file. Without it, the sample makes its own audio." };
Option<DirectoryInfo> output = new("--output") { Description = "The folder for the plots and the WAV files.", DefaultValueFactory = _ => new DirectoryInfo("signal-tuning") };
Option<string> stage = new("--stage") { Description = "What is tuned.", DefaultValueFactory = _ => "all" };
stage.AcceptOnlyFromAmong("gain", "equaliser", "compressor", "comb", "all");
Option<int> iterations = new("--iterations") { Description = "Most iterations of L-BFGS.", DefaultValueFactory = _ => 100 };
Option<double> seconds = new("--seconds") { Description = "How much of the audio is used.", DefaultValueFactory = _ => 2 };
iterations.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 1) result.AddError("--iterations must be at least 1.");
});
seconds.Validators.Add(result =>
{
    if (!(result.GetValueOrDefault<double>() is >= 0.1 and <= 600)) result.AddError("--seconds must be between 0.1 and 600.");
});

RootCommand command = new("Finds the settings of a gain, an equaliser, a compressor and a comb again from what they make of a sound, by gradient descent.")
{
    input, output, stage, iterations, seconds,
};
command.SetAction(arguments =>
{
    try
    {
        double length = arguments.GetValue(seconds);
        Recording sound = arguments.GetValue(input) is { } file ? Recording.Read(file.FullName, length).Normalised() : TestSignal.Create(length);
        string folder = Directory.CreateDirectory(arguments.GetValue(output)!.FullName).FullName;
        IStage[] stages = [Gain.Stage(sound.SampleRate), Equaliser.Stage(sound.SampleRate), Compressor.Stage(sound.SampleRate), Comb.Stage(sound.SampleRate)];

        List<Tuning> tunings = [];
        foreach (IStage chosen in stages.Where(s => arguments.GetValue(stage) is "all" || arguments.GetValue(stage) == s.Name))
        {
            Tuning tuning = Report.Run(chosen, sound.Samples, arguments.GetValue(iterations));
            tunings.Add(tuning);
            Plots.Save(tuning, Path.Combine(folder, $"{tuning.Stage}.png"));
            foreach ((string name, Rendering rendering) in (ReadOnlySpan<(string, Rendering)>)[("before", tuning.Before), ("target", tuning.Target), ("after", tuning.After)])
                new Recording(rendering.Samples, sound.SampleRate).Write(Path.Combine(folder, $"{tuning.Stage}-{name}.wav"));
        }
        Report.Print(tunings);
        AnsiConsole.WriteLine($"The plots and the sounds are in {folder}.");
        return 0;
    }
    catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
});
return command.Parse(args).Invoke();
