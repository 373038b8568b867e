using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

using Parameter = AutoDiff.Generator.Ir.Parameter;

/// <summary>A bug in the compiler of derivatives is an error at the method, not a crash of the build and not silence.</summary>
public sealed class InternalErrorTests
{
    private sealed record UnknownStatement : Statement;

    private static readonly MethodModel Method = new("", [new("class", "C")], "F", "public", "double", true, [new("double", "x", PassingMode.Value, null, true)], "M:C.F(System.Double)");

    [Fact]
    public void An_exception_becomes_a_failure_that_says_what_was_thrown()
    {
        Value x = new(0, IrType.Double, "x");
        FunctionIr broken = new("F", [new Parameter(x, ParameterRole.Differentiable)], new Region([], [new UnknownStatement()], [x]), 1);
        Derivative derivative = Derivative.Of(new Primal(Method, broken), GeneratorOptions.Default);
        Assert.Null(derivative.Text);
        Assert.NotNull(derivative.Failure);
        Diagnostic diagnostic = derivative.Failure.At(null);
        Assert.Equal(("AD9999", DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains(derivative.Failure.Exception, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_that_did_not_lower_is_no_failure_of_the_derivative() =>
        Assert.Equal((null, null), (Derivative.Of(new Primal(Method, null), GeneratorOptions.Default).Text, Derivative.Of(new Primal(Method, null), GeneratorOptions.Default).Failure));
}
