using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>The names of a tensor's axes, in order: 0 to 51 for the letters, 52 and up for those that an ellipsis stands for, counted from the innermost.</summary>
internal struct AxisNames
{
    private TensorShape.Lengths _names;

    public int Count { readonly get; private set; }

    /// <summary>The names as bits.</summary>
    public ulong Set { readonly get; private set; }

    public readonly int this[int index] => _names[index];

    public void Add(int name)
    {
        if (Count == TensorShape.MaximumRank) throw new ArgumentException($"Einsum: a tensor has at most {TensorShape.MaximumRank} axes.");
        _names[Count++] = name;
        Set |= 1UL << name;
    }

    public readonly int IndexOf(int name)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_names[i] == name) return i;
        }
        return -1;
    }

    /// <summary>The names that are in a set.</summary>
    public readonly AxisNames Only(ulong set)
    {
        AxisNames result = default;
        for (int i = 0; i < Count; i++)
        {
            if ((set >> _names[i] & 1) != 0) result.Add(_names[i]);
        }
        return result;
    }

    /// <summary>These names and then others.</summary>
    public readonly AxisNames Then(AxisNames others)
    {
        AxisNames result = this;
        for (int i = 0; i < others.Count; i++) result.Add(others[i]);
        return result;
    }
}

/// <summary>An equation such as <c>ij,jk-&gt;ik</c>: which axes each operand has, and which the result.</summary>
internal ref struct EinsteinNotation
{
    private const int Letters = 52;

    private readonly string _equation;
    private readonly ReadOnlySpan<char> _inputs;
    private NameLengths _lengths;
    private int _ellipsisRank;
    private AxisNames _result;
    private bool _resolved;

    public EinsteinNotation(string equation, int operands)
    {
        ArgumentNullException.ThrowIfNull(equation);
        _equation = equation;
        int arrow = equation.IndexOf("->", StringComparison.Ordinal);
        _inputs = arrow < 0 ? equation : equation.AsSpan(0, arrow);
        int count = _inputs.Count(',') + 1;
        if (operands == 0 || count != operands) throw new ArgumentException($"Einsum: \"{equation}\" is for {count} operands, not {operands}.", nameof(equation));
    }

    /// <summary>The axes of the result. Ask for it when all operands were measured.</summary>
    public AxisNames Result
    {
        get
        {
            if (_resolved) return _result;
            _resolved = true;
            return _result = ResolveResult();
        }
    }

    /// <summary>Takes the lengths of the axes of an operand, and checks them against those of the others.</summary>
    public void Measure(int operand, TensorShape shape)
    {
        AxisNames names = Parse(Input(operand), shape.Rank);
        _ellipsisRank = Math.Max(_ellipsisRank, BitOperations.PopCount(names.Set >> Letters));
        for (int axis = 0; axis < names.Count; axis++)
        {
            ref int length = ref _lengths[names[axis]];
            // Lengths are kept one higher, so that 0 stands for none yet.
            bool repeats = names[axis] >= Letters && (shape[axis] == 1 || length == 2);
            if (length != 0 && length != shape[axis] + 1 && !repeats)
            {
                throw new ShapeException(
                    $"Einsum: in \"{_equation}\" the axis {Written(names[axis])} has the length {length - 1} and, in operand {operand} of shape {shape}, {shape[axis]}.");
            }
            length = Math.Max(length, shape[axis] + 1);
            if (repeats && shape[axis] != 1) length = shape[axis] + 1;
        }
    }

    /// <summary>An operand with its names; axes of one name become their diagonal.</summary>
    public readonly Tensor.NamedTensor<T> Name<T>(int operand, Tensor<T> x)
        where T : unmanaged
    {
        AxisNames names = Parse(Input(operand), x.Rank), distinct = default;
        Span<int> lengths = stackalloc int[TensorShape.MaximumRank];
        TensorShape.Lengths strides = default;
        for (int axis = 0; axis < names.Count; axis++)
        {
            int at = distinct.IndexOf(names[axis]);
            if (at < 0)
            {
                at = distinct.Count;
                distinct.Add(names[axis]);
                lengths[at] = x.Shape[axis];
            }
            strides[at] += x.StrideValues[axis];
        }
        return new(x.View(new TensorShape(lengths[..distinct.Count]), strides, x.Offset), distinct);
    }

    /// <summary>The axes that the result or an operand after this one has.</summary>
    public ulong NeededAfter(int operand)
    {
        ulong needed = Result.Set;
        for (int i = operand + 1; i <= _inputs.Count(','); i++) needed |= Parse(Input(i), -1).Set;
        return needed;
    }

    private static string Written(int name) => name < Letters ? $"'{Letter(name)}'" : "'...'";

    private static char Letter(int name) => (char)(name < 26 ? 'A' + name : 'a' + name - 26);

    private AxisNames ResolveResult()
    {
        ulong once = 0, several = 0;
        for (int i = 0; i <= _inputs.Count(','); i++)
        {
            foreach (char c in Input(i))
            {
                if (!char.IsAsciiLetter(c)) continue;
                ulong bit = 1UL << NameOf(c);
                several |= once & bit;
                once |= bit;
            }
        }
        int arrow = _equation.IndexOf("->", StringComparison.Ordinal);
        if (arrow < 0)
        {
            AxisNames implied = default;
            AddEllipsis(ref implied, _ellipsisRank);
            for (int name = 0; name < Letters; name++)
            {
                if (((once & ~several) >> name & 1) != 0) implied.Add(name);
            }
            return implied;
        }
        AxisNames result = Parse(_equation.AsSpan(arrow + 2), -1);
        if (BitOperations.PopCount(result.Set) != result.Count) throw new ArgumentException($"Einsum: in \"{_equation}\" the result has an axis twice.");
        ulong unknown = result.Set & ((1UL << Letters) - 1) & ~once;
        if (unknown != 0) throw new ArgumentException($"Einsum: in \"{_equation}\" no operand has the axis {Written(BitOperations.TrailingZeroCount(unknown))} of the result.");
        return result;
    }

    private readonly ReadOnlySpan<char> Input(int operand)
    {
        ReadOnlySpan<char> rest = _inputs;
        for (int i = 0; i < operand; i++) rest = rest[(rest.IndexOf(',') + 1)..];
        int end = rest.IndexOf(',');
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>The names of a part of the equation. An ellipsis stands for as many axes as a rank leaves, or, where that is −1, as the operands have.</summary>
    private readonly AxisNames Parse(ReadOnlySpan<char> text, int rank)
    {
        AxisNames names = default;
        int letters = 0;
        foreach (char c in text) letters += char.IsAsciiLetter(c) ? 1 : 0;
        bool ellipsis = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == ' ') continue;
            if (char.IsAsciiLetter(text[i])) names.Add(NameOf(text[i]));
            else if (!ellipsis && text[i..].StartsWith("..."))
            {
                ellipsis = true;
                int count = rank < 0 ? _ellipsisRank : rank - letters;
                if (count < 0) break;
                AddEllipsis(ref names, count);
                i += 2;
            }
            else throw new ArgumentException($"Einsum: \"{_equation}\" has a '{text[i]}' in a place where none can be.");
        }
        if (rank >= 0 && names.Count != rank) throw new ArgumentException($"Einsum: in \"{_equation}\" \"{text}\" does not name the axes of an operand of {rank}.");
        return names;
    }

    private static void AddEllipsis(ref AxisNames names, int count)
    {
        for (int i = count - 1; i >= 0; i--) names.Add(Letters + i);
    }

    private static int NameOf(char letter) => letter <= 'Z' ? letter - 'A' : letter - 'a' + 26;

    [InlineArray(Letters + TensorShape.MaximumRank)]
    private struct NameLengths
    {
        private int _first;
    }
}
