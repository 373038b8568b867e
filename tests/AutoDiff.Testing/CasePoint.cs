namespace AutoDiff.Testing;

/// <summary>An argument list of a case's method and, where finite differences cannot serve, the gradient there.</summary>
/// <param name="ExpectedGradient">One element for each differentiable parameter, or null.</param>
public sealed record CasePoint(object?[] Arguments, object[]? ExpectedGradient);
