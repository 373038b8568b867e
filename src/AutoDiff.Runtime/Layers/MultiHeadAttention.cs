using System.Numerics;

namespace AutoDiff;

/// <summary>Attention with several heads: each position of the queries becomes a mean of values, weighted by how well its query fits the keys.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <remarks>
/// softmax(Q Kᵀ / √d + mask) V for each head, with Q, K and V linear in the arguments, and an affine map of all heads together. The arguments are of shape [batch, positions, length].
/// Parameters are named as PyTorch's. Reference: A. Vaswani et al., "Attention is all you need" (2017).
/// </remarks>
public sealed partial class MultiHeadAttention<T> : Module
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Linear<T> _output;

    /// <summary>A layer with random weights: those of the inputs by Xavier's rule, all biases zero.</summary>
    /// <param name="length">The length of the innermost axis.</param>
    /// <param name="heads">The number of heads, which divides it.</param>
    /// <param name="random">Where the random numbers come from; the thread's own source by default.</param>
    public MultiHeadAttention(int length, int heads, TensorRandom? random = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        if (length < 1 || length % heads != 0) throw new ArgumentOutOfRangeException(nameof(length), length, $"A multiple of the {heads} heads is wanted.");
        (Length, Heads) = (length, heads);
        InputWeight = new(Initializers.XavierUniform<T>([3 * length, length], random: random));
        InputBias = new(Tensor.Zeros<T>([3 * length]));
        _output = new(length, length, random: random);
        _output.Bias!.Value = Tensor.Zeros<T>([length]);
    }

    /// <summary>The length of the innermost axis.</summary>
    public int Length { get; }

    /// <summary>The number of heads.</summary>
    public int Heads { get; }

    /// <summary>The maps of queries, keys and values, one below the other.</summary>
    public Parameter<T> InputWeight { get; }

    /// <summary>Their biases.</summary>
    public Parameter<T> InputBias { get; }

    /// <summary>The map of all heads together.</summary>
    public Linear<T> Output => _output;

    /// <summary>Attention of a sequence to itself.</summary>
    /// <param name="input">The sequence.</param>
    /// <returns>A tensor of its shape.</returns>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public Tensor<T> Forward(Tensor<T> input) => Forward(input, input, input);

    /// <summary>Attention of queries to values by their keys.</summary>
    /// <param name="query">The queries, [batch, positions, length].</param>
    /// <param name="key">The keys, [batch, other positions, length].</param>
    /// <param name="value">The values, of the keys' shape.</param>
    /// <param name="mask">Is added to the fit of each query and key, of shape [positions, other positions] or any that is broadcast to [batch, heads, positions, other positions]; −∞ where there is to be no attention.</param>
    /// <returns>A tensor of the queries' shape.</returns>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public Tensor<T> Forward(Tensor<T> query, Tensor<T> key, Tensor<T> value, [NoGradient] Tensor<T>? mask = null)
    {
        if (query.Rank != 3 || query.Shape[2] != Length) throw new ShapeException($"MultiHeadAttention: the query has the shape {query.Shape}; [batch, positions, {Length}] is wanted.");
        Tensor<T> q = Projected(query, 0), k = Projected(key, 1), v = Projected(value, 2);
        Tensor<T> fit = Tensor.MatMul(q, Tensor.Transpose(k, -2, -1)) / T.CreateTruncating(Math.Sqrt(Length / Heads));
        if (mask is not null) fit += mask;
        Tensor<T> heads = Tensor.MatMul(Tensor.Softmax(fit, -1), v);
        return _output.Forward(Tensor.Transpose(heads, 1, 2).Reshape(query.Shape));
    }

    // One of the three maps, divided into heads: [batch, heads, positions, length / heads].
    private Tensor<T> Projected(Tensor<T> x, int which)
    {
        Tensor<T> weight = Tensor.Narrow(InputWeight.Value, 0, which * Length, Length), bias = Tensor.Narrow(InputBias.Value, 0, which * Length, Length);
        return Tensor.Transpose((Tensor.MatMul(x, weight.T) + bias).Reshape(x.Shape[0], x.Shape[1], Heads, Length / Heads), 1, 2);
    }

    /// <inheritdoc/>
    protected internal override void Visit(ModuleVisitor visitor)
    {
        base.Visit(visitor);
        visitor.Parameter("in_proj_weight", InputWeight);
        visitor.Parameter("in_proj_bias", InputBias);
        visitor.Module("out_proj", _output);
    }
}
