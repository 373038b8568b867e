using System.Globalization;
using AutoDiff.Testing;
using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>A parameter of a program.</summary>
/// <param name="Keyword">How it is passed.</param>
internal sealed record FuzzParameter(string Name, FuzzType Type, string Keyword, bool IsValue);

/// <summary>Where a program is called: the numbers of its differentiable arguments, and the others by name.</summary>
internal sealed record FuzzPoint(double[] Numbers, IReadOnlyDictionary<string, string> Constants);

/// <summary>What one must know to call a program.</summary>
/// <param name="Result">Null for none.</param>
internal sealed record FuzzShape(IReadOnlyList<FuzzParameter> Parameters, FuzzType? Result, bool IsSingle, bool HasSecondOrder, IReadOnlyList<FuzzPoint> Points);

/// <summary>A random program, and the seed that makes it again.</summary>
/// <param name="Types">The types that it uses.</param>
/// <param name="Root">The members of its class: helpers, and the differentiable method <c>F</c>.</param>
internal sealed record FuzzProgram(string Seed, string Types, Node Root, FuzzShape Shape)
{
    private sealed class Programs : Gen<FuzzProgram>
    {
        public override FuzzProgram Generate(PCG pcg, Size? min, out Size size)
        {
            FuzzProgram program = RandomProgram.Create(pcg, pcg.ToString(pcg.State));
            size = new((ulong)program.Root.Descendants.Count());
            return program;
        }
    }

    /// <summary>All programs.</summary>
    public static Gen<FuzzProgram> Gen { get; } = new Programs();

    public static FuzzProgram Of(PCG random) => Gen.Generate(random, null, out _);

    public static FuzzProgram Of(string seed) => Of(PCG.Parse(seed));

    /// <summary>The types by themselves, in a class of that name.</summary>
    public string TypesText(string name) => $"public static partial class {name}\n{{\n{Types}\n}}";

    /// <summary>The members, in a namespace.</summary>
    public string MembersText(string name, string @namespace) => $"namespace {@namespace}\n{{\nusing static global::{name};\npublic static partial class {name}\n{{\n{Root}}}\n}}";

    /// <summary>As a person would write it, with the points that it is called at.</summary>
    public override string ToString() => CSharpSyntaxTree.ParseText($"public static partial class Program\n{{\n{Types}\n{Root}}}", CaseFile.ParseOptions).GetRoot().NormalizeWhitespace().ToFullString()
        + string.Concat(Shape.Points.Select((p, i) => $"\n// point {i}: {string.Join(", ", p.Numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture)))}; {string.Join(", ", p.Constants.Select(c => $"{c.Key} = {c.Value}"))}"));
}
