namespace Cases.Branches;

/// <summary>Parameters that are no numbers choose the branch.</summary>
public static partial class EnumAndString
{
    public enum Loss { Squared, Absolute }

    [Differentiable]
    public static double Penalty(double residual, Loss loss, bool halve)
    {
        double r = loss == Loss.Squared ? residual * residual : Math.Abs(residual);
        switch (loss)
        {
            case Loss.Absolute when halve:
                r *= residual;
                break;
            case Loss.Squared:
                r += residual;
                break;
        }
        return halve ? r / 2 : r;
    }

    public static IEnumerable<object[]> Points => [[1.5, Loss.Squared, true], [-1.5, Loss.Absolute, true], [-1.5, Loss.Absolute, false]];
}
