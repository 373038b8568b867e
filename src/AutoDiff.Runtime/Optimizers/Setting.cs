using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Checks of what optimizers are told.</summary>
internal static class Setting
{
    public static double NotNegative(double value, [CallerMemberName] string name = "") =>
        value >= 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be 0 or more.");

    /// <summary>A factor by which a mean forgets.</summary>
    public static double Decay(double value, [CallerMemberName] string name = "") =>
        value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be 0 or more, and less than 1.");

    /// <summary>What keeps a denominator from zero does so in every type: the smallest number of it at least, unless it is 0.</summary>
    public static T Epsilon<T>(double value)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        value > 0 ? T.Max(T.CreateTruncating(value), T.Epsilon) : T.Zero;

    public static int Positive(int value, [CallerMemberName] string name = "") =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be 1 or more.");
}
