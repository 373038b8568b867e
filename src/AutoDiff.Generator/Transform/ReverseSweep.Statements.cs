using System.Diagnostics;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Transform;

/// <summary>The adjoints of simple statements.</summary>
internal sealed partial class ReverseSweep
{
    private readonly Dictionary<int, string> _names = [];
    private readonly HashSet<int> _consumed = [];
    private CotangentMap _cotangents;

    private void Reverse(Statement statement)
    {
        if (!_activity.IsActive(statement)) return;
        switch (statement)
        {
            case Let s: ReverseLet(s); break;
            case Load s: ReverseLoad(s); break;
            case Store s: ReverseStore(s); break;
            case Accumulate s: ReverseAccumulate(s); break;
            case Call s: ReverseCall(s); break;
            case Push s: ReversePush(s); break;
            case Pop s: ReversePop(s); break;
            case If s: ReverseIf(s); break;
            case For s: ReverseFor(s); break;
            case While s: ReverseWhile(s); break;
            default: throw new UnreachableException();
        }
    }

    /// <summary>x̄ += term. Inactive operands take none; so do values whose cotangent a Joined statement has already used.</summary>
    private void AddCotangent(Operand operand, Operand term, Selection selection = Selection.None)
    {
        if (operand is not Value value || !_activity.IsActive(value) || _consumed.Contains(value.Id)) return;
        _cotangents.Add(value, term, selection);
    }

    /// <summary>The complete cotangent of a value as an operand named after it.</summary>
    private Seed? TakeCotangent(Value value)
    {
        if (_cotangents.Take(value) is not { } cotangent) return null;
        return new(Named(cotangent.Operand(_algebra), value), cotangent.Selection);
    }

    // s's cotangent is called sBar, unless it is another's already.
    private Operand Named(Operand cotangent, Value primal)
    {
        if (cotangent is Value { Name: null } value && primal.Name is { } name && !_names.ContainsKey(value.Id)) _names[value.Id] = name + "Bar";
        return cotangent;
    }

    // y = f(x…): x̄ += ∂f/∂x · ȳ.
    private void ReverseLet(Let s)
    {
        if (TensorRules.IsMemory(s.Op))
        {
            AddCotangent(s.Arguments[0], _builder.Load(Shadow(s.Result)));
            return;
        }
        if (TakeCotangent(s.Result) is not var (cotangent, selection)) return;
        if (s.Op.Equals(TensorRules.ValueOf)) AddToSink(Get(s.Arguments[0]), cotangent);
        else if (s.Op == Primitive.Retain)
        {
            AddToSink(Get(s.Arguments[1]), cotangent);
            AddCotangent(s.Arguments[0], cotangent, selection);
        }
        else if (_algebra.IsOptional(cotangent)) ReverseUnlessNull(s, cotangent, selection);
        else
            foreach ((Operand argument, Operand term) in Contributions(s, cotangent, selection)) AddCotangent(argument, term, Selected(s, selection));
    }

    private List<(Operand Argument, Operand Term)> Contributions(Let s, Operand cotangent, Selection selection)
    {
        if (TensorRules.Of(s.Op) is { } rule) return Pullbacks(s, rule, cotangent);
        List<(Operand, Operand)> terms = [];
        foreach (Operand argument in s.Arguments.Where(_activity.IsActive).Distinct())
            if (Contribution(s, argument, cotangent, selection) is { } term) terms.Add((argument, term));
        return terms;
    }

    // What chooses one of its operands passes zero to the others.
    private static Selection Selected(Let s, Selection selection) =>
        s.Op == Primitive.Select ? Selection.Branch
        : ScalarRules.Of(s.Op) is { } rule && rule.Partials.Any(p => p is Expression.Apply { Op.Name: "Select" }) ? (Selection)Math.Max((int)selection, (int)Selection.Memory)
        : selection;

    /// <summary>∂f/∂x · ȳ for one operand; null if it is zero. Early: before the primal has computed anything that follows.</summary>
    private Operand? Contribution(Let s, Operand argument, Operand cotangent, Selection selection, bool isEarly = false)
    {
        ScalarRule rule = ScalarRules.Of(s.Op)!;
        if (Partials.In(argument, rule, s.Arguments) is not { } partial) return null;
        AdjointAlgebra.Atoms atoms = new(s, Get, part => !isEarly && _known.Find(part, s) is { } value ? Get(value) : null) { IsConjugated = true };
        if (_algebra.Scale(cotangent, partial, atoms) is not { } term) return null;
        if (selection == Selection.Branch ? !IsFinite(partial, s) : selection == Selection.Memory && (rule.IsSingular || MayHavePole(partial, s))) term = _algebra.Guard(cotangent, partial, term, atoms);
        return s.Result.Type is TensorType ? Fitted(s, argument, term, atoms) : _algebra.Convert(term, argument.Type);
    }

    // A quotient whose divisor may be zero; what counts iterations or elements is taken not to be.
    private bool MayHavePole(Expression expression, Let s) => expression is Expression.Apply apply
        && ((apply.Op == Primitive.Divide && !IsNonZero(apply.Arguments[1], s)) || apply.Arguments.Any(a => MayHavePole(a, s)));

    private bool IsNonZero(Expression divisor, Let s) => divisor switch
    {
        Expression.Number => true,
        Expression.Argument a => s.Arguments[a.Index] switch
        {
            Constant constant => constant.AsDouble != 0,
            Value value => _tree.DefinitionOf(value) is Let { Op: var op } count && op == Primitive.Convert && count.Arguments[0].Type.IsInteger,
            _ => false,
        },
        Expression.Apply product when product.Op == Primitive.Multiply => product.Arguments.All(a => IsNonZero(a, s)),
        _ => false,
    };

    // Whatever the operands are.
    private static bool IsFinite(Expression expression, Let s) => expression switch
    {
        Expression.Number => true,
        Expression.Argument a => s.Arguments[a.Index] is Constant { AsDouble: not (double.NaN or double.PositiveInfinity or double.NegativeInfinity) },
        Expression.Apply choice when choice.Op == Primitive.Select => choice.Arguments.Skip(1).All(a => IsFinite(a, s)),
        Expression.Apply apply when apply.Op == Primitive.Negate => IsFinite(apply.Arguments[0], s),
        _ => false,
    };

    // v = a[i]: ā[i] += v̄.
    private void ReverseLoad(Load s)
    {
        if (TakeCotangent(s.Result) is not var (cotangent, _)) return;
        if (s.Result.Type is TensorType) AddToSink(Shadow(s.Array), cotangent, GetAll(s.Indices));
        else _builder.Append(new Accumulate(Shadow(s.Array), GetAll(s.Indices), cotangent));
    }

    // a[i] = v: v̄ += ā[i]; ā[i] = 0.
    private void ReverseStore(Store s)
    {
        Operand shadow = Shadow(s.Array);
        EquatableArray<Operand> indices = GetAll(s.Indices);
        if (_activity.IsActive(s.Stored)) AddCotangent(s.Stored, ReadShadow(shadow, indices, s.Stored), Selection.Memory);
        if (!IsFirstWrite(s)) _builder.Append(new Store(shadow, indices, AdjointAlgebra.Zero(s.Array.Type.IsWhole(indices) ? shadow.Type.Element!.Number! : s.Stored.Type)));
    }

    // a[i] += v: v̄ += ā[i].
    private void ReverseAccumulate(Accumulate s)
    {
        if (_activity.IsActive(s.Addend)) AddCotangent(s.Addend, ReadShadow(Shadow(s.Array), GetAll(s.Indices), s.Addend), Selection.Memory);
    }
}
