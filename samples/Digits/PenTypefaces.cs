using SkiaSharp;

namespace Digits;

/// <summary>Digits drawn with three pens: shapes that are there on every machine, whatever its fonts.</summary>
internal static class PenTypefaces
{
    /// <summary>The way of the pen for each digit, in a box of 100 × 140.</summary>
    private static readonly string[] Strokes =
    [
        "M50,5 C95,5 95,135 50,135 C5,135 5,5 50,5 Z",
        "M25,30 L55,5 L55,135",
        "M12,40 C15,-10 95,-5 85,45 C80,75 25,100 10,135 L90,135",
        "M15,20 C35,-10 90,0 80,40 C77,58 60,66 42,66 C70,66 92,78 88,105 C82,145 25,145 10,112",
        "M68,135 L68,5 L8,95 L95,95",
        "M82,5 L25,5 L18,62 C45,45 90,55 88,95 C86,145 25,145 10,115",
        "M75,10 C30,15 12,70 14,95 C16,148 88,148 88,95 C88,45 25,45 14,95",
        "M8,5 L90,5 C60,50 42,90 38,135",
        "M50,66 C5,60 10,5 50,5 C90,5 95,60 50,66 C-5,75 0,135 50,135 C100,135 105,75 50,66 Z",
        "M25,130 C70,125 88,70 86,45 C84,-8 12,-8 12,45 C12,95 75,95 86,45",
    ];

    public static IReadOnlyList<Typeface> All { get; } = [Typeface("thin pen", 10), Typeface("broad pen", 24), Typeface("pen", 16)];

    private static Typeface Typeface(string name, float width) => new(name, [.. Strokes.Select(stroke => Outline(stroke, width))]);

    private static SKPath Outline(string stroke, float width)
    {
        using SKPath way = SKPath.ParseSvgPathData(stroke);
        using SKPaint pen = new() { Style = SKPaintStyle.Stroke, StrokeWidth = width, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round };
        SKPath outline = new();
        pen.GetFillPath(way, outline);
        return outline;
    }
}
