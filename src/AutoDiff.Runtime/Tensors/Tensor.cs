namespace AutoDiff;

/// <summary>
/// The operations on tensors. Each is a method that also reads as one of the tensor: <c>Tensor.Sin(x)</c> is <c>x.Sin()</c>. A result is always a new object; views share the
/// argument's memory, everything else has memory of its own.
/// </summary>
public static partial class Tensor
{
}
