using System.Diagnostics;

namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>Makes a program that fails smaller, as long as it fails in the same way: statements go, expressions become parts of themselves or numbers.</summary>
internal static class FuzzReduction
{
    private const int Together = 24;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <param name="program">The program.</param>
    /// <param name="finding">What is wrong with it.</param>
    public static FuzzProgram Run(FuzzProgram program, Finding finding)
    {
        Stopwatch watch = Stopwatch.StartNew();
        int length;
        do
        {
            length = Length(program);
            Queue<(Node Target, Node? Replacement)> steps = new(Steps(program.Root));
            while (steps.Count > 0)
            {
                if (watch.Elapsed > Patience) return program;
                List<((Node, Node?) Step, FuzzProgram Program)> candidates = [];
                while (steps.Count > 0 && candidates.Count < Together)
                {
                    // What stood in a part that has gone changes nothing.
                    (Node, Node?) step = steps.Dequeue();
                    if (With(program, step) is var candidate && Length(candidate) < Length(program)) candidates.Add((step, candidate));
                }
                (Node, Node?)[] fitting = [.. Failing([.. candidates.Select(c => c.Program)], finding).Select(i => candidates[i].Step)];
                if (fitting.Length == 0) continue;
                // Many at once, if they do not depend on each other.
                FuzzProgram[] several = [.. new[] { fitting.Length, (fitting.Length + 1) / 2, 1 }.Distinct().Select(count => fitting.Take(count).Aggregate(program, With))];
                program = several[Failing(several, finding).FirstOrDefault(several.Length - 1)];
            }
        }
        while (Length(program) < length);
        return program;
    }

    private static int Length(FuzzProgram program) => program.Root.ToString().Length;

    private static FuzzProgram With(FuzzProgram program, (Node Target, Node? Replacement) step) => program with { Root = program.Root.With(step.Target, step.Replacement) };

    private static int[] Failing(FuzzProgram[] programs, Finding finding)
    {
        using FuzzBatch batch = new(programs, finding.Combination);
        bool isEarly = finding.Kind is FuzzCompilation.Failed or FuzzCompilation.Refused;
        return [.. (isEarly ? batch.EarlyFindings() : batch.Findings()).Where(f => f.Finding.IsLike(finding)).Select(f => f.Program)];
    }

    /// <summary>The largest first.</summary>
    private static IEnumerable<(Node Target, Node? Replacement)> Steps(Node root)
    {
        List<Node> nodes = [.. root.Descendants.Distinct(ReferenceEqualityComparer.Instance).Cast<Node>().OrderByDescending(n => n.ToString().Length)];
        foreach (Node node in nodes.Where(n => n.Sort is Sort.Statement or Sort.Helper)) yield return (node, null);
        foreach (Node node in nodes.Where(n => n.Children.Any()))
            if (node.Sort switch { Sort.Real => "1", Sort.Integer => "1", Sort.Boolean => "true", _ => null } is { } simple) yield return (node, new(node.Sort, [simple]));
        foreach (Node node in nodes)
        {
            foreach (Node part in node.Descendants.Where(d => d.Sort == node.Sort && node.Sort is Sort.Real or Sort.Integer or Sort.Boolean or Sort.Statement)) yield return (node, part);
            foreach (Node block in node.Sort == Sort.Statement ? node.Descendants.Where(d => d.Sort == Sort.Block) : []) yield return (node, block);
        }
    }
}
