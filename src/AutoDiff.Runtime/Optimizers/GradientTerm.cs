using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>The gradient that the formulas start from: ±g, plus λ x where weights decay by way of the gradient.</summary>
internal readonly struct GradientTerm<T>(bool maximize, double weightDecay)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly bool _decays = weightDecay != 0;
    private readonly Vector<T> _decay = new(T.CreateTruncating(weightDecay));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Of(Vector<T> value, Vector<T> gradient)
    {
        if (maximize) gradient = -gradient;
        return _decays ? gradient + (_decay * value) : gradient;
    }
}
