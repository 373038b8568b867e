partial class Filter
{
    [NoGradient] private double _state;

    [Differentiable]
    public double Next(double x)
    {
        double state = 0.5 * _state + x;
        _state = state;
        return state * state;
    }
}
