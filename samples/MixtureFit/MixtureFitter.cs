using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace MixtureFit;

/// <summary>Where a fit stands: evaluations of value and gradient so far, the best log-posterior, the gradient's norm there.</summary>
public readonly record struct FitProgress(int Evaluations, double LogPosterior, double GradientNorm);

/// <summary>Maximises <see cref="GaussianMixture.LogPosterior"/> by L-BFGS.</summary>
public static class MixtureFitter
{
    public static (MixtureProblem Fitted, FitProgress Outcome) Fit(MixtureProblem problem, int iterations, Action<FitProgress>? report = null)
    {
        int k = problem.Alphas.Length, means = problem.Means.Length;
        double[] best = [.. problem.Alphas, .. problem.Means, .. problem.Icf];
        FitProgress outcome = new(0, double.NegativeInfinity, double.NaN);

        (double, Vector<double>) Evaluate(Vector<double> parameters)
        {
            double[] p = parameters.ToArray();
            double[] gradient = new double[p.Length];

            // The cotangent −1 makes a problem of minimisation out of it.
            double value = GaussianMixture.LogPosteriorVjp(
                p[..k], p[k..(k + means)], p[(k + means)..], problem.X, problem.WishartGamma, problem.WishartM, -1,
                gradient.AsSpan(0, k), gradient.AsSpan(k, means), gradient.AsSpan(k + means));
            Vector<double> result = Vector<double>.Build.Dense(gradient);
            if (value > outcome.LogPosterior)
            {
                best = p;
                outcome = outcome with { LogPosterior = value, GradientNorm = result.L2Norm() };
            }
            outcome = outcome with { Evaluations = outcome.Evaluations + 1 };
            report?.Invoke(outcome);
            return (-value, result);
        }

        LimitedMemoryBfgsMinimizer minimizer = new(gradientTolerance: 1e-6, parameterTolerance: 1e-10, functionProgressTolerance: 1e-12, memory: 10, iterations);
        try
        {
            minimizer.FindMinimum(ObjectiveFunction.Gradient(Evaluate), Vector<double>.Build.DenseOfArray(best));
        }
        catch (Exception e) when (e is MaximumIterationsException or OptimizationException)
        {
            // Out of iterations, or at the limit of rounding where no step improves: the best point seen is the answer either way.
        }
        return (problem with { Alphas = best[..k], Means = best[k..(k + means)], Icf = best[(k + means)..] }, outcome);
    }
}
