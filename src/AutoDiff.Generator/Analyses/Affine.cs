using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Analyses;

/// <summary>An integer as a sum: values that are added and subtracted, and a constant. So <c>i - 1</c> is found to be one less than <c>i</c>.</summary>
/// <param name="Terms">Ids plus one, in order; negative for what is subtracted.</param>
/// <param name="Constant">What is added to them.</param>
internal sealed record Affine(EquatableArray<int> Terms, long Constant)
{
    public static Affine Zero { get; } = Of(0);

    public bool IsConstant => Terms.Count == 0;

    public static Affine Of(long constant) => new([], constant);

    public static Affine Of(Value value) => new([value.Id + 1], 0);

    public Affine Plus(long constant) => this with { Constant = Constant + constant };

    public Affine Plus(Affine other)
    {
        List<int> terms = [.. Terms];
        foreach (int term in other.Terms)
            if (!terms.Remove(-term)) terms.Add(term);
        terms.Sort();
        return new(terms, Constant + other.Constant);
    }

    public Affine Negated() => new([.. Terms.Select(t => -t).OrderBy(t => t)], -Constant);

    /// <summary>True if a value is among its terms.</summary>
    public bool Mentions(Func<int, bool> value) => Terms.Any(t => value(Math.Abs(t) - 1));

    /// <summary>How much greater it is than another one, where their terms are the same, else null.</summary>
    public long? Minus(Affine other)
    {
        // A sum of more than the greatest index would wrap: no array has 56 elements less than that, so differences below do not.
        const int LargestDifference = 56;
        if (!Terms.Equals(other.Terms)) return null;
        long difference = Constant - other.Constant;
        return IsConstant || Math.Abs(difference) <= LargestDifference ? difference : null;
    }
}
