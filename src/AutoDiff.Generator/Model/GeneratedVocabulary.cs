namespace AutoDiff.Generator.Model;

/// <summary>The simple names of types that generated code uses.</summary>
internal static class GeneratedVocabulary
{
    public static EquatableArray<string> Names { get; } =
    [
        "ArgumentChecks", "ArgumentException", "ArgumentNullException", "Array", "ArrayScope", "BitConverter", "Gradient", "Half", "Jacobian", "Math", "MathF", "MemoryExtensions", "ReadOnlySpan", "Residuals", "Scratch", "Span", "Tape", "Tensor", "TensorScope", "TensorShape", "Zeros",
    ];
}
