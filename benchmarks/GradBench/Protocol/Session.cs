using System.Text.Json;

namespace GradBench.Protocol;

/// <summary>Answers the messages of a benchmark.</summary>
internal static class Session
{
    // By module, then by function.
    private static readonly Dictionary<string, Dictionary<string, Function>> Modules = new()
    {
        ["hello"] = Module(Problems.Hello.Functions),
        ["gmm"] = Module(Problems.Gmm.Functions),
        ["ba"] = Module(Problems.Ba.Functions),
        ["llsq"] = Module(Problems.Llsq.Functions),
        ["det"] = Module(Problems.Det.Functions),
        ["ode"] = Module(Problems.Ode.Functions),
    };

    public static string Respond(string line) =>
        JsonSerializer.Serialize(Respond(JsonSerializer.Deserialize(line, Json.Default.Message) ?? throw new JsonException("The message is null.")), Json.Default.Response);

    private static Response Respond(Message message) => message.Kind switch
    {
        "start" => new(message.Id) { Tool = "autodiff" },
        "define" => message.Module is { } module && Modules.ContainsKey(module)
            ? new(message.Id) { Success = true }
            : Failure(message, $"There is no module '{message.Module}'."),
        "evaluate" => Evaluate(message),
        _ => new(message.Id),
    };

    private static Response Evaluate(Message message)
    {
        if (message.Module is not { } module || !Modules.TryGetValue(module, out Dictionary<string, Function>? functions))
            return Failure(message, $"There is no module '{message.Module}'.");
        if (message.Function is not { } name || !functions.TryGetValue(name, out Function? function))
            return Failure(message, $"The module '{module}' has no function '{message.Function}'.");
        try
        {
            Evaluation evaluation = function.Evaluate(message.Input);
            return new(message.Id) { Success = true, Output = evaluation.Output, Timings = evaluation.Timings };
        }
        catch (Exception e)
        {
            // Whatever is wrong with one input, the session goes on.
            return Failure(message, $"{e.GetType().Name}: {e.Message}");
        }
    }

    private static Response Failure(Message message, string error) => new(message.Id) { Success = false, Error = error };

    private static Dictionary<string, Function> Module(IEnumerable<Function> functions) => functions.ToDictionary(f => f.Name);
}
