namespace AutoDiff.Gradients.Tests;

/// <summary>What tests ask of boxed arguments, results and sinks beyond what a check in the runtime does.</summary>
internal static class LeavesExtensions
{
    extension(Leaves)
    {
        /// <summary>The same shape with every number replaced.</summary>
        public static object? Like(object? value, Func<double> next) => Leaves.Map(value, _ => next());

        /// <summary>Equal bit for bit, −0 unlike 0; any NaN equals any other. Null where they are equal, else what differs. With a precision, to rounding.</summary>
        public static string? Difference(object? expected, object? actual, double precision = 0)
        {
            if (expected is null || actual is null) return ReferenceEquals(expected, actual) ? null : $"{expected ?? "null"} became {actual ?? "null"}";
            if (precision > 0 && Leaves.IsSingle(expected)) precision = Math.Max(precision, 1e-5);
            double[] e = Leaves.Of(expected), a = Leaves.Of(actual);
            if (e.Length != a.Length) return $"{e.Length} numbers became {a.Length}";
            if (expected is IConvertible && e.Length == 0) return expected.Equals(actual) ? null : $"{expected} became {actual}";
            for (int i = 0; i < e.Length; i++)
                if (BitConverter.DoubleToInt64Bits(e[i]) != BitConverter.DoubleToInt64Bits(a[i]) && !(precision > 0 && Math.Abs(e[i] - a[i]) <= precision * Math.Max(1, Math.Abs(e[i]))) && !(double.IsNaN(e[i]) && double.IsNaN(a[i]))) return $"number {i} should be {e[i]:R} and is {a[i]:R}";
            return null;
        }
    }
}
