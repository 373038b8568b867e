using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator;

/// <summary>What the pipeline makes of one method: the text of its file, or why there is none; neither where the analyzer reports that.</summary>
internal sealed record Derivative(string DocumentationId, string FileName, string? Text, Failure? Failure = null)
{
    private const int LongestName = 120;

    public static Derivative Of(Primal primal, GeneratorOptions options)
    {
        Derivative nothing = new(primal.Method.DocumentationId, NameOf(primal.Method), null, primal.Failure);
        if (primal.Function is null && !primal.IsAbstract) return nothing;
        try
        {
            return nothing with { Text = DerivativeCompiler.Compile(primal, options) };
        }
        catch (UnsupportedDerivativeException)
        {
            return nothing;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return nothing with { Failure = Failure.Of(exception) };
        }
    }

    /// <summary>Readable, and unique by a hash of the documentation id: names of generated files may differ by more than overloads and case.</summary>
    private static string NameOf(MethodModel method)
    {
        IEnumerable<string> parts = [.. method.Namespace.Split('.'), .. method.ContainingTypes.Select(t => t.Name), method.Name];
        string name = string.Join(".", parts.Where(p => p.Length > 0)).Replace('<', '{').Replace('>', '}').Replace("@", "").Replace(" ", "");
        if (name.Length > LongestName) name = name.Substring(name.Length - LongestName);
        return $"{name}.{Hash(method.DocumentationId):x8}.g.cs";
    }

    // FNV-1a: unlike string.GetHashCode it is the same in every process.
    public static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text) hash = unchecked((hash ^ c) * 16777619);
        return hash;
    }
}
