using System.Globalization;
using System.Runtime.InteropServices;
using ScottPlot;

namespace Digits;

/// <summary>A picture of what a model reads: how often each digit is taken for each, and images, those that are read wrong first.</summary>
internal static class Plots
{
    private const int Width = 1240, Height = 620;

    /// <summary>Rows of a heatmap are counted from above, y from below.</summary>
    private const int Top = 9;

    private const int Rows = 6, Columns = 8, Caption = 9, Gap = 4, TileHeight = Caption + DigitRenderer.Side + Gap, TileWidth = DigitRenderer.Side + Gap;

    public static void Save(Evaluation evaluation, string model, string file)
    {
        Multiplot pair = new() { Layout = new ScottPlot.MultiplotLayouts.Columns() };
        pair.AddPlots(2);
        Confusion(pair.GetPlot(0), evaluation, model);
        Images(pair.GetPlot(1), evaluation);
        pair.SavePng(file, Width, Height);
    }

    private static void Confusion(Plot plot, Evaluation evaluation, string model)
    {
        int[,] counts = evaluation.Confusion();
        // In shades of the logarithm, so that a single mistake is seen beside hundreds of successes.
        double[,] shades = new double[10, 10];
        foreach ((int digit, int read) in Pairs()) shades[digit, read] = Math.Log(1 + counts[digit, read]);
        plot.Add.Heatmap(shades).Colormap = new ScottPlot.Colormaps.Blues().Reversed();

        double darkest = shades.Cast<double>().Max();
        foreach ((int digit, int read) in Pairs().Where(pair => counts[pair.Digit, pair.Read] > 0))
        {
            ScottPlot.Plottables.Text text = plot.Add.Text($"{counts[digit, read]}", read, Top - digit);
            text.LabelAlignment = Alignment.MiddleCenter;
            text.LabelFontColor = shades[digit, read] > darkest / 2 ? Colors.White : Colors.Black;
        }
        double[] places = [.. Enumerable.Range(0, 10).Select(digit => (double)digit)];
        string[] names = [.. places.Select(digit => $"{digit}")];
        plot.Axes.Bottom.SetTicks(places, names);
        plot.Axes.Left.SetTicks([.. places.Select(digit => Top - digit)], names);
        plot.Axes.SetLimits(-0.5, Top + 0.5, -0.5, Top + 0.5);
        plot.HideGrid();
        plot.Title(string.Create(CultureInfo.InvariantCulture, $"{model}: {evaluation.Accuracy:P2} of {evaluation.Digits.Count:N0} images held out are read right"));
        plot.XLabel("read as");
        plot.YLabel("drawn as");
    }

    private static IEnumerable<(int Digit, int Read)> Pairs() => from digit in Enumerable.Range(0, 10) from read in Enumerable.Range(0, 10) select (digit, read);

    private static void Images(Plot plot, Evaluation evaluation)
    {
        double[,] sheet = new double[Rows * TileHeight, Columns * TileWidth];
        foreach (ref double cell in MemoryMarshal.CreateSpan(ref sheet[0, 0], sheet.Length)) cell = double.NaN;
        int[] shown = [.. Enumerable.Range(0, evaluation.Digits.Count).OrderBy(evaluation.IsRight).Take(Rows * Columns)];
        foreach ((int place, int image) in shown.Index())
        {
            int top = place / Columns * TileHeight, left = place % Columns * TileWidth;
            float[] pixels = evaluation.Digits.Images[image, ..].ToArray();
            for (int i = 0; i < pixels.Length; i++) sheet[top + Caption + (i / DigitRenderer.Side), left + (i % DigitRenderer.Side)] = pixels[i];
            ScottPlot.Plottables.Text text = plot.Add.Text($"{evaluation.Digits.Labels[image]} → {evaluation.Read[image]}", left, sheet.GetLength(0) - top);
            text.LabelFontColor = evaluation.IsRight(image) ? Colors.Grey : Colors.Red;
        }
        plot.Add.Heatmap(sheet).Colormap = new ScottPlot.Colormaps.Grayscale();
        plot.HideAxesAndGrid();
        plot.Axes.SquareUnits();
        plot.Title("drawn as → read as");
    }
}
