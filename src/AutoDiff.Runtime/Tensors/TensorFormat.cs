using System.Globalization;
using System.Numerics;
using System.Text;

namespace AutoDiff;

/// <summary>A tensor as PyTorch prints it, with its default options: four digits, lines of 80 characters, three elements at each edge of what has more than 1,000.</summary>
internal static class TensorFormat
{
    private const int LineWidth = 80;
    private const int Threshold = 1000;
    private const int EdgeItems = 3;
    private const string Opening = "tensor(";

    public static string Format<T>(Tensor<T> x)
        where T : unmanaged
    {
        List<string> suffixes = [];
        string text = "[]";
        if (x.Length == 0)
        {
            if (x.Rank != 1) suffixes.Add($"size=({string.Join(", ", x.Shape)})");
            if (typeof(T) != typeof(float)) suffixes.Add($"dtype={NameOf<T>()}");
        }
        else
        {
            if (!IsDefault<T>()) suffixes.Add($"dtype={NameOf<T>()}");
            bool summarize = x.Length > Threshold;
            List<T> shown = [];
            Collect(x, 0, x.Offset, summarize, shown);
            text = Axis(x, 0, x.Offset, Opening.Length, summarize, ElementFormat<T>.For(shown));
        }

        StringBuilder result = new(Opening + text);
        int lastLine = text.Length + Opening.Length - (Opening + text).LastIndexOf('\n') + 1;
        foreach (string suffix in suffixes)
        {
            bool breaks = lastLine + suffix.Length + 2 > LineWidth;
            result.Append(breaks ? ",\n" + new string(' ', Opening.Length) : ", ").Append(suffix);
            lastLine = breaks ? Opening.Length + suffix.Length : lastLine + suffix.Length + 2;
        }
        return result.Append(')').ToString();
    }

    /// <summary>Which positions of an axis are shown; −1 stands for what is left out.</summary>
    private static IEnumerable<int> Shown(int length, bool summarize)
    {
        if (!summarize || length <= 2 * EdgeItems) return Enumerable.Range(0, length);
        return [.. Enumerable.Range(0, EdgeItems), -1, .. Enumerable.Range(length - EdgeItems, EdgeItems)];
    }

    private static void Collect<T>(Tensor<T> x, int axis, int offset, bool summarize, List<T> shown)
        where T : unmanaged
    {
        if (axis == x.Rank)
        {
            shown.Add(x.Memory[offset]);
            return;
        }
        foreach (int i in Shown(x.Shape[axis], summarize))
        {
            if (i >= 0) Collect(x, axis + 1, offset + (i * x.Strides[axis]), summarize, shown);
        }
    }

    private static string Axis<T>(Tensor<T> x, int axis, int offset, int indent, bool summarize, ElementFormat<T> format)
        where T : unmanaged
    {
        if (axis == x.Rank) return format.Write(x.Memory[offset]);
        if (axis == x.Rank - 1) return Row(x, offset, indent, summarize, format);
        IEnumerable<string> slices = Shown(x.Shape[axis], summarize)
            .Select(i => i < 0 ? "..." : Axis(x, axis + 1, offset + (i * x.Strides[axis]), indent + 1, summarize, format));
        return "[" + string.Join("," + new string('\n', x.Rank - axis - 1) + new string(' ', indent + 1), slices) + "]";
    }

    private static string Row<T>(Tensor<T> x, int offset, int indent, bool summarize, ElementFormat<T> format)
        where T : unmanaged
    {
        int perLine = Math.Max(1, (LineWidth - indent) / (format.Width + 2));
        IEnumerable<string> lines = Shown(x.Shape[^1], summarize)
            .Select(i => i < 0 ? " ..." : format.Write(x.Memory[offset + (i * x.Strides[^1])]))
            .Chunk(perLine)
            .Select(line => string.Join(", ", line));
        return "[" + string.Join(",\n" + new string(' ', indent + 1), lines) + "]";
    }

    /// <summary>The types that a literal has by itself, which PyTorch does not name.</summary>
    private static bool IsDefault<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(long) || typeof(T) == typeof(bool) || typeof(T) == typeof(Complex64);

    private static string NameOf<T>() =>
        typeof(T) == typeof(float) ? "float"
        : typeof(T) == typeof(double) ? "double"
        : typeof(T) == typeof(int) ? "int"
        : typeof(T) == typeof(long) ? "long"
        : typeof(T) == typeof(bool) ? "bool"
        : typeof(T) == typeof(byte) ? "byte"
        : typeof(T).Name;

