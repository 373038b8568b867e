using AutoDiff;
using SkiaSharp;

namespace Digits;

/// <summary>Draws a digit as nobody else has drawn it: turned, slanted, stretched, shifted, blurred, in a grey of its own, with noise.</summary>
internal sealed class DigitRenderer : IDisposable
{
    /// <summary>The rows and columns of an image.</summary>
    public const int Side = 28;

    private readonly SKBitmap _bitmap = new(new SKImageInfo(Side, Side, SKColorType.Gray8, SKAlphaType.Opaque));
    private readonly SKCanvas _canvas;

    public DigitRenderer() => _canvas = new(_bitmap);

    public void Dispose()
    {
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    /// <summary>Draws in light on dark.</summary>
    /// <param name="outline">The digit.</param>
    /// <param name="random">What chooses its pose and noise.</param>
    /// <param name="image">The rows of the image: 0 is dark, 1 is light.</param>
    public void Draw(SKPath outline, TensorRandom random, Span<float> image)
    {
        using SKPath placed = new();
        SKMatrix pose = Pose(outline.TightBounds, random);
        outline.Transform(in pose, placed);
        using SKMaskFilter? blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, (float)Between(random, 0.1, 1));
        using SKPaint paint = new() { IsAntialias = true, Color = SKColors.White, MaskFilter = blur };
        _canvas.Clear(SKColors.Black);
        _canvas.DrawPath(placed, paint);

        double light = Between(random, 0.5, 1), noise = Between(random, 0, 0.2);
        ReadOnlySpan<byte> pixels = _bitmap.GetPixelSpan();
        for (int y = 0; y < Side; y++)
            for (int x = 0; x < Side; x++)
                image[(y * Side) + x] = (float)Math.Clamp((light * pixels[(y * _bitmap.RowBytes) + x] / 255) + (noise * random.NextNormal()), 0, 1);
    }

    /// <summary>Centres the digit, makes it about 20 pixels high, and changes it a little in each way.</summary>
    private static SKMatrix Pose(SKRect bounds, TensorRandom random)
    {
        float size = 20 / Math.Max(bounds.Height, bounds.Width);
        SKMatrix pose = SKMatrix.CreateTranslation(-bounds.MidX, -bounds.MidY);
        pose = pose.PostConcat(SKMatrix.CreateScale(size * (float)Between(random, 0.75, 1.1), size * (float)Between(random, 0.75, 1.1)));
        pose = pose.PostConcat(SKMatrix.CreateSkew((float)Between(random, -0.3, 0.3), 0));
        pose = pose.PostConcat(SKMatrix.CreateRotationDegrees((float)Between(random, -15, 15)));
        return pose.PostConcat(SKMatrix.CreateTranslation((Side / 2) + (float)Between(random, -2, 2), (Side / 2) + (float)Between(random, -2, 2)));
    }

    private static double Between(TensorRandom random, double low, double high) => low + ((high - low) * random.NextDouble());
}
