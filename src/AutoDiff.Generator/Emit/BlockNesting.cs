using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Which scopes become which C# blocks. The two regions of a <c>while</c> share one. Where one branch of an <c>if</c> ends in a throw, the other needs no
/// <c>else</c>: it goes on in the block around.
/// </summary>
internal sealed class BlockNesting(InliningPlan inlining)
{
    public bool IsGuard(Node node) => node.Statement is If && !inlining.IsConditionalExpression(node) && node.Children[0].EndsInThrow != node.Children[1].EndsInThrow;

    /// <summary>The scope that stands for the block that a scope is written in.</summary>
    public Scope BlockOf(Scope scope)
    {
        while (scope.Owner is { } owner)
        {
            if (owner.Statement is While && scope == owner.Children[1]) scope = owner.Children[0];
            else if (IsGuard(owner) && !scope.EndsInThrow) scope = owner.Scope;
            else break;
        }
        return scope;
    }

    public bool Encloses(Scope outer, Scope inner)
    {
        while (inner != outer)
        {
            if (inner.Owner is null) return false;
            inner = BlockOf(inner.Owner.Scope);
        }
        return true;
    }
}
