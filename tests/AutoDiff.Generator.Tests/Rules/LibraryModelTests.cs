using System.Reflection;
using AutoDiff.Generator.Frontend;
using AutoDiff.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiff.Generator.Tests.Rules;

/// <summary>What the models of System.Numerics, of LINQ and of the runtime's complex numbers compute is what the methods compute.</summary>
public sealed class LibraryModelTests
{
    private const int Points = 20;

    private static readonly Lazy<Assembly> Models = new(Compile);

    public static TheoryData<string> Rows => [.. Methods().Select(Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_model_agrees_with_the_platform(string name)
    {
        MethodInfo model = Methods().Single(m => Name(m) == name);
        Func<object[], object?> platform = PlatformOf(model);
        Random random = new(name.Length);
        for (int i = 0; i < Points; i++)
        {
            object[] arguments = [.. model.GetParameters().Select(p => p.Name == "far" ? 3f : Random(p.ParameterType, random))];
            double[] expected = Leaves(platform(arguments)), actual = Leaves(model.Invoke(null, arguments));
            Assert.Equal(expected.Length, actual.Length);
            for (int k = 0; k < expected.Length; k++)
                if (!(double.IsNaN(expected[k]) && double.IsNaN(actual[k]))) Assert.Equal(expected[k], actual[k], 2e-5 * Math.Max(1, Math.Abs(expected[k])));
        }
    }

    private static IEnumerable<MethodInfo> Methods() =>
        Models.Value.GetTypes().Where(t => t.Name.EndsWith("Model", StringComparison.Ordinal)).SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)).Where(m => !m.IsGenericMethod);

    private static string Name(MethodInfo m) =>
        $"{m.DeclaringType!.Name}.{m.Name}({string.Join(", ", m.GetParameters().Select(p => p.ParameterType.IsGenericType ? $"sequence of {p.ParameterType.GenericTypeArguments[0].Name}" : p.ParameterType.Name))})";

    /// <summary>The method, constructor or accessor that a model stands for.</summary>
    private static Func<object[], object?> PlatformOf(MethodInfo model)
    {
        string typeName = model.DeclaringType!.Name;
        Type type = typeName == "EnumerableModel" ? typeof(Enumerable) : typeName == "Complex64Model" ? typeof(Complex64) : typeof(System.Numerics.Complex).Assembly.GetType($"System.Numerics.{typeName[..^5]}") ?? typeof(System.Numerics.Vector3).Assembly.GetType($"System.Numerics.{typeName[..^5]}", throwOnError: true)!;
        Type[] parameters = [.. model.GetParameters().Select(p => p.ParameterType)];
        if (model.Name == "New" && type.GetConstructor(parameters) is { } constructor) return constructor.Invoke;
        if (type.GetMethods(BindingFlags.Static | BindingFlags.Public).FirstOrDefault(m => m.Name == model.Name && m.ReturnType == model.ReturnType && Has(m, parameters)) is { } method)
            return arguments => method.Invoke(null, arguments);
        MethodInfo instance = type.GetMethod(model.Name, BindingFlags.Instance | BindingFlags.Public, parameters[1..])
            ?? throw new InvalidOperationException($"{Name(model)} stands for nothing.");
        return arguments => instance.Invoke(arguments[0], arguments[1..]);
    }

    private static bool Has(MethodInfo method, Type[] parameters) => method.GetParameters().Select(p => p.ParameterType).SequenceEqual(parameters);

    private static object Random(Type type, Random random)
    {
        if (type == typeof(int)) return random.Next(2);
        if (type == typeof(IEnumerable<int>)) return Enumerable.Range(0, 5).Select(_ => random.Next(100)).ToArray();
        if (type == typeof(IEnumerable<long>)) return Enumerable.Range(0, 5).Select(_ => random.NextInt64(100)).ToArray();
        if (type == typeof(IEnumerable<float>)) return Enumerable.Range(0, 5).Select(_ => random.Next(9) == 0 ? float.NaN : random.NextSingle() - 0.5f).ToArray();
        if (type == typeof(IEnumerable<double>)) return Enumerable.Range(0, 5).Select(_ => random.Next(9) == 0 ? double.NaN : random.NextDouble() - 0.5).ToArray();
        if (type == typeof(long)) return (long)random.Next(5);
        if (type == typeof(float)) return random.NextSingle() + 0.25f;
        if (type == typeof(double)) return random.NextDouble() + 0.25;
        if (type == typeof(System.Numerics.Complex)) return new System.Numerics.Complex(random.NextDouble() * 2 - 1, random.NextDouble() * 2 - 1);
        if (type == typeof(Complex64)) return new Complex64(random.NextSingle() * 2 - 1, random.NextSingle() * 2 - 1);
        object value = Activator.CreateInstance(type)!;
        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public)) field.SetValue(value, random.NextSingle() * 2 - 1);
        return value;
    }

    private static double[] Leaves(object? value) => value switch
    {
        bool b => [b ? 1 : 0],
        int i => [i],
        long l => [l],
        float f => [f],
        double d => [d],
        System.Numerics.Complex z => [z.Real, z.Imaginary],
        Complex64 z => [z.Real, z.Imaginary],
        _ => [.. value!.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public).Select(f => (double)(float)f.GetValue(value)!)],
    };

    private static Assembly Compile()
    {
        CSharpCompilation empty = CSharpCompilation.Create("Models", [CSharpSyntaxTree.ParseText("", new CSharpParseOptions(LanguageVersion.CSharp10))], PlatformReferences.All, new(OutputKind.DynamicallyLinkedLibrary));
        using MemoryStream image = new();
        var result = LibraryModels.With(empty).Emit(image);
        Assert.Empty(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return Assembly.Load(image.ToArray());
    }
}
