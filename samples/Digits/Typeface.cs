using SkiaSharp;

namespace Digits;

/// <summary>The shapes of the digits 0 to 9 in one typeface.</summary>
/// <param name="Family">What it is a style of.</param>
/// <param name="Digits">Their outlines, of any size and at any place; y points down.</param>
internal sealed record Typeface(string Family, IReadOnlyList<SKPath> Digits);
