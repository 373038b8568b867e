namespace System.Diagnostics;

/// <summary>Thrown by the default of an exhaustive switch; .NET has it, netstandard2.0 does not.</summary>
internal sealed class UnreachableException(string message = "unreachable") : Exception(message);
