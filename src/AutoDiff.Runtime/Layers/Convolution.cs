using System.Numerics;

namespace AutoDiff;

/// <summary>What convolutions of signals and of images share: a matrix product of filters with what windows show.</summary>
internal static class Convolution
{
    /// <summary>Throws unless both numbers of channels can be divided into the groups.</summary>
    public static void CheckGroups(int inputs, int outputs, int groups)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        if (inputs < 1 || inputs % groups != 0) throw new ArgumentOutOfRangeException(nameof(inputs), inputs, $"A multiple of the {groups} groups is wanted.");
        if (outputs < 1 || outputs % groups != 0) throw new ArgumentOutOfRangeException(nameof(outputs), outputs, $"A multiple of the {groups} groups is wanted.");
    }

    /// <summary>The products of the filters with the columns [batch, channels · window, places], each group's with its own: [batch, groups, outputs / groups, places].</summary>
    public static Tensor<T> Of<T>(Tensor<T> columns, Tensor<T> filters, int groups)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Tensor.MatMul(filters.Reshape(groups, filters.Shape[0] / groups, -1), columns.Reshape(columns.Shape[0], groups, columns.Shape[1] / groups, columns.Shape[2]));
}
