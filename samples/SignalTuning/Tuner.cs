using System.Runtime.InteropServices;
using AutoDiff;

namespace SignalTuning;

/// <summary>How are settings found? By L-BFGS, which suits losses without noise and with a few settings.</summary>
internal static class Tuner
{
    /// <summary>Changes settings until the loss is least, and reports the loss and the settings of each step, the first ones and those found included.</summary>
    /// <typeparam name="TSettings">A struct of <c>double</c>s: its memory is the optimizer's vector.</typeparam>
    public static TSettings Minimise<TSettings>(
        Func<TSettings, (double Loss, TSettings Gradient)> lossAndGradient, TSettings start, int iterations, Action<double, TSettings> report)
        where TSettings : unmanaged
    {
        Parameter<double> vector = new(Tensor.Create(Numbers(start)));
        Lbfgs optimizer = new([vector], maximumIterations: 1, gradientTolerance: 1e-12, changeTolerance: 1e-16);
        double loss = double.NaN;

        double Evaluate()
        {
            optimizer.ZeroGradients();
            (loss, TSettings gradient) = lossAndGradient(Settings<TSettings>(vector));
            vector.AddGradient(Tensor.Create(Numbers(gradient)));
            return loss;
        }

        for (int i = 0; i < iterations; i++)
        {
            TSettings before = Settings<TSettings>(vector);
            report(optimizer.Step(Evaluate), before);
            if (Settings<TSettings>(vector).Equals(before)) break;
        }
        TSettings found = Settings<TSettings>(vector);
        report(lossAndGradient(found).Loss, found);
        return found;
    }

    /// <summary>The fields of a struct of <c>double</c>s.</summary>
    public static ReadOnlySpan<double> Numbers<TSettings>(in TSettings settings)
        where TSettings : unmanaged => MemoryMarshal.Cast<TSettings, double>(new ReadOnlySpan<TSettings>(in settings));

    private static TSettings Settings<TSettings>(Parameter<double> vector)
        where TSettings : unmanaged => MemoryMarshal.Cast<double, TSettings>(vector.Value.AsSpan())[0];
}
