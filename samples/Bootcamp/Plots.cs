using AutoDiff;
using ScottPlot;

namespace Bootcamp;

/// <summary>The pictures.</summary>
internal static class Plots
{
    private const int Width = 1000, Height = 420;

    /// <summary>x and the distance of the parabola from its least value, over the steps.</summary>
    public static void Descent((float X, float Value)[] path, string file)
    {
        const double Minimum = 1.5, Least = -1.25;
        Multiplot pair = Pair();
        Plot way = pair.GetPlot(0), value = pair.GetPlot(1);
        Curve(way, path.Select(p => (double)p.X));
        HorizontalLine(way, Minimum, "3/2");
        Labels(way, "x", "step", "x");
        Logarithmic(value, path.Select(p => p.Value - Least));
        Labels(value, "x² − 3x + 1 above its minimum", "step", "difference");
        pair.SavePng(file, Width, Height);
    }

    /// <summary>The points with the first line and the last, and the loss over the steps.</summary>
    public static void Fit(Tensor<float> x, Tensor<float> y, FitStep[] history, string file)
    {
        Multiplot pair = Pair();
        Plot lines = pair.GetPlot(0), loss = pair.GetPlot(1);
        double[] xs = [.. x.ToArray().Select(v => (double)v)], ys = [.. y.ToArray().Select(v => (double)v)];
        ScottPlot.Plottables.Scatter points = lines.Add.ScatterPoints(xs, ys);
        points.LegendText = "points";
        Line(lines, history[0], "before").LinePattern = LinePattern.Dashed;
        Line(lines, history[^1], "after");
        lines.ShowLegend(Alignment.UpperLeft);
        Labels(lines, "y = W x + B", "x", "y");
        Logarithmic(loss, history.Select(h => (double)h.Loss));
        Labels(loss, "mean squared error", "step", "loss");
        pair.SavePng(file, Width, Height);
    }

    private static Multiplot Pair()
    {
        Multiplot pair = new() { Layout = new ScottPlot.MultiplotLayouts.Columns() };
        pair.AddPlots(2);
        return pair;
    }

    private static ScottPlot.Plottables.Scatter Line(Plot plot, FitStep step, string name)
    {
        ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(new double[] { -1, 1 }, new double[] { (double)step.B - step.W, (double)step.B + step.W });
        line.LineWidth = 2;
        line.LegendText = name;
        return line;
    }

    private static void Curve(Plot plot, IEnumerable<double> values) => plot.Add.Signal(values.ToArray()).LineWidth = 2;

    private static void HorizontalLine(Plot plot, double y, string text)
    {
        ScottPlot.Plottables.HorizontalLine line = plot.Add.HorizontalLine(y);
        line.LinePattern = LinePattern.Dashed;
        line.LegendText = text;
        plot.ShowLegend(Alignment.LowerRight);
    }

    // Powers of ten on the axis; what has arrived at 0 to the last digit is left out.
    private static void Logarithmic(Plot plot, IEnumerable<double> values)
    {
        (double Step, double Value)[] positive = [.. values.Select((v, i) => (Step: (double)i, Value: v)).Where(p => p.Value > 0)];
        plot.Add.ScatterLine(positive.Select(p => p.Step).ToArray(), positive.Select(p => Math.Log10(p.Value)).ToArray()).LineWidth = 2;
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            IntegerTicksOnly = positive.Max(p => p.Value) > 100 * positive.Min(p => p.Value),
            LabelFormatter = exponent => $"{Math.Pow(10, exponent):G3}",
        };
    }

    private static void Labels(Plot plot, string title, string x, string y)
    {
        plot.Title(title);
        plot.XLabel(x);
        plot.YLabel(y);
    }
}
