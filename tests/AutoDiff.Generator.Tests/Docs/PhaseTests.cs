using System.Text;
using AutoDiff.Generator.Analyses;
using AutoDiff.Generator.Frontend;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Optimize;
using AutoDiff.Generator.Transform;
using AutoDiff.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiff.Generator.Tests.Docs;

/// <summary>What docs/architecture.md shows of each phase, as golden files: the primal's IR, the plans, the adjoint's IR. (The generated C# is the case's own golden file.)</summary>
public sealed class PhaseTests
{
    public static TheoryData<string> Names => ["Norm", "Growth"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Primal(string name) => Verify(name, "primal", IrPrinter.Print(Lower(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Plan(string name) => Verify(name, "plan", Describe(PassPipeline.Optimize(Lower(name))));

    [Theory]
    [MemberData(nameof(Names))]
    public void Adjoint(string name) => Verify(name, "adjoint", IrPrinter.Print(DerivativeCompiler.Vjp(Lower(name), GeneratorOptions.Default with { Lanes = LaneUse.Never })));

    private static void Verify(string name, string phase, string text) =>
        Snapshot.Verify(text, Path.Combine(RepositoryPaths.Tests, "AutoDiff.Generator.Tests", "Docs", $"{name}.{phase}.verified.txt"));

    private static FunctionIr Lower(string name)
    {
        CaseFile file = CaseFile.Named("Docs/" + name);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Docs",
            [CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using AutoDiff;", CaseFile.ParseOptions), CSharpSyntaxTree.ParseText(file.Source, CaseFile.ParseOptions)],
            PlatformReferences.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        IMethodSymbol method = compilation.GetTypeByMetadataName(file.TypeName)!.GetMembers(file.Methods[0]).OfType<IMethodSymbol>().Single();
        return MethodLowering.Lower(method, compilation, CancellationToken.None).Function!;
    }

    /// <summary>The decisions of the sweep plan and the residual plan, in words.</summary>
    private static string Describe(FunctionIr primal)
    {
        (FunctionIr function, Instruments instruments) = Instrumentation.Run(AllocationSinking.Run(BranchSinking.Run(primal)));
        RegionTree tree = new(function);
        MemoryRoots memory = MemoryRoots.Analyze(function);
        ActivityAnalysis activity = ActivityAnalysis.Analyze(function, memory);
        SweepPlan sweeps = SweepPlan.Make(tree, activity, memory, joins: true, joinsCalls: true);
        AdjointReads reads = new(tree, activity, sweeps, instruments, new KnownValues(tree), new TensorShapes(tree));
        Staleness staleness = new(tree, memory);
        StringBuilder text = new();
        text.Append("active: ").AppendJoin(", ", function.Body.Deep().SelectMany(s => s.Definitions()).Where(activity.IsActive)).Append('\n');
        foreach (Statement statement in function.Body.Deep())
        {
            if (statement is For loop) text.Append($"loop over {loop.Index}: {Word(sweeps.Of(loop))}\n");
            else if (statement is If or While) text.Append($"{statement.GetType().Name.ToLowerInvariant()}: {Word(sweeps.Of(statement))}\n");
        }
        foreach (RegionNode root in tree.Regions.Where(sweeps.IsRoot))
        {
            ResidualPlan plan = new(tree, root, reads, staleness, instruments, minimizes: true, isApart: false);
            string[] recorded = [.. reads.In(root.Region).Distinct().Where(plan.IsRecorded).Select(v => v.ToString())];
            text.Append(root == tree.Body ? "the method" : $"an iteration over {((For)root.Owner!).Index}")
                .Append(": the adjoint reads ").AppendJoin(", ", reads.In(root.Region).Distinct()).Append('\n')
                .Append("  recorded: ").Append(recorded.Length == 0 ? "nothing" : string.Join(", ", recorded)).Append('\n');
        }
        return text.ToString();
    }

    private static string Word(Reversal reversal) => reversal switch
    {
        Reversal.Recorded => "runs forward, recording, then backward",
        Reversal.InPlace => "a sum: runs forward without recording; in the reverse sweep each iteration runs again, followed by its adjoint",
        Reversal.Joined => "a sum with a known cotangent: runs once, each iteration followed by its adjoint",
        _ => throw new InvalidOperationException(),
    };
}
