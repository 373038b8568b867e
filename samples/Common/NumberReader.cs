using System.Globalization;

namespace AutoDiff.Samples;

/// <summary>Reads a text of numbers separated by white space, as ADBench's files are.</summary>
internal sealed class NumberReader(string path)
{
    private readonly string[] _tokens = File.ReadAllText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    private int _next;

    public int Integer() => int.TryParse(Token(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
        ? value
        : throw Unexpected("a whole number");

    public int PositiveInteger() => Integer() is > 0 and int value ? value : throw Unexpected("a positive whole number");

    public double Double() => double.TryParse(Token(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        ? value
        : throw Unexpected("a number");

    public double[] Doubles(int count)
    {
        // Checked before allocating: a damaged header may promise anything.
        if (count > _tokens.Length - _next) throw new InvalidDataException($"{path} ends early: {count} more numbers were to follow, {_tokens.Length - _next} do.");
        double[] values = new double[count];
        for (int i = 0; i < count; i++) values[i] = Double();
        return values;
    }

    private string Token() => _next < _tokens.Length ? _tokens[_next++] : throw new InvalidDataException($"{path} ends early, after {_next} numbers.");

    private InvalidDataException Unexpected(string what) => new($"{path}: number {_next} should be {what}, it is '{_tokens[_next - 1]}'.");
}
