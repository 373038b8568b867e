using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GradBench.Protocol;

/// <summary>A function of a module, from its input in JSON to its output in JSON.</summary>
internal sealed record Function(string Name, Func<JsonElement, Evaluation> Evaluate)
{
    /// <summary>
    /// A function in three steps: <paramref name="prepare"/> brings an input into the form that the function takes, <paramref name="run"/> is timed and run as
    /// often as the input says, and <paramref name="report"/> brings the last result into the form of the output.
    /// </summary>
    public static Function Of<TInput, TProblem, TResult, TOutput>(
        string name, JsonTypeInfo<TInput> inputType, Func<TInput, TProblem> prepare, Func<TProblem, TResult> run, Func<TResult, TOutput> report, JsonTypeInfo<TOutput> outputType) =>
        new(name, json =>
        {
            TInput input = json.Deserialize(inputType) ?? throw new JsonException("The input is null.");
            (int minRuns, double minSeconds) = input is IRuns runs ? (runs.MinRuns, runs.MinSeconds) : (1, 0);

            long start = Stopwatch.GetTimestamp();
            TProblem problem = prepare(input);
            List<Timing> timings = [new("prepare", NanosecondsSince(start))];

            TResult result;
            double total = 0;
            int count = 0;
            do
            {
                start = Stopwatch.GetTimestamp();
                result = run(problem);
                long elapsed = NanosecondsSince(start);
                timings.Add(new("evaluate", elapsed));
                total += elapsed;
                count++;
            }
            while (count < minRuns || total < 1e9 * minSeconds);
            return new(JsonSerializer.SerializeToElement(report(result), outputType), timings);
        });

    /// <summary>A function of the input as it is, whose result is the output.</summary>
    public static Function Of<TInput, TOutput>(string name, JsonTypeInfo<TInput> inputType, Func<TInput, TOutput> run, JsonTypeInfo<TOutput> outputType) =>
        Of(name, inputType, input => input, run, result => result, outputType);

    private static long NanosecondsSince(long start) => (long)((Stopwatch.GetTimestamp() - start) * (1e9 / Stopwatch.Frequency));
}
