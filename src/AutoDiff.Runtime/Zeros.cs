using System.ComponentModel;

namespace AutoDiff;

/// <summary>Allocates gradients for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Zeros
{
    /// <summary>A new array of zeros with the shape of <paramref name="array"/>: its rank, lengths and, for an array of arrays, rows.</summary>
    /// <typeparam name="TArray">The array's type.</typeparam>
    /// <param name="array">The array whose shape is taken; null gives null.</param>
    /// <returns>The array of zeros.</returns>
    public static TArray Like<TArray>(TArray array) where TArray : class? => (TArray)(object?)Like((Array?)(object?)array)!;

    /// <summary>Zeros of the shape of each of several tensors.</summary>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <param name="tensors">The tensors.</param>
    /// <returns>A new array of new tensors.</returns>
    public static Tensor<T>[] Like<T>(Tensor<T>[] tensors)
        where T : unmanaged => [.. tensors.Select(Tensor.ZerosLike)];

    private static Array? Like(Array? array)
    {
        if (array is null) return null;
        int[] lengths = new int[array.Rank];
        for (int d = 0; d < lengths.Length; d++) lengths[d] = array.GetLength(d);
        Array zeros = Array.CreateInstanceFromArrayType(array.GetType(), lengths);
        if (array is Array?[] rows)
        {
            var zeroRows = (Array?[])zeros;
            for (int i = 0; i < rows.Length; i++) zeroRows[i] = Like(rows[i]);
        }
        return zeros;
    }
}
