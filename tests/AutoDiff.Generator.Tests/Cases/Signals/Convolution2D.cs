namespace Cases.Signals;

public static partial class Convolution2D
{
    [Differentiable]
    public static double Energy(double[,] image, double[,] kernel)
    {
        double energy = 0;
        for (int i = 0; i <= image.GetLength(0) - kernel.GetLength(0); i++)
            for (int j = 0; j <= image.GetLength(1) - kernel.GetLength(1); j++)
            {
                double s = 0;
                for (int a = 0; a < kernel.GetLength(0); a++)
                    for (int b = 0; b < kernel.GetLength(1); b++)
                        s += image[i + a, j + b] * kernel[a, b];
                energy += s * s;
            }
        return energy;
    }

    public static IEnumerable<object[]> Points => [[new[,] { { 1, 2, 0.5 }, { 0, 1.5, -1 }, { 0.25, 1, 1 } }, new[,] { { 1, -0.5 }, { 0.25, 2 } }]];
}
