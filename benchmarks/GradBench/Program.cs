using GradBench.Protocol;

// A message is a line of standard input, its response a line of standard output; the session ends with the input.
using StreamReader input = new(Console.OpenStandardInput());
using StreamWriter output = new(Console.OpenStandardOutput()) { NewLine = "\n" };
while (input.ReadLine() is { } line)
{
    output.WriteLine(Session.Respond(line));
    output.Flush();
}
