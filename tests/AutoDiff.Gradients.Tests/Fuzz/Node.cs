using System.Runtime.CompilerServices;
using System.Text;

namespace AutoDiff.Gradients.Tests.Fuzz;

/// <summary>What a piece of a program is: only like replaces like when a program is reduced.</summary>
internal enum Sort { Real, Integer, Boolean, Statement, Block, Helper, Member, Other }

/// <summary>A piece of a program: text, with smaller pieces in it.</summary>
/// <param name="Pieces">Strings and nodes.</param>
internal sealed record Node(Sort Sort, IReadOnlyList<object> Pieces)
{
    public IEnumerable<Node> Children => Pieces.OfType<Node>();

    public IEnumerable<Node> Descendants => Children.SelectMany(c => c.Descendants.Prepend(c));

    /// <summary>How many pieces there are once the functions that have a weight of their own are inlined where they are named.</summary>
    public int Weight(IReadOnlyDictionary<string, int> functions) => 1 + Pieces.Sum(p => p is Node node ? node.Weight(functions) : functions.GetValueOrDefault((string)p));

    public override string ToString()
    {
        StringBuilder text = new();
        Write(text);
        return text.ToString();
    }

    private void Write(StringBuilder text)
    {
        if (Sort == Sort.Block) text.Append("{\n");
        foreach (object piece in Pieces)
        {
            if (piece is Node node) node.Write(text);
            else text.Append((string)piece);
            if (Sort == Sort.Block || piece is Node { Sort: Sort.Member or Sort.Helper }) text.Append('\n');
        }
        if (Sort == Sort.Block) text.Append("}\n");
    }

    /// <summary>The same with one node below replaced, or removed if <paramref name="replacement"/> is null.</summary>
    public Node With(Node target, Node? replacement) => ReferenceEquals(this, target)
        ? replacement!
        : this with { Pieces = [.. Pieces.Where(p => replacement is not null || !ReferenceEquals(p, target)).Select(p => p is Node child ? child.With(target, replacement) : p)] };
}

/// <summary>Makes nodes of interpolated strings.</summary>
[InterpolatedStringHandler]
internal sealed class NodeText
{
    private readonly List<object> _pieces = [];

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Style", "IDE0060", Justification = "The compiler gives the lengths.")]
    public NodeText(int literalLength, int formattedCount)
    {
    }

    public void AppendLiteral(string text) => _pieces.Add(text);

    public void AppendFormatted(Node node) => _pieces.Add(node);

    public void AppendFormatted(string text) => _pieces.Add(text);

    public void AppendFormatted(int number) => _pieces.Add(number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Nodes with commas between them.</summary>
    public void AppendFormatted(IEnumerable<Node> nodes)
    {
        bool isFirst = true;
        foreach (Node node in nodes)
        {
            if (!isFirst) _pieces.Add(", ");
            _pieces.Add(node);
            isFirst = false;
        }
    }

    public Node Of(Sort sort) => new(sort, _pieces);
}
