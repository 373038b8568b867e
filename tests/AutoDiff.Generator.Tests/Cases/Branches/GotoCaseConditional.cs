namespace Cases.Branches;

/// <summary>A <c>goto case</c> in a branch, inside a loop.</summary>
public static partial class GotoCaseConditional
{
    [Differentiable]
    public static double Machine(double[] x)
    {
        double s = 1;
        for (int i = 0; i < x.Length; i++)
        {
            switch (i % 3)
            {
                case 0:
                    s += x[i];
                    if (x[i] > 1) goto case 2;
                    break;
                case 1:
                    if (s > 4) continue;
                    s *= x[i];
                    break;
                case 2:
                    s = s * s - x[i];
                    break;
            }
            s *= 0.5;
        }
        return s;
    }

    public static IEnumerable<object[]> Points => [[new[] { 1.5, 0.5, 2, 0.5, 3, 1 }], [new[] { 0.5, 3, 0.75, 2.5 }]];
}
