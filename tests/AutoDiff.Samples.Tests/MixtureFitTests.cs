using AutoDiff.Benchmarks;
using MixtureFit;
using Xunit;

namespace AutoDiff.Samples.Tests;

public sealed class MixtureFitTests
{
    [Theory]
    [InlineData("gmm/test.txt")]
    [InlineData("gmm/gmm_d10_K25.txt")]
    public void Gradient_agrees_with_ADBench(string input)
    {
        MixtureProblem p = MixtureProblem.Read(Golden.Input(input));
        Golden golden = Golden.Of(input);
        (double value, (double[] alphas, double[] means, double[] icf)) =
            GaussianMixture.ObjectiveValueAndGradient(p.Alphas, p.Means, p.Icf, p.X, p.WishartGamma, p.WishartM);
        Golden.AssertAgree(golden.Values, [value]);
        Golden.AssertAgree(golden.Values, [GaussianMixture.Objective(p.Alphas, p.Means, p.Icf, p.X, p.WishartGamma, p.WishartM)]);
        Golden.AssertAgree(golden.Jacobian, [.. alphas, .. means, .. icf]);
    }

    [Theory]
    [InlineData("gmm/test.txt")]
    [InlineData("gmm/gmm_d10_K25.txt")]
    public void Gradient_by_hand_agrees_with_ADBench(string input)
    {
        MixtureProblem p = MixtureProblem.Read(Golden.Input(input));
        Golden golden = Golden.Of(input);
        double[] alphas = new double[p.Alphas.Length], means = new double[p.Means.Length], icf = new double[p.Icf.Length];
        double value = MixtureByHand.ObjectiveVjp(p.Alphas, p.Means, p.Icf, p.X, p.WishartGamma, p.WishartM, 1, alphas, means, icf);
        Golden.AssertAgree(golden.Values, [value]);
        Golden.AssertAgree(golden.Jacobian, [.. alphas, .. means, .. icf]);
    }

    [Fact]
    public void Gradient_agrees_with_the_one_by_hand_on_generated_data()
    {
        MixtureProblem p = MixtureProblem.Generate(d: 3, k: 4, n: 50, seed: 3).Truth with { WishartGamma = 0.7, WishartM = 2 };
        double[] alphas = new double[p.Alphas.Length], means = new double[p.Means.Length], icf = new double[p.Icf.Length];
        double expected = MixtureByHand.ObjectiveVjp(p.Alphas, p.Means, p.Icf, p.X, p.WishartGamma, p.WishartM, 1, alphas, means, icf);
        (double value, (double[] dAlphas, double[] dMeans, double[] dIcf)) =
            GaussianMixture.ObjectiveValueAndGradient(p.Alphas, p.Means, p.Icf, p.X, p.WishartGamma, p.WishartM);
        Golden.AssertAgree([expected, .. alphas, .. means, .. icf], [value, .. dAlphas, .. dMeans, .. dIcf]);
    }

    [Fact]
    public void Fit_improves_to_a_stationary_point()
    {
        MixtureProblem start = MixtureProblem.Generate(d: 2, k: 3, n: 300, seed: 1).Start;
        List<FitProgress> reports = [];
        (MixtureProblem fitted, FitProgress outcome) = MixtureFitter.Fit(start, iterations: 200, reports.Add);
        double before = LogPosterior(start), after = LogPosterior(fitted);
        Assert.True(after > before + 100, $"{before} → {after}");
        Assert.Equal(outcome.LogPosterior, after, 6);
        Assert.True(outcome.GradientNorm < 1e-2, $"gradient norm {outcome.GradientNorm}");
        Assert.Equal(outcome.Evaluations, reports.Count);
        Assert.Equal(reports.Select(r => r.LogPosterior).Order(), reports.Select(r => r.LogPosterior));
    }

    [Theory]
    [InlineData("2 3", "ends early")]
    [InlineData("2 x 1", "whole number")]
    [InlineData("2 -3 1", "positive")]
    [InlineData("1000 1000 1000 1", "ends early")]
    public void A_damaged_file_is_reported(string text, string message)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            Assert.Contains(message, Assert.Throws<InvalidDataException>(() => MixtureProblem.Read(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static double LogPosterior(MixtureProblem p) => GaussianMixture.LogPosterior(p.Alphas, p.Means, p.Icf, p.X, p.WishartGamma, p.WishartM);
}
