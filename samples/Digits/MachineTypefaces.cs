using SkiaSharp;

namespace Digits;

/// <summary>Which fonts of the machine have digits?</summary>
internal static class MachineTypefaces
{
    private const int MostFamilies = 60;

    /// <summary>
    /// How many contours a digit has: 1, 2, 3, 5 and 7 are one piece without a hole, 6 and 9 have a hole, 8 has two. That tells fonts of letters from those of symbols. A 0 may have a dot
    /// or a slash in it, a 4 may be open.
    /// </summary>
    private static readonly int?[] Contours = [null, 1, 1, 1, null, 1, 2, 1, 3, 2];

    /// <summary>The typefaces of up to 60 families, spread over the alphabet, in an order that does not depend on where the fonts lie.</summary>
    public static IReadOnlyList<Typeface> Find()
    {
        SKFontManager fonts = SKFontManager.Default;
        string[] families = [.. fonts.FontFamilies.Distinct().Order(StringComparer.Ordinal)];
        int step = (families.Length + MostFamilies - 1) / MostFamilies;
        return [.. families.Where((_, i) => i % step == 0).SelectMany(family => Styles(fonts, family))];
    }

    private static IEnumerable<Typeface> Styles(SKFontManager fonts, string family)
    {
        using SKFontStyleSet styles = fonts.GetFontStyles(family);
        foreach (int i in Enumerable.Range(0, styles.Count).OrderBy(i => (styles[i].Weight, styles[i].Width, styles[i].Slant)))
        {
            using SKTypeface? typeface = styles.CreateTypeface(i);
            if (typeface is not null && Digits(typeface) is { } digits) yield return new(family, digits);
        }
    }

    /// <summary>The outlines of the digits, or null if they are not there or are no digits.</summary>
    private static SKPath[]? Digits(SKTypeface typeface)
    {
        using SKFont font = new(typeface, size: 100);
        SKPath?[] outlines = [.. "0123456789".Select(digit => font.ContainsGlyph(digit) ? font.GetGlyphPath(font.GetGlyph(digit))?.Simplify() : null)];
        return outlines.OfType<SKPath>().Where((outline, digit) => Contours[digit] is not { } expected || expected == CountContours(outline)).ToArray() is { Length: 10 } digits ? digits : null;
    }

    private static int CountContours(SKPath path)
    {
        using SKPath.RawIterator verbs = path.CreateRawIterator();
        SKPoint[] points = new SKPoint[4];
        int count = 0;
        for (SKPathVerb verb = verbs.Next(points); verb != SKPathVerb.Done; verb = verbs.Next(points))
            if (verb == SKPathVerb.Move) count++;
        return count;
    }
}
