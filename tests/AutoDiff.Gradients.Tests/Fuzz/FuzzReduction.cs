using System.Diagnostics;

namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>Makes a program that fails smaller, as long as it fails in the same way: statements go, expressions become parts of themselves or numbers.</summary>
internal static class FuzzReduction
{
    private const int Together = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <param name="program">The program.</param>
    /// <param name="kind">The kind of its finding.</param>
    public static FuzzProgram Run(FuzzProgram program, string kind)
    {
        Stopwatch watch = Stopwatch.StartNew();
        bool isSmaller = true;
        while (isSmaller && watch.Elapsed < Patience)
        {
            isSmaller = false;
            foreach (FuzzProgram[] candidates in Candidates(program.Root).Where(c => c.ToString().Length < program.Root.ToString().Length).Select(c => program with { Root = c }).Chunk(Together))
            {
                using FuzzBatch batch = new(candidates);
                if (batch.Findings().FirstOrDefault(f => f.Finding.Kind == kind) is (var failing, not null))
                {
                    program = candidates[failing];
                    isSmaller = true;
                    break;
                }
                if (watch.Elapsed > Patience) break;
            }
        }
        return program;
    }

    /// <summary>The largest steps first.</summary>
    private static IEnumerable<Node> Candidates(Node root)
    {
        List<Node> nodes = [.. root.Descendants.Distinct(ReferenceEqualityComparer.Instance).Cast<Node>().OrderByDescending(n => n.ToString().Length)];
        foreach (Node node in nodes.Where(n => n.Sort is Sort.Statement or Sort.Helper)) yield return root.With(node, null);
        foreach (Node node in nodes)
        {
            foreach (Node part in node.Descendants.Where(d => d.Sort == node.Sort && node.Sort is Sort.Real or Sort.Integer or Sort.Boolean or Sort.Statement)) yield return root.With(node, part);
            foreach (Node block in node.Sort == Sort.Statement ? node.Descendants.Where(d => d.Sort == Sort.Block) : []) yield return root.With(node, block);
            string? simple = node.Sort switch { Sort.Real => "1", Sort.Integer => "1", Sort.Boolean => "true", _ => null };
            if (simple is not null && node.Children.Any()) yield return root.With(node, new(node.Sort, [simple]));
        }
    }
}
