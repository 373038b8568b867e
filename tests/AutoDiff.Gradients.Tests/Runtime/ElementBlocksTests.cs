using Xunit;

namespace AutoDiff.Gradients.Tests.Runtime;

/// <summary>Blocks of elements against the operations on whole tensors, for shapes of all kinds and longer than a block.</summary>
public sealed class ElementBlocksTests
{
    private static readonly int[][][] s_shapes =
    [
        [[], [], []], [[1], [], [1]], [[5], [5], [5]], [[0], [1], [0]], [[3000], [3000], [1]], [[5000], [], [5000]],
        [[7, 10], [10], [7, 1]], [[700, 10], [10], [700, 1]], [[3, 2500], [2500], [3, 1]], [[3, 2500], [1, 2500], [2500]], [[2500, 3], [3], [2500, 1]], [[40, 300], [300], [40, 300]],
        [[4, 5, 300], [300], [5, 300]], [[4, 5, 6], [5, 1], [4, 1, 6]], [[1, 6], [4, 1], [1]], [[2, 3, 400], [3, 1], [2, 1, 400]], [[600, 1, 4], [3, 1], [600, 3, 1]], [[12, 1024], [1024], [1]],
    ];

    public static TheoryData<int, bool> Cases => [.. Enumerable.Range(0, s_shapes.Length).SelectMany(i => (TheoryDataRow<int, bool>[])[new(i, false), new(i, true)])];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Results_sums_and_totals_are_those_of_whole_tensors(int shapes, bool isStrided)
    {
        TensorRandom random = new(shapes);
        Tensor<double>[] x = [.. s_shapes[shapes].Select(s => Some(s, isStrided, random))];
        Tensor<double> expected = x[0] * x[1] - x[2];
        Tensor<double> target = Some([.. expected.Shape], isStrided, random), before = target.Clone(), wide = Some([2, .. expected.Shape], false, random), wideBefore = wide.Clone();

        using ElementBlocks<double> blocks = ElementBlocks<double>.Over("test", x[0], x[1], x[2]);
        Tensor<double> result = blocks.Result();
        Tensor<double>[] sums = [.. x.Select(t => blocks.SumTo(t.Shape))];
        Tensor<double> inner = expected.Rank == 0 ? blocks.Sum() : blocks.Sum(-1), outer = expected.Rank == 0 ? blocks.Sum() : blocks.Sum(0, true);
        blocks.AddTo(target);
        blocks.AddTo(wide);
        Tensor<double> small = Tensor.Ones<double>(x[1].Shape);
        blocks.SumInto(small);
        blocks.Totals(2);
        while (blocks.Next())
        {
            double total = 0;
            int count = blocks[0].Length;
            for (int i = 0; i < count; i++)
            {
                double y = blocks[0][i] * blocks[1][i] - blocks[2][i];
                blocks[3][i] = y;
                for (int sum = 4; sum < 12; sum++) blocks[sum][i] += y;
                total += y;
            }
            blocks.Add(0, total);
            blocks.Add(1, count);
        }
        Equal(expected, result);
        for (int i = 0; i < 3; i++) Equal(expected.SumTo(x[i].Shape), sums[i]);
        Equal(expected.Rank == 0 ? expected : expected.Sum(-1), inner);
        Equal(expected.Rank == 0 ? expected : expected.Sum(0, true), outer);
        Equal(before + expected, target);
        Equal(wideBefore + expected, wide);
        Equal(1 + expected.SumTo(x[1].Shape), small);
        Assert.Equal(expected.Sum().Item(), blocks.Total(0), 1e-9);
        Assert.Equal(expected.Length, blocks.Total(1));
    }

    [Fact]
    public void Totals_keep_rounding_errors_and_what_is_not_finite()
    {
        using ElementBlocks<float> blocks = ElementBlocks<float>.Over("test", Tensor.Zeros<float>(1));
        blocks.Totals(2);
        blocks.Add(0, 1e8f);
        for (int i = 0; i < 100; i++) blocks.Add(0, 1f);
        blocks.Add(0, -1e8f);
        blocks.Add(1, float.PositiveInfinity);
        blocks.Add(1, 1f);
        Assert.Equal(100f, blocks.Total(0));
        Assert.Equal(float.PositiveInfinity, blocks.Total(1));
    }

    [Fact]
    public void Shapes_that_do_not_broadcast_are_named()
    {
        ShapeException exception = Assert.Throws<ShapeException>(() => ElementBlocks<float>.Over("+, Tanh", Tensor.Zeros<float>(2, 3), Tensor.Zeros<float>(4)));
        Assert.Contains("+, Tanh", exception.Message, StringComparison.Ordinal);
        Assert.Contains("[2, 3]", exception.Message, StringComparison.Ordinal);
        Assert.Contains("[4]", exception.Message, StringComparison.Ordinal);
    }

    private static Tensor<double> Some(int[] shape, bool isStrided, TensorRandom random)
    {
        if (!isStrided || shape.Length == 0) return Tensor.Normal<double>(shape, random);
        // Every other element, and the axes in another order in memory.
        int[] memory = [.. shape.Reverse()];
        memory[0] *= 2;
        Axes order = Enumerable.Range(0, shape.Length).Reverse().ToArray();
        return Tensor.Normal<double>(memory, random)[TensorIndex.Slice(.., 2)].Permute(order);
    }

    private static void Equal(Tensor<double> expected, Tensor<double> actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        double[] a = expected.ToArray(), b = actual.ToArray();
        for (int i = 0; i < a.Length; i++) Assert.Equal(a[i], b[i], 1e-9 * (1 + Math.Abs(a[i])));
    }
}
