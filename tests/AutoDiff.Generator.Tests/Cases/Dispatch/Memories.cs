namespace Cases.Dispatch;

/// <summary>Methods on which the object decides, with two tensors as a state.</summary>
public static partial class Memories
{
    [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
    public static double Passed(Tensor<double> x)
    {
        (Tensor<double> Fast, Tensor<double> Slow) state = (x, 2 * x);
        foreach (Memory memory in Chain) state = memory.Next(x, state);
        return state.Fast.Sum().Item();
    }

    public static Memory[] Chain { get; } = [new Leaky(0.5), new Leaky(0.3), new Held(), new Leaky(0.8)];

    public static IEnumerable<object[]> PassedPoints => [[(Tensor<double>)[0.2, 0.5]]];

    public abstract partial class Memory
    {
        [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
        public abstract (Tensor<double> Fast, Tensor<double> Slow) Next(Tensor<double> x, (Tensor<double> Fast, Tensor<double> Slow) state);
    }

    public sealed partial class Leaky(double rate) : Memory
    {
        [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
        public override (Tensor<double> Fast, Tensor<double> Slow) Next(Tensor<double> x, (Tensor<double> Fast, Tensor<double> Slow) state)
        {
            Tensor<double> slow = rate * state.Slow + Tensor.Sin(x);
            return (state.Fast * slow, slow);
        }
    }

    public sealed partial class Held : Memory
    {
        [Differentiable(Modes = DerivativeModes.Reverse | DerivativeModes.Forward, Order = 2)]
        public override (Tensor<double> Fast, Tensor<double> Slow) Next(Tensor<double> x, (Tensor<double> Fast, Tensor<double> Slow) state) => state;
    }
}