    /// <summary>How one element is written, so that all that are shown have the same width.</summary>
    private sealed record ElementFormat<T>(int Width, Func<T, string> Write)
    {
        public static ElementFormat<T> For(List<T> shown)
        {
            if (typeof(T) == typeof(float)) return Of(shown, x => (float)(object)x!);
            if (typeof(T) == typeof(double)) return Of(shown, x => (double)(object)x!);
            if (typeof(T) == typeof(Half)) return Of(shown, x => (double)(Half)(object)x!);
            if (typeof(T) == typeof(Complex)) return Of(shown, x => ((Complex)(object)x!).Real, x => ((Complex)(object)x!).Imaginary);
            if (typeof(T) == typeof(Complex64)) return Of(shown, x => ((Complex64)(object)x!).Real, x => ((Complex64)(object)x!).Imaginary);

            int width = shown.Max(x => Text(x).Length);
            return new(width, x => Text(x).PadLeft(width));
        }

        private static string Text(T value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

        private static ElementFormat<T> Of(List<T> shown, Func<T, double> number)
        {
            FloatFormat format = FloatFormat.For(shown.Select(number));
            return new(format.Width, x => format.Write(number(x)));
        }

        private static ElementFormat<T> Of(List<T> shown, Func<T, double> real, Func<T, double> imaginary)
        {
            FloatFormat first = FloatFormat.For(shown.Select(real)), second = FloatFormat.For(shown.Select(imaginary));
            return new(first.Width + second.Width + 1, x =>
            {
                string part = second.Write(imaginary(x)).TrimStart() + "j";
                return first.Write(real(x)) + (part[0] is '-' or '+' ? string.Empty : "+") + part;
            });
        }
    }

    /// <summary>
    /// How floating-point numbers are written together: as integers with a point if all are such; with exponents if the largest is more than 1,000 times the smallest, above
    /// 10⁸, or the smallest below 10⁻⁴.
    /// </summary>
    private sealed record FloatFormat(int Width, bool Integers, bool Scientific)
    {
        private const int Digits = 4;

        public static FloatFormat For(IEnumerable<double> values)
        {
            List<double> numbers = [.. values.Where(x => double.IsFinite(x) && x != 0)];
            if (numbers.Count == 0) return new(1, true, false);
            bool integers = numbers.TrueForAll(double.IsInteger);
            double smallest = numbers.Min(Math.Abs), largest = numbers.Max(Math.Abs);
            bool scientific = largest / smallest > 1000 || largest > 1e8 || smallest < 1e-4;
            return new(numbers.Max(x => Number(x, integers, scientific).Length), integers, scientific);
        }

        public string Write(double value)
        {
            string text = double.IsNaN(value) ? "nan"
                : double.IsInfinity(value) ? value > 0 ? "inf" : "-inf"
                : Number(value, Integers, Scientific);
            return text.PadLeft(Width);
        }

        private static string Number(double value, bool integers, bool scientific) =>
            scientific ? Exponential(value) : integers ? value.ToString("F0", CultureInfo.InvariantCulture) + "." : Fixed(value);

        private static string Fixed(double value)
        {
            // A tie at the fifth decimal is an odd multiple of 1/32, the only such numbers with a finite binary fraction; it goes to the even digit.
            double multiple = value * 32;
            return double.IsOddInteger(multiple)
                ? Math.Round((decimal)value, Digits, MidpointRounding.ToEven).ToString("F4", CultureInfo.InvariantCulture)
                : value.ToString("F4", CultureInfo.InvariantCulture);
        }

        private static string Exponential(double value)
        {
            // The exact digits, so that a tie is seen as one and goes to the even digit.
            const int exact = 60;
            string text = value.ToString($"e{exact}", CultureInfo.InvariantCulture);
            int mark = text.IndexOf('e', StringComparison.Ordinal), end = mark - exact + Digits;
            int exponent = int.Parse(text.AsSpan(mark + 1), CultureInfo.InvariantCulture);
            ReadOnlySpan<char> rest = text.AsSpan(end, mark - end);
            decimal digits = decimal.Parse(text.AsSpan(0, end), CultureInfo.InvariantCulture);
            int half = rest.CompareTo("5".PadRight(rest.Length, '0'), StringComparison.Ordinal);
            bool odd = (text[end - 1] - '0') % 2 != 0;
            if (half > 0 || (half == 0 && odd)) digits += value < 0 ? -0.0001m : 0.0001m;
            if (Math.Abs(digits) >= 10)
            {
                digits /= 10;
                exponent++;
            }
            string sign = digits == 0 && double.IsNegative(value) ? "-" : string.Empty;
            return $"{sign}{digits.ToString("F4", CultureInfo.InvariantCulture)}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }
    }
}
