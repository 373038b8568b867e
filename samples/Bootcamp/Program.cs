using System.CommandLine;
using Bootcamp;
using Spectre.Console;

Option<DirectoryInfo> output = new("--output") { Description = "The folder for the plots and the animation.", DefaultValueFactory = _ => new DirectoryInfo("bootcamp") };
RootCommand command = new("The first lesson with tensors, gradients, an optimizer and a module, each with what it prints.") { output };
command.SetAction(arguments =>
{
    string folder = arguments.GetValue(output)!.FullName;
    try
    {
        Directory.CreateDirectory(folder);
        TensorBasics.Creation();
        TensorBasics.Arithmetic();
        Gradients.Run();
        Descent.Print(folder);
        LinearFit.Print(folder);
        return 0;
    }
    catch (Exception e) when (e is IOException or UnauthorizedAccessException)
    {
        AnsiConsole.Write(new Text(e.Message + Environment.NewLine));
        return 1;
    }
});
return command.Parse(args).Invoke();
