using System.Text;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Frontend;
using AutoDiff.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiff.Generator;

/// <summary>
/// The second pipeline: calls that name a function → the functions, lowered, once each → their derivatives, and one file with what takes the place of the
/// calls. An edit moves calls, and so makes that file anew; the derivatives stay.
/// </summary>
public sealed partial class DifferentiableGenerator
{
    private static void RegisterInterceptors(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<Compilation> compilation, IncrementalValueProvider<GeneratorOptions> options)
    {
        IncrementalValuesProvider<Interception> calls = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => GradientCallReader.IsCandidate(node), static (syntax, _) => syntax.Node)
            .Combine(compilation)
            .Select(static (input, cancellation) => Interception.Read(input.Left, input.Right, cancellation))
            .Where(static interception => interception is not null)
            .Select(static (interception, _) => interception!)
            .WithTrackingName(Steps.Calls);

        IncrementalValuesProvider<Primal> functions = calls.Collect()
            .SelectMany(static (all, _) => all.Select(i => i.Function).OfType<Primal>().GroupBy(f => f.Method.DocumentationId).Select(same => same.First()))
            .WithTrackingName(Steps.Functions);

        IncrementalValuesProvider<Derivative> derivatives = functions.Combine(options)
            .Select(static (input, _) => Derivative.Of(input.Left, input.Right))
            .WithTrackingName(Steps.FunctionDerivatives);

        RegisterOutput(context, derivatives);

        // Where there is no derivative something else is reported, and the call stays as it is.
        IncrementalValueProvider<EquatableArray<string>> without = derivatives.Where(static d => d.Text is null).Select(static (d, _) => d.DocumentationId)
            .Collect().Select(static (ids, _) => ids.ToEquatableArray());

        IncrementalValueProvider<EquatableArray<InterceptedCall>> intercepted = calls.Select(static (interception, _) => interception.Call).Collect().Combine(without)
            .Select(static (input, _) => input.Left.Where(call => !input.Right.Contains(call.Function.DocumentationId)).ToEquatableArray())
            .WithTrackingName(Steps.Interceptors);

        context.RegisterSourceOutput(intercepted, static (output, all) =>
        {
            if (all.Count > 0) output.AddSource(InterceptorEmitter.FileName, SourceText.From(InterceptorEmitter.Emit(all), Encoding.UTF8));
        });
    }
}
