using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Transform;

/// <summary>
/// The adjoints of a tape, where the primal is a derivative itself. Backwards a pop is a push and a push is a pop: the cotangents of what was popped last go
/// first onto a tape of their own, and are taken from it in the order in which the values had been pushed.
/// </summary>
internal sealed partial class ReverseSweep
{
    private readonly Dictionary<int, Value> _tapesOfCotangents = [];

    // v = pop t: push v̄ on t̄.
    private void ReversePop(Pop s) =>
        _builder.Append(new Push(TapeOfCotangents((Value)s.Tape), TakeCotangent(s.Result)?.Operand ?? AdjointAlgebra.Zero(s.Result.Type)));

    // push v on t: v̄ += pop t̄.
    private void ReversePush(Push s)
    {
        Value cotangent = _builder.Fresh(s.Pushed.Type);
        _builder.Append(new Pop(cotangent, TapeOfCotangents((Value)s.Tape)));
        AddCotangent(s.Pushed, cotangent, Selection.Memory);
    }

    // One for all that the tape's place in the function makes: each is empty again before the next is begun.
    private Value TapeOfCotangents(Value tape)
    {
        if (!_tapesOfCotangents.TryGetValue(tape.Id, out Value? cotangents))
        {
            _tapesOfCotangents[tape.Id] = cotangents = _builder.Fresh(tape.Type, CotangentName(tape));
            _tapes.Add(new NewTape(cotangents));
        }
        return cotangents;
    }
}
