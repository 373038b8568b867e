namespace AutoDiff;

/// <summary>
/// Makes a tensor that a <see cref="Module"/> holds part of the module's state: it is saved and loaded with the parameters, but it is no parameter, so it has no gradient and no
/// optimizer changes it. The running mean of a batch normalisation is one.
/// </summary>
/// <remarks>PyTorch's <c>register_buffer</c>.</remarks>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class BufferAttribute : Attribute;
