namespace Cases.Patterns;

/// <summary>Patterns on constant arguments: strings, objects, enums.</summary>
public static partial class Constants
{
    [Differentiable]
    public static double ByMode(double x, string? mode) => mode switch
    {
        "square" or "sq" => x * x,
        { Length: > 3 and var n } => n * x,
        null => 0,
        _ => -x,
    };

    [Differentiable]
    public static double ByOption(double x, object option, DayOfWeek day)
    {
        double y = option is int n and > 1 ? n * x * x : option is not string ? x : option is string { Length: 2 } ? 3 * x : 2 * x;
        return day is DayOfWeek.Sunday or > DayOfWeek.Friday ? y * y : y;
    }

    public static IEnumerable<object[]> ByModePoints => [[1.5, "sq"], [1.5, "cube"], [1.5, null!], [1.5, "id"]];

    public static IEnumerable<object[]> ByOptionPoints =>
        [[1.5, 3, DayOfWeek.Monday], [1.5, 1, DayOfWeek.Sunday], [1.5, "ab", DayOfWeek.Saturday], [1.5, "abc", DayOfWeek.Friday]];
}
