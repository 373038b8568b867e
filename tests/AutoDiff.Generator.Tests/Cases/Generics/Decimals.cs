namespace Cases.Generics;

/// <summary>Decimals are constants.</summary>
public static partial class Decimals
{
    private const decimal Rate = 0.19m;

    [Differentiable]
    public static double Gross(double net, decimal surcharge, int quantity) => net * (double)(1m + Rate + surcharge * quantity) + (double)surcharge * net * net;

    public static IEnumerable<object[]> Points => [[1.5, 0.25m, 2]];
}
