namespace Cases.Structs;

/// <summary>A filter that remembers: a private field that a method called in a loop changes.</summary>
public struct Smoother(double share)
{
    private readonly double _share = share;
    private double _level;

    public double Next(double x)
    {
        _level += _share * (x - _level);
        return _level;
    }
}

/// <summary>A sum that a method adds to, and the number of its terms.</summary>
public struct SquaredError
{
    private double _sum;
    private int _count;

    public void Add(double x, double y)
    {
        _sum += (x - y) * (x - y);
        _count++;
    }

    public readonly double Mean => _sum / _count;
}

public static partial class Smoothers
{
    [Differentiable]
    public static double Loss(double share, double[] input, double[] target)
    {
        Smoother smoother = new(share);
        SquaredError error = new();
        for (int n = 0; n < input.Length; n++) error.Add(smoother.Next(input[n]), target[n]);
        return error.Mean;
    }

    public static IEnumerable<object[]> Points => [[0.3, (double[])[1, -2, 0.5, 3], (double[])[0.5, 0.1, -1, 2]]];
}
