namespace AutoDiff;

/// <summary>What a method says whose calls the build replaces, when one was not replaced.</summary>
internal static class Interception
{
    public static InvalidOperationException Missing(string method) => new(
        $"The build puts a derivative in the place of a call of {method}, and has not done so for this one. The project needs the package AutoDiff.Runtime, or its generator "
        + "as an analyzer and AutoDiff.Generated in the property InterceptorsNamespaces; and the function must stand at the call, as a lambda or the name of a method.");
}
