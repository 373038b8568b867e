using AutoDiff;

namespace Digits;

/// <summary>Digits to train with, and digits in other families of typefaces, which no training sees.</summary>
/// <param name="Training">To train with.</param>
/// <param name="HeldOut">A fifth as many of the others.</param>
/// <param name="TrainingFamilies">The families of the ones.</param>
/// <param name="HeldOutFamilies">The families of the others.</param>
internal sealed record DigitSplit(DigitSet Training, DigitSet HeldOut, IReadOnlyList<string> TrainingFamilies, IReadOnlyList<string> HeldOutFamilies)
{
    /// <summary>Draws digits. Every fourth family is held out; of up to four the last.</summary>
    public static DigitSplit Draw(IReadOnlyList<Typeface> typefaces, int samples, TensorRandom random)
    {
        string[] families = [.. typefaces.Select(t => t.Family).Distinct()];
        ILookup<bool, string> isHeldOut = families.Index().ToLookup(f => f.Index % 4 == Math.Min(3, families.Length - 1), f => f.Item);
        DigitSet Of(bool heldOut, int count) => DigitSet.Draw([.. typefaces.Where(t => isHeldOut[heldOut].Contains(t.Family))], count, random);
        return new(Of(false, samples), Of(true, samples / 5), [.. isHeldOut[false]], [.. isHeldOut[true]]);
    }
}
