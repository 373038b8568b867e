using System.Diagnostics;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Ir;

/// <summary>
/// Rebuilds a region in order: operands through <see cref="Map(Operand)"/>, defined values through <see cref="Define(Value)"/>, statements through
/// <see cref="Rewrite(Statement, List{Statement})"/>, which a pass overrides to drop, replace or add some. As it stands it substitutes.
/// </summary>
internal class IrRewriter
{
    private readonly Dictionary<int, Operand> _replacements = [];

    /// <summary>From here on, what reads the value reads the operand.</summary>
    public void Replace(Value value, Operand operand) => _replacements[value.Id] = operand;

    /// <summary>Ends a replacement that holds in a part only.</summary>
    public void Restore(Value value) => _replacements.Remove(value.Id);

    public virtual Operand Map(Operand operand)
    {
        while (operand is Value value && _replacements.TryGetValue(value.Id, out Operand? replacement)) operand = replacement;
        return operand;
    }

    public virtual Value Define(Value value) => value;

    public virtual Region Rewrite(Region region)
    {
        EquatableArray<Value> parameters = Define(region.Parameters);
        List<Statement> body = [];
        foreach (Statement statement in region.Body) Rewrite(statement, body);
        return new(parameters, body, Map(region.Yields));
    }

    /// <summary>Appends what the statement becomes.</summary>
    public virtual void Rewrite(Statement statement, List<Statement> output) => output.Add(RewriteParts(statement));

    public EquatableArray<Operand> Map(EquatableArray<Operand> operands) => operands.Select(Map).ToEquatableArray();

    protected EquatableArray<Value> Define(EquatableArray<Value> values) => values.Select(Define).ToEquatableArray();

    /// <summary>The same statement with its operands, regions and results rewritten, in this order.</summary>
    protected Statement RewriteParts(Statement statement)
    {
        switch (statement)
        {
            case Let s: return s with { Arguments = Map(s.Arguments), Result = Define(s.Result) };
            case Load s: return s with { Array = Map(s.Array), Indices = Map(s.Indices), Result = Define(s.Result) };
            case Store s: return s with { Array = Map(s.Array), Indices = Map(s.Indices), Stored = Map(s.Stored) };
            case Accumulate s: return s with { Array = Map(s.Array), Indices = Map(s.Indices), Addend = Map(s.Addend) };
            case MoveRecords s: return s with { Memory = Map(s.Memory), Start = Map(s.Start), Stride = Map(s.Stride), Records = Map(s.Records) };
            case Clear s: return new Clear(Map(s.Array));
            case Allocate s: return s with { Dimensions = Map(s.Dimensions), Scope = (Value?)MapOptional(s.Scope), Result = Define(s.Result) };
            case Length s: return s with { Array = Map(s.Array), Result = Define(s.Result) };
            case Slice s:
                return s with { Array = Map(s.Array), Start = MapOptional(s.Start), Count = MapOptional(s.Count), Result = Define(s.Result) };
            case If s: return new If(Map(s.Condition), Rewrite(s.Then), Rewrite(s.Else), Define(s.Results));
            case For s:
                Operand start = Map(s.Start), end = Map(s.End), step = Map(s.Step);
                EquatableArray<Operand> initial = Map(s.Initial);
                Value index = Define(s.Index);
                Region body = Rewrite(s.Body);
                return s with { Index = index, Start = start, End = end, Step = step, Initial = initial, Body = body, Results = Define(s.Results) };
            case While s: return s with { Initial = Map(s.Initial), Condition = Rewrite(s.Condition), Body = Rewrite(s.Body), Results = Define(s.Results) };
            case Invoke s: return s with { Arguments = Map(s.Arguments), Result = s.Result is null ? null : Define(s.Result) };
            case Call s: return s with { Arguments = Map(s.Arguments), Results = Define(s.Results) };
            case Throw s: return s with { Arguments = Map(s.Arguments) };
            case DerivativeCall s: return s with { Arguments = Map(s.Arguments), Results = Define(s.Results) };
            case Push s: return new Push(Map(s.Tape), Map(s.Pushed));
            case Pop s: return s with { Tape = Map(s.Tape), Result = Define(s.Result) };
            case NewTape s: return s with { Result = Define(s.Result) };
            case Section: return statement;
            default: throw new UnreachableException();
        }
    }

    private Operand? MapOptional(Operand? operand) => operand is null ? null : Map(operand);

    /// <summary>A copy of the region whose values, parameters included, all have fresh ids. Values from outside are replaced as the substitution says.</summary>
    public static Region CloneRegion(Region region, IrBuilder builder, IReadOnlyDictionary<Value, Operand> substitution) =>
        Cloner.Of(builder, substitution).Rewrite(region);

    // One step, no chains: a substitution may well mention values that it replaces itself (x becomes the x of the next iteration).
    private sealed class Cloner(IrBuilder builder) : IrRewriter
    {
        private readonly Dictionary<int, Operand> _substitution = [];

        public static Cloner Of(IrBuilder builder, IReadOnlyDictionary<Value, Operand> substitution)
        {
            Cloner cloner = new(builder);
            foreach (KeyValuePair<Value, Operand> pair in substitution) cloner._substitution[pair.Key.Id] = pair.Value;
            return cloner;
        }

        public override Operand Map(Operand operand) =>
            operand is Value value && _substitution.TryGetValue(value.Id, out Operand? replacement) ? replacement : operand;

        public override Value Define(Value value)
        {
            Value copy = builder.Fresh(value.Type, value.Name);
            _substitution[value.Id] = copy;
            return copy;
        }
    }
}
