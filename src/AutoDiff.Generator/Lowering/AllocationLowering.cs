using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Lowering;

/// <summary>
/// Applies the <see cref="AllocationPlan"/>: the last step before emission, with the optimizer or without. Placed arrays become spans, and so
/// does whatever may refer to them; where such a variable is also given another array, that one is viewed as a span.
/// </summary>
internal sealed class AllocationLowering : IrRewriter
{
    private static readonly Primitive Max = new("Max", 2, Notation.Math, "Max");

    private readonly AllocationPlan _plan;
    private readonly ILookup<int, Placement> _placedBefore;
    private int _nextId;
    private int _next;

    private AllocationLowering(FunctionIr function)
    {
        _plan = AllocationPlan.Of(function);
        _placedBefore = _plan.Placements.Values.ToLookup(p => p.Before);
        _nextId = function.NextId;
    }

    public static FunctionIr Run(FunctionIr function)
    {
        AllocationLowering lowering = new(function);
        Region body = lowering.Rewrite(function.Body);
        return function with { Body = body, NextId = lowering._nextId };
    }

    public override Operand Map(Operand operand) => base.Map(operand) is Value value ? Retyped(value) : base.Map(operand);

    public override Value Define(Value value) => Retyped(value);

    public override void Rewrite(Statement statement, List<Statement> output)
    {
        int number = _next++;
        foreach (Placement placement in _placedBefore[number]) Place(placement, output);
        switch (statement)
        {
            case Allocate s when _plan.Placements.TryGetValue(s.Result.Id, out Placement? placement):
                if (placement.IsMoved && placement.IsZeroed) output.Add(new Clear(Map(s.Result)));
                break;
            case Length { Array: Value array } s when _plan.Placements.TryGetValue(array.Id, out Placement? placement):
                Replace(s.Result, placement.Allocation.Dimensions[0]);
                break;
            case Length { Array: Value array } s when _plan.Lowered.Contains(array.Id):
                output.Add(RewriteParts(s with { Dimension = -1 }));
                break;
            case Slice { Start: null, Count: null } s when Map(s.Array) is { } view && view.Type == s.Result.Type:
                Replace(s.Result, view);
                break;
            case Let s when _plan.Lowered.Contains(s.Result.Id):
                EquatableArray<Operand> choices = Views([s.Result, s.Result], [Map(s.Arguments[1]), Map(s.Arguments[2])], output);
                output.Add(s with { Result = Define(s.Result), Arguments = [Map(s.Arguments[0]), .. choices] });
                break;
            case If or For or While: output.Add(WithViews(RewriteParts(statement), output)); break;
            default: output.Add(RewriteParts(statement)); break;
        }
    }

    private Value Retyped(Value value) => _plan.Lowered.Contains(value.Id) ? value with { Type = new SpanType(value.Type.Element!, false) } : value;

    private void Place(Placement placement, List<Statement> output)
    {
        Operand size = Map(placement.Allocation.Dimensions[0]);
        if (placement.IsClamped)
        {
            Value clamped = new(_nextId++, size.Type);
            output.Add(new Let(clamped, Max, [size, Constant.Of(0)]));
            size = clamped;
        }
        output.Add(new Allocate(Retyped(placement.Allocation.Result), [size], placement.Storage, placement is { IsZeroed: true, IsMoved: false }));
    }

    // What flows into a variable that is a span now.
    private Statement WithViews(Statement statement, List<Statement> output) => statement switch
    {
        If s => s with { Then = Viewing(s.Then, s.Results), Else = Viewing(s.Else, s.Results) },
        For s => s with { Initial = Views(s.Results, s.Initial, output), Body = Viewing(s.Body, s.Results) },
        While s => s with { Initial = Views(s.Results, s.Initial, output), Body = Viewing(s.Body, s.Results) },
        _ => statement,
    };

    private Region Viewing(Region region, EquatableArray<Value> targets)
    {
        List<Statement> body = [.. region.Body];
        EquatableArray<Operand> yields = Views(targets, region.Yields, body);
        return region with { Body = body, Yields = yields };
    }

    private EquatableArray<Operand> Views(EquatableArray<Value> targets, EquatableArray<Operand> operands, List<Statement> output) =>
        operands.Select((o, i) => _plan.Lowered.Contains(targets[i].Id) ? View(o, targets[i], output) : o).ToEquatableArray();

    private Operand View(Operand operand, Value target, List<Statement> output)
    {
        if (operand.Type is not ArrayType) return operand;
        SpanType type = new(target.Type.Element!, false);
        if (operand is DefaultOf) return new DefaultOf(type);
        Value view = new(_nextId++, type);
        output.Add(new Slice(view, operand, null, null));
        return view;
    }
}
