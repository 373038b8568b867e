using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// The shortest spelling of types in a generated file. It has <c>using</c> directives for <c>System</c> and <c>AutoDiff</c> inside its namespace, where
/// they precede all that lies outside; only what is declared in the namespace or in the containing types itself hides them.
/// </summary>
internal sealed class TypeNames(EquatableArray<string> reservedNames)
{
    public string Checks => Runtime("ArgumentChecks");

    public string Jacobian => Runtime("Jacobian");

    public string Zeros => Runtime("Zeros");

    public string Tensor => Runtime("Tensor");

    /// <summary>A type of <c>System</c> by its simple name.</summary>
    public string System(string name) => reservedNames.Contains(name) ? $"global::System.{name}" : name;

    /// <summary>A type of <c>AutoDiff</c> by its simple name.</summary>
    public string Runtime(string name) => reservedNames.Contains(name) ? $"global::AutoDiff.{name}" : name;

    /// <summary>A fully qualified type with the spans, tensors and <c>Half</c> in it shortened.</summary>
    public string Short(string type)
    {
        foreach (string name in (string[])["Span", "ReadOnlySpan"])
            if (!reservedNames.Contains(name)) type = type.Replace($"global::System.{name}<", $"{name}<");
        if (!reservedNames.Contains("Tensor")) type = type.Replace("global::AutoDiff.Tensor<", "Tensor<");
        return reservedNames.Contains("Half") ? type : type.Replace("global::System.Half", "Half");
    }
}
