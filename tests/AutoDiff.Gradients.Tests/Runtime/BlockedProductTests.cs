using System.Numerics;
using CsCheck;
using Xunit;

namespace AutoDiff.Gradients.Tests.Runtime;

/// <summary>The kernels for vectors of all widths, whatever the machine has (it splits what is too wide); the parts of a product run on three threads.</summary>
public sealed class BlockedProductTests
{
    private static readonly Gen<int> Length = Gen.OneOf(Gen.Int[1, 33], Gen.Int[1, 300]), Depth = Gen.OneOf(Gen.Int[1, 40], Gen.Int[250, 600]);

    [Fact]
    public void Singles_in_512_bits() => Sample<float, Tile512<float>>(1e-6);

    [Fact]
    public void Singles_in_256_bits() => Sample<float, Tile256<float>>(1e-6);

    [Fact]
    public void Doubles_in_512_bits() => Sample<double, Tile512<double>>(1e-14);

    [Fact]
    public void Doubles_in_256_bits() => Sample<double, Tile256<double>>(1e-14);

    [Fact]
    public void More_columns_than_a_block() => Check<float, Tile256<float>>(40, 300, 4200, 0, 0, 1e-6);

    private static void Sample<T, TTile>(double tolerance)
        where T : unmanaged, INumberBase<T>
        where TTile : ITile<T> =>
        (from m in Length from k in Depth from n in Length from left in Gen.Int[0, 2] from right in Gen.Int[0, 2] select (m, k, n, left, right))
            .Sample(s => Check<T, TTile>(s.m, s.k, s.n, s.left, s.right, tolerance), iter: 60, threads: 1);

    private static void Check<T, TTile>(int rows, int depth, int columns, int left, int right, double tolerance)
        where T : unmanaged, INumberBase<T>
        where TTile : ITile<T>
    {
        (double[] a, Matrix first) = Make(rows, depth, left, 1);
        (double[] b, Matrix second) = Make(depth, columns, right, 2);
        T[] product = new T[rows * columns];
        BlockedProduct<T, TTile>.Compute([.. a.Select(T.CreateChecked)], 0, first, [.. b.Select(T.CreateChecked)], 0, second, product);
        for (int i = 0; i < rows; i++)
        {
            double[] exact = new double[columns];
            for (int k = 0; k < depth; k++)
                for (int j = 0; j < columns; j++) exact[j] += a[(i * first.RowStride) + (k * first.ColumnStride)] * b[(k * second.RowStride) + (j * second.ColumnStride)];
            for (int j = 0; j < columns; j++) Assert.Equal(exact[j], double.CreateChecked(product[(i * columns) + j]), tolerance * depth);
        }
    }

    /// <summary>A matrix that lies in memory row by row, column by column, or as every other column of a larger one.</summary>
    private static (double[] Elements, Matrix Matrix) Make(int rows, int columns, int layout, int seed)
    {
        Random random = new(seed);
        return ([.. Enumerable.Range(0, 2 * rows * columns).Select(_ => (2 * random.NextDouble()) - 1)], layout switch
        {
            0 => new(rows, columns, columns, 1),
            1 => new(rows, columns, 1, rows),
            _ => new(rows, columns, 2 * columns, 2),
        });
    }
}
