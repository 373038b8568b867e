using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analyses;

/// <summary>Which values of a loop's body may differ between its iterations, as opposed to those that are computed once for all lanes. The least fixpoint.</summary>
internal sealed class LaneVariance
{
    private readonly HashSet<int> _varying = [];
    private readonly Func<Operand, bool> _isOwn;
    private bool _changed;

    /// <param name="loop">The loop whose iterations run at once.</param>
    /// <param name="isOwn">True for memory that each iteration has of its own.</param>
    public LaneVariance(For loop, Func<Operand, bool> isOwn)
    {
        _isOwn = isOwn;
        _varying.Add(loop.Index.Id);
        foreach (Value sum in loop.Body.Parameters) _varying.Add(sum.Id);
        do
        {
            _changed = false;
            Visit(loop.Body);
        }
        while (_changed);
    }

    public bool IsVarying(Operand operand) => operand is Value value && _varying.Contains(value.Id);

    private void Visit(Region region)
    {
        foreach (Statement statement in region.Body)
        {
            foreach (Region inner in statement.Regions()) Visit(inner);
            switch (statement)
            {
                case Load s: Mark(s.Result, IsVarying(s.Array) || s.Indices.Any(IsVarying) || _isOwn(s.Array)); break;
                case Allocate: break;
                // Memory of its own has one length in all.
                case Length s: Mark(s.Result, false); break;
                case If s:
                    for (int i = 0; i < s.Results.Count; i++) Mark(s.Results[i], IsVarying(s.Condition) || IsVarying(s.Then.Yields[i]) || IsVarying(s.Else.Yields[i]));
                    break;
                case For s:
                    for (int i = 0; i < s.Results.Count; i++) MarkCarried(IsVarying(s.Initial[i]) || IsVarying(s.Body.Yields[i]), s.Body.Parameters[i], s.Results[i]);
                    break;
                case While s:
                    for (int i = 0; i < s.Results.Count; i++) MarkCarried(IsVarying(s.Initial[i]) || IsVarying(s.Body.Yields[i]), s.Condition.Parameters[i], s.Body.Parameters[i], s.Results[i]);
                    break;
                default:
                    bool varies = statement.Uses().Any(IsVarying);
                    foreach (Value result in statement.Definitions()) Mark(result, varies);
                    break;
            }
        }
    }

    private void MarkCarried(bool varies, params Value[] values)
    {
        foreach (Value value in values) Mark(value, varies);
    }

    private void Mark(Value value, bool varies)
    {
        if (varies) _changed |= _varying.Add(value.Id);
    }
}
