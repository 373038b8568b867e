namespace SignalTuning;

/// <summary>Levels in decibels.</summary>
internal static class Decibels
{
    /// <summary>The factor by which a change of level multiplies an amplitude.</summary>
    public static double ToFactor(double decibels) => Math.Pow(10, decibels / 20);

    /// <summary>The level of an amplitude whose square is given.</summary>
    public static double OfSquare(double square) => 10 * Math.Log10(square);
}
