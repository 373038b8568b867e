using System.ComponentModel;

namespace AutoDiff;

/// <summary>For generated code: what the forward half of a method's derivative keeps for the reverse half, which gives it back, so that a training step makes no new ones.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Residuals<TSelf>
    where TSelf : Residuals<TSelf>, new()
{
    [ThreadStatic]
    private static TSelf? t_free;

    private TSelf? _next;

    /// <summary>One that nothing uses.</summary>
    /// <returns>The residuals, still empty.</returns>
    public static TSelf Rent()
    {
        if (t_free is not { } free) return new();
        (t_free, free._next) = (free._next, null);
        return free;
    }

    /// <summary>Gives the object back. Call it once, and do not use the object after.</summary>
    public void Return()
    {
        Clear();
        _next = t_free;
        t_free = (TSelf)this;
    }

    /// <summary>Lets go of what is kept.</summary>
    protected abstract void Clear();
}
