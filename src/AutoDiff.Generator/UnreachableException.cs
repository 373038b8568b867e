namespace System.Diagnostics;

/// <summary>Thrown by the default of an exhaustive switch; .NET has it, netstandard2.0 does not. Embedded: the compiler hides it from the tests, which see .NET's.</summary>
[Microsoft.CodeAnalysis.Embedded]
internal sealed class UnreachableException(string message = "unreachable") : Exception(message);
