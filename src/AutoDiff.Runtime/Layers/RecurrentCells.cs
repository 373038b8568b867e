using System.Numerics;

namespace AutoDiff;

/// <summary>A cell that makes its next state of an input and its state; a loop over the time feeds it. The parameters are named and begin as PyTorch's.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
public abstract partial class RecurrentCell<T> : Module
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private protected RecurrentCell(int inputs, int hidden, int gates, TensorRandom? random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hidden, 1);
        (Inputs, Hidden) = (inputs, hidden);
        T bound = T.CreateChecked(1 / Math.Sqrt(hidden));
        InputWeight = new(Tensor.Uniform([gates * hidden, inputs], -bound, bound, random));
        HiddenWeight = new(Tensor.Uniform([gates * hidden, hidden], -bound, bound, random));
        InputBias = new(Tensor.Uniform([gates * hidden], -bound, bound, random));
        HiddenBias = new(Tensor.Uniform([gates * hidden], -bound, bound, random));
    }

    /// <summary>The length of the innermost axis of the input.</summary>
    public int Inputs { get; }

    /// <summary>The length of the innermost axis of the hidden state.</summary>
    public int Hidden { get; }

    /// <summary>What the input is multiplied by, of shape [gates · hidden, inputs].</summary>
    public Parameter<T> InputWeight { get; }

    /// <summary>What the hidden state is multiplied by, of shape [gates · hidden, hidden].</summary>
    public Parameter<T> HiddenWeight { get; }

    /// <summary>What is added to the input's product.</summary>
    public Parameter<T> InputBias { get; }

    /// <summary>What is added to the hidden state's product.</summary>
    public Parameter<T> HiddenBias { get; }

    /// <inheritdoc/>
    protected internal override void Visit(ModuleVisitor visitor)
    {
        base.Visit(visitor);
        visitor.Parameter("weight_ih", InputWeight);
        visitor.Parameter("weight_hh", HiddenWeight);
        visitor.Parameter("bias_ih", InputBias);
        visitor.Parameter("bias_hh", HiddenBias);
    }

    private protected Tensor<T> OfInput(Tensor<T> input) => Tensor.MatMul(input, InputWeight.Value.T) + InputBias.Value;

    private protected Tensor<T> OfHidden(Tensor<T> hidden) => Tensor.MatMul(hidden, HiddenWeight.Value.T) + HiddenBias.Value;
}

/// <summary>The simple cell: h′ = tanh(W x + b + V h + c). Its state is h, [batch, hidden].</summary>
/// <param name="inputs">The length of the innermost axis of the input.</param>
/// <param name="hidden">That of the hidden state.</param>
/// <param name="random">Where the random numbers come from; the thread's own source by default.</param>
/// <typeparam name="T">The elements' type.</typeparam>
public sealed partial class RnnCell<T>(int inputs, int hidden, TensorRandom? random = null) : RecurrentCell<T>(inputs, hidden, 1, random)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The next state.</summary>
    /// <param name="input">A batch of inputs, [batch, inputs].</param>
    /// <param name="state">The hidden state h, [batch, hidden].</param>
    /// <returns>The next one.</returns>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public Tensor<T> Forward(Tensor<T> input, Tensor<T> state) => Tensor.Tanh(OfInput(input) + OfHidden(state));
}

/// <summary>The gated recurrent unit. Its state is h, [batch, hidden].</summary>
/// <param name="inputs">The length of the innermost axis of the input.</param>
/// <param name="hidden">That of the hidden state.</param>
/// <param name="random">Where the random numbers come from; the thread's own source by default.</param>
/// <typeparam name="T">The elements' type.</typeparam>
/// <remarks>With the reset gate r, the update gate z and the candidate n = tanh(W x + b + r (V h + c)): h′ = (1 − z) n + z h.</remarks>
public sealed partial class GruCell<T>(int inputs, int hidden, TensorRandom? random = null) : RecurrentCell<T>(inputs, hidden, 3, random)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The next state.</summary>
    /// <param name="input">A batch of inputs, [batch, inputs].</param>
    /// <param name="state">The hidden state h, [batch, hidden].</param>
    /// <returns>The next one.</returns>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public Tensor<T> Forward(Tensor<T> input, Tensor<T> state)
    {
        Tensor<T> a = OfInput(input), b = OfHidden(state);
        Tensor<T> reset = Tensor.Sigmoid(Tensor.Narrow(a, -1, 0, Hidden) + Tensor.Narrow(b, -1, 0, Hidden));
        Tensor<T> update = Tensor.Sigmoid(Tensor.Narrow(a, -1, Hidden, Hidden) + Tensor.Narrow(b, -1, Hidden, Hidden));
        Tensor<T> candidate = Tensor.Tanh(Tensor.Narrow(a, -1, 2 * Hidden, Hidden) + reset * Tensor.Narrow(b, -1, 2 * Hidden, Hidden));
        return candidate + update * (state - candidate);
    }
}

/// <summary>The cell of long short-term memory. Its state is the hidden state h and the cell's c, each [batch, hidden].</summary>
/// <param name="inputs">The length of the innermost axis of the input.</param>
/// <param name="hidden">That of the hidden state.</param>
/// <param name="random">Where the random numbers come from; the thread's own source by default.</param>
/// <typeparam name="T">The elements' type.</typeparam>
/// <remarks>With the gates i, f, o and the candidate g: c′ = f c + i g, h′ = o tanh(c′).</remarks>
public sealed partial class LstmCell<T>(int inputs, int hidden, TensorRandom? random = null) : RecurrentCell<T>(inputs, hidden, 4, random)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The next state.</summary>
    /// <param name="input">A batch of inputs, [batch, inputs].</param>
    /// <param name="state">The hidden state and the cell's.</param>
    /// <returns>The next ones.</returns>
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward)]
    public (Tensor<T> H, Tensor<T> C) Forward(Tensor<T> input, (Tensor<T> H, Tensor<T> C) state)
    {
        Tensor<T> gates = OfInput(input) + OfHidden(state.H);
        Tensor<T> let = Tensor.Sigmoid(Tensor.Narrow(gates, -1, 0, Hidden)), keep = Tensor.Sigmoid(Tensor.Narrow(gates, -1, Hidden, Hidden));
        Tensor<T> candidate = Tensor.Tanh(Tensor.Narrow(gates, -1, 2 * Hidden, Hidden)), show = Tensor.Sigmoid(Tensor.Narrow(gates, -1, 3 * Hidden, Hidden));
        Tensor<T> cell = keep * state.C + let * candidate;
        return (show * Tensor.Tanh(cell), cell);
    }
}
