using System.Reflection;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Ir;
using AutoDiff.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Tests.Emit;

/// <summary>Functions emitted as C#, and compiled.</summary>
internal static class EmittedText
{
    /// <summary>A static method of the function's name that returns double, with the parameters as given or else as the IR has them.</summary>
    public static string Of(FunctionIr function, params string[] parameters) => FunctionEmitter.Emit(
        function,
        new MemberHeader(
            [],
            "public static",
            function.Body.Yields.Count == 0 ? "void" : "double",
            function.Name,
            parameters.Length > 0 ? parameters : function.Parameters.Select(p => $"{p.Value.Type.ToString().Replace("global::System.", "")} {p.Value.Name}").ToArray()));

    /// <summary>The static class <c>Emitted</c> that holds the methods.</summary>
    public static Type Compile(IEnumerable<string> methods)
    {
        string text = $$"""
            #nullable disable
            using System;
            using AutoDiff;

            public static class Emitted
            {
            {{string.Join("\n\n", methods)}}
            }
            """;
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Emitted" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest))],
            [.. PlatformReferences.All, MetadataReference.CreateFromFile(typeof(EmittedText).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using MemoryStream stream = new();
        var result = compilation.Emit(stream);
        string[] lines = text.Split('\n');
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(10)
                .Select(d => $"{d.GetMessage()}: {lines[d.Location.GetLineSpan().StartLinePosition.Line]}")));
        }
        return Assembly.Load(stream.ToArray()).GetType("Emitted")!;
    }
}
