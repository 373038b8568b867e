using AutoDiff.Testing;
using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>A random program, and the seed that makes it again.</summary>
internal sealed record FuzzProgram(string Seed, Node Root)
{
    private sealed class Programs : Gen<FuzzProgram>
    {
        public override FuzzProgram Generate(PCG pcg, Size? min, out Size size)
        {
            string seed = pcg.ToString(pcg.State);
            FuzzProgram program = new(seed, RandomProgram.Create(pcg));
            size = new((ulong)program.Root.Descendants.Count());
            return program;
        }
    }

    /// <summary>All programs.</summary>
    public static Gen<FuzzProgram> Gen { get; } = new Programs();

    public static FuzzProgram Of(PCG random) => Gen.Generate(random, null, out _);

    public static FuzzProgram Of(string seed) => Of(PCG.Parse(seed));

    /// <summary>As a case with a class of that name.</summary>
    public CaseFile ToCase(string name) => new(name, name + ".cs", Text(name), name, ["F"]);

    /// <summary>As a person would write it.</summary>
    public override string ToString() => CSharpSyntaxTree.ParseText(Text("Program"), CaseFile.ParseOptions).GetRoot().NormalizeWhitespace().ToFullString();

    private string Text(string name) => Root.ToString().Replace("§", name);
}
