namespace Cases.Matrices;

public static partial class Determinant
{
    [Differentiable]
    public static double ThreeByThree(double[,] m) =>
        m[0, 0] * (m[1, 1] * m[2, 2] - m[1, 2] * m[2, 1])
        - m[0, 1] * (m[1, 0] * m[2, 2] - m[1, 2] * m[2, 0])
        + m[0, 2] * (m[1, 0] * m[2, 1] - m[1, 1] * m[2, 0]);

    public static IEnumerable<object[]> Points => [[new[,] { { 0.5, 1.5, -0.75 }, { 2, 0.25, 1 }, { -1, 3.3, 0.2 } }]];
}
