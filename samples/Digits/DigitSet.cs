using AutoDiff;

namespace Digits;

/// <summary>Images of digits, and which digits they are.</summary>
/// <param name="Images">Of shape [count, 1, 28, 28]: 0 is dark, 1 is light.</param>
/// <param name="Labels">Of shape [count].</param>
internal sealed record DigitSet(Tensor<float> Images, Tensor<long> Labels)
{
    /// <summary>How many there are.</summary>
    public int Count => Labels.Length;

    /// <summary>Draws digits, as many of each, in typefaces that chance chooses.</summary>
    public static DigitSet Draw(IReadOnlyList<Typeface> typefaces, int count, TensorRandom random)
    {
        using DigitRenderer renderer = new();
        Tensor<float> images = Tensor.Zeros<float>(count, 1, DigitRenderer.Side, DigitRenderer.Side);
        Tensor<long> labels = Tensor.Arange((long)count) % 10;
        const int Pixels = DigitRenderer.Side * DigitRenderer.Side;
        for (int i = 0; i < count; i++)
        {
            Typeface typeface = typefaces[(int)random.NextInteger(typefaces.Count)];
            renderer.Draw(typeface.Digits[i % 10], random, images.AsSpan().Slice(i * Pixels, Pixels));
        }
        return new(images, labels);
    }

    /// <summary>Some of them.</summary>
    public DigitSet Take(Tensor<long> indices) => new(Images.Take(indices), Labels.Take(indices));
}
