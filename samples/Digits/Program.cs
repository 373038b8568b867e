using System.CommandLine;
using AutoDiff;
using Digits;

Option<string> model = new("--model") { Description = "What is trained: a perceptron or a convolutional network.", DefaultValueFactory = _ => "cnn" };
model.AcceptOnlyFromAmong("mlp", "cnn");
Option<int> epochs = new("--epochs") { Description = "How often each image is learned from.", DefaultValueFactory = _ => 10 };
Option<int> samples = new("--samples") { Description = "How many images there are to learn from.", DefaultValueFactory = _ => 20_000 };
Option<long> seed = new("--seed") { Description = "Where the random numbers start.", DefaultValueFactory = _ => 1 };
Option<FileInfo> checkpoint = new("--checkpoint") { Description = "The file for the model, and for all that is needed to go on.", DefaultValueFactory = _ => new FileInfo("digits.safetensors") };
Option<bool> resume = new("--resume") { Description = "Goes on from the checkpoint. The other options are those that it was made with." };
Option<FileInfo> plot = new("--plot") { Description = "The PNG file for the picture of what is read right and wrong.", DefaultValueFactory = _ => new FileInfo("digits.png") };
Limit(epochs, 1, 1000);
Limit(samples, 100, 500_000);

RootCommand command = new("Draws digits in many ways, and trains a network to read them. Ctrl+C leaves a checkpoint to go on from.") { model, epochs, samples, seed, checkpoint, resume, plot };
// On a thread of its own, so that an interruption can ask it to end.
command.SetAction((arguments, interruption) => Task.Run(() =>
{
    try
    {
        TrainingSettings settings = new(arguments.GetValue(model)!, arguments.GetValue(epochs), arguments.GetValue(samples), arguments.GetValue(seed));
        string checkpointFile = Created(arguments.GetValue(checkpoint)!), plotFile = Created(arguments.GetValue(plot)!);
        TensorRandom random = new(settings.Seed);
        DigitSplit split = DigitSplit.Draw([.. MachineTypefaces.Find(), .. PenTypefaces.All], settings.Samples, random);
        Trainer trainer = new(settings, split.Training, random);
        if (arguments.GetValue(resume)) trainer.Load(checkpointFile);

        Report.Begin(trainer, split);
        if (!Report.Train(trainer, split.HeldOut, checkpointFile, interruption))
        {
            Report.Interrupted(trainer, checkpointFile);
            return 130;
        }
        Evaluation evaluation = Evaluation.Of(trainer.Model, split.HeldOut);
        Plots.Save(evaluation, settings.Model, plotFile);
        Report.End(evaluation, checkpointFile, plotFile);
        return 0;
    }
    catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
}));
return await command.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });

// The file's path, in a folder that is there.
static string Created(FileInfo file)
{
    Directory.CreateDirectory(file.DirectoryName!);
    return file.FullName;
}

static void Limit(Option<int> option, int least, int most) => option.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is var value && (value < least || value > most)) result.AddError($"{option.Name} must be between {least} and {most}.");
});
