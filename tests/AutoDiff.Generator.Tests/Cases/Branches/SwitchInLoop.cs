namespace Cases.Branches;

/// <summary><c>break</c> leaves the switch, <c>continue</c> goes on with the loop, <c>return</c> leaves both.</summary>
public static partial class SwitchInLoop
{
    [Differentiable]
    public static double Program(double[] x, int[] code)
    {
        double a = 1, b = 0;
        for (int pc = 0; pc < code.Length; pc++)
        {
            double operand = x[pc % x.Length];
            switch (code[pc])
            {
                case 0: a *= operand; break;
                case 1: b += a * operand; continue;
                case 2: (a, b) = (b, a); break;
                case 3 when a > 2: a = Math.Log(a); break;
                case 4: return a * b + operand;
            }
            b += 0.1 * a;
        }
        return a - b;
    }

    public static IEnumerable<object[]> Points =>
    [
        [new[] { 1.5, 2.5 }, new[] { 0, 1, 2, 3, 0, 1, 9 }],
        [new[] { 1.5, 2.5, 0.5 }, new[] { 0, 0, 3, 1, 4, 2 }],
        [new[] { 1.5 }, new int[0]],
    ];
}
