using System.Numerics;
using AutoDiff.Testing;
using Xunit;

namespace AutoDiff.Gradients.Tests;

/// <summary><c>FHvp</c> and <c>FHessian</c> of the methods that have them.</summary>
public sealed class SecondOrderTests
{
    public static TheoryData<string, string, string> All => CaseRows.WithCombinations;

    public static TheoryData<string, string, string> Rows
    {
        get
        {
            TheoryData<string, string, string> rows = [];
            foreach ((string file, string method) in CaseRows.Methods.Where(m => CaseFile.Named(m.Case).Source.Contains("Order = 2", StringComparison.Ordinal)))
                foreach (Combination combination in Combination.All) rows.Add(file, method, combination.Name);
            return rows;
        }
    }

    /// <summary>⟨u, H v⟩ = ⟨v, H u⟩ for every method of every case with a scalar result: also at kinks, and where the gradient's differences say nothing.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Hessians_are_symmetric(string file, string method, string options)
    {
        foreach ((MethodDriver driver, CasePoint point, int seed, _) in CaseRows.Experiments(file, method, CaseCompilation.ForAllMembers(Combination.Named(options))))
        {
            if (!driver.HasSecondOrder) continue;
            Random random = new(seed);
            object?[][] directions = [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, point.Arguments.Length)
                .Where(i => driver.IsDifferentiable[i]).Select(i => Leaves.Like(point.Arguments[i], () => 2 * random.NextDouble() - 1)).ToArray())];
            double[][] vectors = [.. directions.Select(d => d.SelectMany(Leaves.Of).ToArray())];
            double[][] products = [.. directions.Select(d => driver.Hvp(Leaves.Clone(point.Arguments), Leaves.Clone(d)).SelectMany(Leaves.Of).ToArray())];
            double[] terms = [.. vectors[0].Zip(products[1], (a, b) => a * b), .. vectors[1].Zip(products[0], (a, b) => -a * b)];
            bool isSingle = point.Arguments.Any(Leaves.IsSingle);
            if (!(Math.Abs(terms.Sum()) <= (point.Arguments.Any(Leaves.IsHalf) ? 5e-2 : isSingle ? 1e-3 : 1e-9) * (1e-2 + terms.Sum(Math.Abs))))
                CaseRows.AssertNothing([$"⟨u, H v⟩ − ⟨v, H u⟩ is {terms.Sum():R}: H u = ({string.Join(", ", products[0])}), H v = ({string.Join(", ", products[1])})"], point.Arguments);
        }
    }

    /// <summary>Its product with a direction is the derivative of the gradient along it; the Hessian is symmetric, and made of such products.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Second_derivatives_are_the_differences_of_gradients(string file, string method, string options)
    {
        foreach ((MethodDriver driver, CasePoint point, int seed, _) in CaseRows.Experiments(file, method, CaseCompilation.For(Combination.Named(options))))
        {
            if (!driver.HasSecondOrder) continue;
            Random random = new(seed);
            int[] parameters = [.. Enumerable.Range(0, point.Arguments.Length).Where(i => driver.IsDifferentiable[i])];
            object?[] direction = [.. parameters.Select(i => Leaves.Like(point.Arguments[i], () => 2 * random.NextDouble() - 1))];
            object?[] arguments = Leaves.Clone(point.Arguments), primal = Leaves.Clone(point.Arguments);
            driver.Primal(primal);
            double[] product = [.. driver.Hvp(arguments, Leaves.Clone(direction)).SelectMany(Leaves.Of)];
            List<string> wrong = [];
            for (int i = 0; i < arguments.Length; i++)
                if (Leaves.Difference(primal[i], arguments[i]) is { } changed) wrong.Add($"argument {i} afterwards: {changed}");
            for (int k = 0; k < product.Length; k++)
            {
                (double expected, double error) = NumericalDerivative.Ridders(step => (Gradient(step)[k] - Gradient(-step)[k]) / (2 * step), 1, isSingle: false);
                double tolerance = 1e-6 * Math.Max(1, Math.Abs(expected));
                if (!(error <= tolerance / 2)) wrong.Add($"number {k}: the differences ({expected:R} ± {error:R}) do not converge");
                else if (!(Math.Abs(product[k] - expected) <= tolerance)) wrong.Add($"number {k} is {product[k]:R}, by differences {expected:R}");
            }
            if (parameters.Length == 1) Assert.Equal(point.Arguments[parameters[0]] is not (Tensor<Complex> or Tensor<Complex64>), driver.HasHessian);
            if (driver.HasHessian) CheckHessian(driver, point, Leaves.Of(direction[0]), product, wrong);
            CaseRows.AssertNothing(wrong, point.Arguments);

            double[] Gradient(double step)
            {
                object?[] moved = Leaves.Clone(point.Arguments);
                for (int p = 0; p < parameters.Length; p++)
                {
                    double[] from = Leaves.Of(moved[parameters[p]]), along = Leaves.Of(direction[p]);
                    for (int leaf = 0; leaf < from.Length; leaf++) moved[parameters[p]] = Leaves.With(moved[parameters[p]]!, leaf, from[leaf] + step * along[leaf]);
                }
                return [.. driver.Gradient(moved).SelectMany(Leaves.Of)];
            }
        }
    }

    private static void CheckHessian(MethodDriver driver, CasePoint point, double[] direction, double[] product, List<string> wrong)
    {
        int n = direction.Length;
        double[] hessian = Leaves.Of(driver.Hessian(Leaves.Clone(point.Arguments)));
        Assert.Equal(n * n, hessian.Length);
        for (int i = 0; i < n; i++)
        {
            double row = Enumerable.Range(0, n).Sum(j => hessian[i * n + j] * direction[j]);
            if (!(Math.Abs(row - product[i]) <= 1e-9 * (1 + Math.Abs(row)))) wrong.Add($"row {i} of the Hessian gives {row:R}, the product is {product[i]:R}");
            for (int j = 0; j < i; j++)
                if (!(Math.Abs(hessian[i * n + j] - hessian[j * n + i]) <= 1e-9 * (1 + Math.Abs(hessian[i * n + j])))) wrong.Add($"({i}, {j}) of the Hessian is {hessian[i * n + j]:R}, ({j}, {i}) is {hessian[j * n + i]:R}");
        }
    }
}
