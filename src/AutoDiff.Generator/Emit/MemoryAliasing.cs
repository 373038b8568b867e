using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Which memory operands may refer to the same elements: values are unified when one is a view or an element of the other or flows into
/// it (Steensgaard's analysis). Different parameters do not overlap when one of them is written (the contract), nor does fresh memory
/// overlap anything that it did not flow into. What a foreign call returns may be anything but fresh memory.
/// </summary>
internal sealed class MemoryAliasing
{
    private readonly UnionFind _sets;
    private readonly HashSet<int> _foreign = [];
    private readonly HashSet<int> _fresh = [];
    private readonly HashSet<int> _stack = [];
    private readonly HashSet<int> _exposed = [];

    public MemoryAliasing(FunctionTree tree)
    {
        _sets = new(tree.Function.NextId);
        foreach ((Value first, Value second) in tree.Identities()) Unify(first, second);
        foreach ((Value target, Operand source, _) in tree.Flows()) Unify(target, source);
        List<int> foreign = [], fresh = [], stack = [], exposed = [];
        foreach (Parameter parameter in tree.Function.Parameters) exposed.Add(parameter.Value.Id);
        foreach (Node node in tree.Nodes)
        {
            switch (node.Statement)
            {
                case Let s: foreach (Operand argument in s.Arguments) Unify(s.Result, argument); break;
                case Slice s: Unify(s.Result, s.Array); break;
                case Load s: Unify(s.Result, s.Array); break;
                case Store s: Unify(s.Stored, s.Array); break;
                case Push s: Unify(s.Pushed, s.Tape); break;
                case Pop s: Unify(s.Result, s.Tape); break;
                case Allocate s:
                    fresh.Add(s.Result.Id);
                    if (s.Storage == Storage.Stack) stack.Add(s.Result.Id);
                    break;
                case Call s:
                    foreach (Value argument in s.Arguments.OfType<Value>()) exposed.Add(argument.Id);
                    foreach (Value result in s.Results) foreign.Add(result.Id);
                    break;
                case Invoke s:
                    foreach (Value argument in s.Arguments.OfType<Value>())
                    {
                        exposed.Add(argument.Id);
                        if (s.Result is not null) Unify(s.Result, argument);
                    }
                    if (s.Result is not null) foreign.Add(s.Result.Id);
                    break;
            }
        }
        foreach (int id in foreign) _foreign.Add(_sets.Find(id));
        foreach (int id in fresh) _fresh.Add(_sets.Find(id));
        foreach (int id in stack) _stack.Add(_sets.Find(id));
        foreach (int id in exposed) _exposed.Add(_sets.Find(id));
    }

    /// <summary>True if a write to an element of one may change what is read from the other.</summary>
    public bool MayAlias(Operand a, Operand b)
    {
        if (a is not Value x || b is not Value y || !Equals(x.Type.Element, y.Type.Element)) return false;
        int first = _sets.Find(x.Id), second = _sets.Find(y.Id);
        if (first == second) return true;
        return (_foreign.Contains(first) && !IsPrivate(second)) || (_foreign.Contains(second) && !IsPrivate(first));
    }

    /// <summary>True if a span may refer to the method's own stack frame.</summary>
    public bool MayBeStack(Value value) => _stack.Contains(_sets.Find(value.Id));

    /// <summary>Memory that the method allocated and has shown to nobody.</summary>
    private bool IsPrivate(int set) => _fresh.Contains(set) && !_exposed.Contains(set) && !_foreign.Contains(set);

    private void Unify(Operand a, Operand b)
    {
        if (a is Value x && b is Value y && IsReference(x) && IsReference(y)) _sets.Union(x.Id, y.Id);
    }

    private static bool IsReference(Value value) => value.Type.IsMemory || value.Type is TapeType { ElementType.IsMemory: true } or OpaqueType;
}
