namespace AutoDiff.Generator.Analyses;

/// <summary>The method can be lowered but not differentiated: the message says why, for the diagnostic at the method.</summary>
internal class UnsupportedDerivativeException(string message) : Exception(message);
