using AutoDiff.Generator.Model;

namespace AutoDiff.Generator.Ir;

/// <summary>One value that the first half of a derivative keeps for the second, as a field.</summary>
internal sealed record ResidualField(string Name, IrType Type);

/// <summary>A derivative in two halves: <c>FPrimal(arguments…, out residuals)</c> and <c>FPullback(residuals, cotangent, sinks…)</c>.</summary>
/// <param name="Fields">What the residuals hold: parameters of the pullback, after the residuals themselves, that are not passed one by one.</param>
internal sealed record SplitDerivative(FunctionIr Primal, FunctionIr Pullback, EquatableArray<ResidualField> Fields);
