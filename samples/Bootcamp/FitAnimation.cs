using System.Globalization;
using System.Reflection;
using System.Text.Json;
using AutoDiff;

namespace Bootcamp;

/// <summary>The fit as a page that plays in a browser: one file, which loads nothing from elsewhere.</summary>
internal static class FitAnimation
{
    private const int Frames = 200;

    public static void Write(Tensor<float> x, Tensor<float> y, FitStep[] history, string file)
    {
        using Stream resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("FitAnimation.html")!;
        using StreamReader page = new(resource);
        File.WriteAllText(file, page.ReadToEnd().Replace("/*DATA*/", Json(x, y, history), StringComparison.Ordinal));
    }

    private static string Json(Tensor<float> x, Tensor<float> y, FitStep[] history) => JsonSerializer.Serialize(new
    {
        points = x.ToArray().Zip(y.ToArray(), (a, b) => new[] { Rounded(a), Rounded(b) }),
        frames = Shown(history).Select(h => new[] { h.Step, Rounded(h.W), Rounded(h.B), Rounded(h.Loss) }),
    });

    // Most happens in the first steps: the frames are dense there, and end with the last.
    private static IEnumerable<FitStep> Shown(FitStep[] history) =>
        Enumerable.Range(0, Frames + 1).Select(i => (int)Math.Round((history.Length - 1) * Math.Pow(i / (double)Frames, 2))).Distinct().Select(i => history[i]);

    private static double Rounded(float value) => double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
