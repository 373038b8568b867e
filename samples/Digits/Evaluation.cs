using AutoDiff;

namespace Digits;

/// <summary>What a model reads in images.</summary>
/// <param name="Digits">The images.</param>
/// <param name="Read">The digit that the model sees in each.</param>
internal sealed record Evaluation(DigitSet Digits, IReadOnlyList<long> Read)
{
    private const int BatchSize = 200;

    /// <summary>The share of the images that are read right.</summary>
    public double Accuracy => Read.Where((_, i) => IsRight(i)).Count() / (double)Digits.Count;

    public static Evaluation Of(Layer<float> model, DigitSet digits)
    {
        model.Evaluate();
        List<long> read = [];
        for (int start = 0; start < digits.Count; start += BatchSize)
        {
            Tensor<float> images = digits.Images[start..Math.Min(start + BatchSize, digits.Count)];
            read.AddRange(model.Forward(images).ArgMax(1).ToArray());
        }
        model.Train();
        return new(digits, read);
    }

    public bool IsRight(int image) => Read[image] == Digits.Labels[image];

    /// <summary>How often each digit, the row, is read as each digit, the column.</summary>
    public int[,] Confusion()
    {
        int[,] counts = new int[10, 10];
        for (int i = 0; i < Digits.Count; i++) counts[Digits.Labels[i], Read[i]]++;
        return counts;
    }
}
