namespace Cases.Parameters;

public static partial class NestedType
{
    internal static partial class Inner
    {
        public readonly record struct Unrelated(int Value);

        private static double Hidden(double x) => x * x * x;

        internal static double Exposed(double x) => Hidden(x) * 2;
    }

    [Differentiable]
    public static double Outer(double x) => Inner.Exposed(x) * x;

    public static IEnumerable<object[]> Points => [[0.5], [-1.5]];
}
