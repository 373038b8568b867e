/// <summary>A pendulum, integrated in place: the state's tangent follows it in its own span.</summary>
public static partial class Pendulum
{
    public static IEnumerable<object[]> Points => [[new[] { 0.5, -0.2 }, 9.81, 0.01, 20]];

    [Differentiable(Modes = DerivativeModes.Forward | DerivativeModes.Reverse)]
    public static void Swing(Span<double> state, double gravity, [NoGradient] double step, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            state[1] -= step * gravity * Math.Sin(state[0]);
            state[0] += step * state[1];
        }
    }
}
