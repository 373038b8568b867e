using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Frontend;

/// <summary>A call of <c>Gradient.Of</c>, <c>Gradient.ValueAndGradient</c> or <c>GradientCheck.Verify</c> that the build replaces.</summary>
/// <param name="Method">What is called, with its type arguments.</param>
/// <param name="Function">The function whose derivative is meant: a static method, a local function or a lambda.</param>
/// <param name="Key">Names the function; the same after an edit elsewhere.</param>
/// <param name="Text">The function as it stands at the call.</param>
internal sealed record GradientCall(IMethodSymbol Method, IMethodSymbol Function, string Key, string Text);

/// <summary>What stands at a place where such a call may be: the call, or what is wrong with it; neither if it is something else, or does not compile.</summary>
internal sealed record GradientCallReading(GradientCall? Call, Problem? Problem);
