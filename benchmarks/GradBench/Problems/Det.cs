using System.Text.Json.Serialization;
using AutoDiff;
using GradBench.Protocol;

namespace GradBench.Problems;

/// <summary>The determinant of a matrix by expansion by minors: recursion, over a matrix whose rows and columns are struck out and put back.</summary>
public static partial class Det
{
    internal sealed record Input([property: JsonPropertyName("A")] double[] A, int Ell, int MinRuns = 1, double MinSeconds = 0) : IRuns;

    /// <summary>The determinant of the matrix of that size in <paramref name="a"/>, row by row.</summary>
    [Differentiable]
    public static double Determinant(double[] a, int size)
    {
        // Lists of the rows and columns that are left: each names the next one, and the last place the first one.
        int[] nextRow = new int[size + 1], nextColumn = new int[size + 1];
        for (int i = 0; i < size; i++)
        {
            nextRow[i] = i + 1;
            nextColumn[i] = i + 1;
        }
        return Minor(a, size, size, nextRow, nextColumn);
    }

    /// <summary>The determinant of the <paramref name="left"/> rows and columns that are left, expanded along the first row.</summary>
    private static double Minor(double[] a, int size, int left, int[] nextRow, int[] nextColumn)
    {
        int row = nextRow[size];
        if (left == 1) return a[row * size + nextColumn[size]];

        nextRow[size] = nextRow[row];
        double determinant = 0, sign = 1;
        int previous = size, column = nextColumn[size];
        for (int j = 0; j < left; j++)
        {
            nextColumn[previous] = nextColumn[column];
            determinant += sign * a[row * size + column] * Minor(a, size, left - 1, nextRow, nextColumn);
            nextColumn[previous] = column;
            sign = -sign;
            previous = column;
            column = nextColumn[column];
        }
        nextRow[size] = row;
        return determinant;
    }

    internal static IEnumerable<Function> Functions =>
    [
        Function.Of("primal", Json.Default.DetInput, input => Determinant(input.A, input.Ell), Json.Default.Double),
        Function.Of("gradient", Json.Default.DetInput, input => DeterminantGradient(input.A, input.Ell), Json.Default.DoubleArray),
    ];
}
