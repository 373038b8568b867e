using System.Reflection;

namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>
/// A program as a function of vectors at one of its points: from the numbers of its differentiable arguments to those of its result and of its arguments afterwards. The cotangents
/// are of the latter, the tangents of both. The first argument of what is generated is the number of the combination of options.
/// </summary>
internal sealed record FuzzDriver(
    Func<int, double[], double[]> Primal,
    Func<int, int, double[], double[], double[]> Vjp,
    Func<int, int, double[], double[], double[]> Jvp,
    Func<int, int, double[], double[], double[]>? Hvp)
{
    /// <summary>What the drivers share.</summary>
    public const string Support = """
        public sealed class Reader(double[] numbers)
        {
            private int _next;
            public double Double() => numbers[_next++];
            public float Single() => (float)numbers[_next++];
        }

        public sealed class Writer
        {
            private readonly System.Collections.Generic.List<double> _numbers = [];
            public void Add(double number) => _numbers.Add(number);
            public double[] ToArray() => _numbers.ToArray();
        }
        """;

    public static FuzzDriver Of(Assembly assembly, string name)
    {
        Type type = assembly.GetType("Drivers." + name, throwOnError: true)!;
        return new(Get<Func<int, double[], double[]>>("Primal")!, Get<Func<int, int, double[], double[], double[]>>("Vjp")!, Get<Func<int, int, double[], double[], double[]>>("Jvp")!, Get<Func<int, int, double[], double[], double[]>>("Hvp"));

        T? Get<T>(string method)
            where T : Delegate => type.GetMethod(method)?.CreateDelegate<T>();
    }

    /// <summary>The driver as C#.</summary>
    /// <param name="shape">Of the program.</param>
    /// <param name="name">Of the program's class, which the driver shares.</param>
    /// <param name="combinations">The namespaces of the combinations.</param>
    /// <param name="forward">For each combination that which has its forward mode.</param>
    public static string Write(FuzzShape shape, string name, IReadOnlyList<string> combinations, IReadOnlyList<int> forward)
    {
        FuzzParameter[] differentiable = [.. shape.Parameters.Where(p => p.Type.Count > 0)];
        string arguments = string.Join(", ", shape.Parameters.Select(p => p.Keyword + p.Name));
        string read = string.Concat(shape.Parameters.Select(p => p.Type.Count > 0
            ? $"var {p.Name} = {p.Type.Read}; "
            : $"var {p.Name} = point switch {{ {string.Join(", ", shape.Points.Select((q, i) => $"{i} => {q.Constants[p.Name]}"))}, _ => default }}; "));
        string after = string.Concat(differentiable.Select(p => p.Type.Write(p.Name)));
        string directions = string.Concat(differentiable.Select(p => $"var d{p.Name} = {p.Type.Read}; "));
        string afterwards = string.Concat(differentiable.Select(p => p.Type.Write("d" + p.Name)));
        string sinks = string.Concat(differentiable.Select(p => $", {(p.IsValue ? "ref " : "")}d{p.Name}"));
        string tangents = string.Concat(differentiable.Select(p => $", {p.Keyword}d{p.Name}"));
        string cotangent = shape.Result is { } r ? $"var c = {r.Read}; " : "";
        string elements = differentiable.Length == 1 ? differentiable[0].Type.Write("y") : string.Concat(differentiable.Select((p, i) => p.Type.Write($"y.Item{i + 1}")));
        return $$"""
            namespace Drivers
            {
                using static global::{{name}};

                public static class {{name}}
                {
                    public static double[] Primal(int point, double[] numbers)
                    {
                        Reader r = new(numbers);
                        Writer w = new();
                        {{read}}
                        {{(shape.Result is null ? "" : "var y = ")}}{{combinations[0]}}.{{name}}.F({{arguments}});
                        {{shape.Result?.Write("y")}}{{after}}
                        return w.ToArray();
                    }

                    public static double[] Vjp(int combination, int point, double[] numbers, double[] bar)
                    {
                        Reader r = new(numbers);
                        Writer w = new();
                        {{read}}
                        r = new(bar);
                        {{cotangent}}{{directions}}
                        {{Call(shape.Result?.Text, "Vjp", $"{arguments}{(shape.Result is null ? "" : ", c")}{sinks}")}}
                        {{shape.Result?.Write("y")}}{{after}}{{afterwards}}
                        return w.ToArray();
                    }

                    public static double[] Jvp(int combination, int point, double[] numbers, double[] dot)
                    {
                        Reader r = new(numbers);
                        Writer w = new();
                        {{read}}
                        r = new(dot);
                        {{directions}}
                        {{Call(shape.Result is { } result ? $"({result.Text} Value, {result.Text} Tangent)" : null, "Jvp", arguments + tangents, forward)}}
                        {{shape.Result?.Write("y.Value")}}{{after}}{{shape.Result?.Write("y.Tangent")}}{{afterwards}}
                        return w.ToArray();
                    }
                    {{(shape.HasSecondOrder ? $$"""

                    public static double[] Hvp(int combination, int point, double[] numbers, double[] dot)
                    {
                        Reader r = new(numbers);
                        Writer w = new();
                        {{read}}
                        r = new(dot);
                        {{directions}}
                        {{Call(Gradient(differentiable), "Hvp", arguments + tangents)}}
                        {{elements}}
                        return w.ToArray();
                    }
                    """ : "")}}
                }
            }
            """;

        string Call(string? type, string suffix, string list, IReadOnlyList<int>? of = null) => (type is null ? "" : $"{type} y = default; ")
            + $"switch (combination) {{ {string.Concat(combinations.Select((_, i) => $"case {i}: {(type is null ? "" : "y = ")}{combinations[of?[i] ?? i]}.{name}.F{suffix}({list}); break; "))}}}";
    }

    private static string Gradient(FuzzParameter[] parameters) => parameters.Length == 1
        ? parameters[0].Type.Text.Replace("ReadOnlySpan", "Span").Replace("Span<", "").Replace(">", "[]")
        : $"({string.Join(", ", parameters.Select(p => Gradient([p])))})";
}
