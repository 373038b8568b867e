namespace AutoDiff.Generator.Model;

/// <summary>The simple names of types that generated code uses.</summary>
internal static class GeneratedVocabulary
{
    public static EquatableArray<string> Names { get; } =
    [
        "AllLanes", "ArgumentChecks", "ArgumentException", "ArgumentNullException", "Array", "ArrayScope", "Axes", "BitConverter", "Captured", "Complex64", "Gradient", "Half", "ILanes", "Jacobian", "Lanes",
        "Lanes1024", "Lanes128", "Lanes256", "Lanes512", "LastLanes", "Math", "MathF", "MemoryExtensions", "ParallelLoop", "PartMemory", "ReadOnlySpan", "Residuals", "Scratch", "SimdMath", "Span", "Tape", "Tensor",
        "TensorIndex", "TensorScope", "TensorShape", "Vector1024", "Vector128", "Vector256", "Vector512", "Zeros",
    ];
}
