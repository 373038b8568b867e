namespace AutoDiff.Generator.Model;

/// <summary>A call that the build replaces.</summary>
/// <param name="Location">The arguments of <c>InterceptsLocation</c>: the place of the call, and a hash of its file.</param>
/// <param name="Method">The name of what is called: <c>Of</c>, <c>ValueAndGradient</c>, <c>Verify</c>.</param>
/// <param name="ReturnType">Of what is called, its type arguments put in.</param>
/// <param name="Parameters">Of what is called; the function is the first.</param>
/// <param name="Function">The function whose derivative is meant, as the derivatives of it are generated: their type is the last of its containing types.</param>
internal sealed record InterceptedCall(string Location, string Method, string ReturnType, EquatableArray<InterceptedParameter> Parameters, MethodModel Function)
{
    /// <summary>The structs in the function's signature, those in their fields included.</summary>
    public EquatableArray<string> Structs { get; init; } = EquatableArray<string>.Empty;
}

/// <summary>A parameter of a method whose calls are replaced.</summary>
internal sealed record InterceptedParameter(string Type, string Name);
