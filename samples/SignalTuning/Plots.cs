using ScottPlot;

namespace SignalTuning;

/// <summary>A picture of a stage's tuning: the loss, the settings on their way, and what the stage does before and after.</summary>
internal static class Plots
{
    private const int PanelWidth = 480, Height = 380;

    public static void Save(Tuning tuning, string file)
    {
        Multiplot row = new() { Layout = new ScottPlot.MultiplotLayouts.Columns() };
        row.AddPlots(3);
        Loss(row.GetPlot(0), tuning);
        Settings(row.GetPlot(1), tuning);
        Curves(row.GetPlot(2), tuning);
        row.SavePng(file, 3 * PanelWidth, Height);
    }

    private static void Loss(Plot plot, Tuning tuning)
    {
        (int Step, double Loss)[] positive = [.. tuning.Steps.Index().Select(s => (s.Index, s.Item.Loss)).Where(s => s.Loss > 0)];
        plot.Add.ScatterLine(positive.Select(s => (double)s.Step).ToArray(), positive.Select(s => Math.Log10(s.Loss)).ToArray()).LineWidth = 2;
        plot.Axes.Left.TickGenerator = PowersOfTen("1E{0:0}");
        Labels(plot, $"{tuning.Stage}: the loss", "iteration", "error to signal");
    }

    /// <summary>The way of each setting, as the optimizer moves it: 1 is where it starts, 0 the known one.</summary>
    private static void Settings(Plot plot, Tuning tuning)
    {
        double[] steps = [.. Enumerable.Range(0, tuning.Steps.Count).Select(s => (double)s)];
        for (int i = 0; i < tuning.Known.Coordinates.Length; i++)
        {
            double known = tuning.Known.Coordinates[i], way = tuning.Steps[0].Coordinates[i] - known;
            Line(plot, steps, [.. tuning.Steps.Select(s => (s.Coordinates[i] - known) / way)], tuning.Known.Settings[i].Name);
        }
        plot.ShowLegend(Alignment.UpperRight);
        Labels(plot, "the settings (1: the first, 0: the known)", "iteration", "distance from the known one");
    }

    private static void Curves(Plot plot, Tuning tuning)
    {
        Curve first = tuning.Before.Curve;
        foreach ((Rendering rendering, string name, LinePattern pattern) in (ReadOnlySpan<(Rendering, string, LinePattern)>)
            [(tuning.Before, "before", LinePattern.Dotted), (tuning.Target, "target", LinePattern.Solid), (tuning.After, "tuned", LinePattern.Dashed)])
        {
            double[] x = first.IsLogarithmic ? [.. rendering.Curve.X.Select(Math.Log10)] : rendering.Curve.X;
            Line(plot, x, rendering.Curve.Y, name).LinePattern = pattern;
        }
        if (first.IsLogarithmic) plot.Axes.Bottom.TickGenerator = PowersOfTen("{1:0}");
        plot.ShowLegend(Alignment.LowerRight);
        Labels(plot, "what it does", first.XLabel, first.YLabel);
    }

    private static ScottPlot.Plottables.Scatter Line(Plot plot, double[] x, double[] y, string name)
    {
        ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(x, y);
        line.LineWidth = 2;
        line.LegendText = name;
        return line;
    }

    private static ScottPlot.TickGenerators.NumericAutomatic PowersOfTen(string format) => new()
    {
        IntegerTicksOnly = true,
        LabelFormatter = exponent => string.Format(System.Globalization.CultureInfo.InvariantCulture, format, exponent, Math.Pow(10, exponent)),
    };

    private static void Labels(Plot plot, string title, string x, string y)
    {
        plot.Title(title);
        plot.XLabel(x);
        plot.YLabel(y);
    }
}
