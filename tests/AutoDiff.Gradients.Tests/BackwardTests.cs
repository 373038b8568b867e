using System.Reflection;
using AutoDiff.Testing;
using Xunit;

namespace AutoDiff.Gradients.Tests;

/// <summary><c>FBackward</c> of every method of every case that has one: the gradient of each parameter that its modules list, against differences of the primal.</summary>
public sealed class BackwardTests
{
    private const double Step = 1e-5, Tolerance = 1e-7;

    public static TheoryData<string, string, string> Rows
    {
        get
        {
            TheoryData<string, string, string> rows = [];
            foreach ((string file, string method) in CaseRows.Methods.Where(m => CaseFile.Named(m.Case).Source.Contains(": Module", StringComparison.Ordinal)))
                foreach (Combination combination in Combination.All) rows.Add(file, method, combination.Name);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Parameters_get_the_gradient_that_differences_measure(string file, string method, string options)
    {
        foreach ((MethodDriver driver, CasePoint point, _, string name) in CaseRows.Experiments(file, method, CaseCompilation.For(Combination.Named(options))))
        {
            MethodInfo backward = driver.GetType().Assembly.GetType(CaseFile.Named(file).TypeName)!.GetMethod(method + "Backward")!;
            Module[] modules = [.. point.Arguments.OfType<Module>()];
            (string Name, Parameter<double> Parameter)[] parameters = [.. modules.SelectMany(m => m.NamedParameters()).Select(p => (p.Name, (Parameter<double>)p.Parameter))];
            Assert.NotEmpty(parameters);
            foreach (Module module in modules) module.ZeroGradients();

            // A second call adds the same again.
            double value = (double)driver.Primal(point.Arguments)!;
            Assert.True(Math.Abs(value - (double)backward.Invoke(null, point.Arguments)!) <= CaseRows.Precision(file, options) * (1 + Math.Abs(value)), $"{name}: the value is {value}");
            backward.Invoke(null, point.Arguments);
            foreach ((string parameter, Parameter<double> owner) in parameters)
            {
                Assert.NotNull(owner.Gradient);
                Span<double> elements = owner.Value.AsSpan();
                double[] gradient = owner.Gradient.ToArray();
                for (int i = 0; i < elements.Length; i++)
                {
                    double expected = 2 * Difference(ref elements[i], () => (double)driver.Primal(point.Arguments)!);
                    Assert.True(Math.Abs(expected - gradient[i]) <= Tolerance * (1 + Math.Abs(expected)), $"{name}: the gradient of {parameter}, element {i}, is {gradient[i]}, twice the difference quotient {expected}");
                }
            }
        }
    }

    private static double Difference(ref double variable, Func<double> value)
    {
        double at = variable;
        variable = at + Step;
        double above = value();
        variable = at - Step;
        double below = value();
        variable = at;
        return (above - below) / (2 * Step);
    }
}
