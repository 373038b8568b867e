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

    public static int Positive(int value, [CallerMemberName] string name = "") =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be 1 or more.");
}
