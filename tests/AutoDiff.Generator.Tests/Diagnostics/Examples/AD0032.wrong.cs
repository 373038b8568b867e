partial class Filter
{
    private double _state;

    [Differentiable]
    public double Next(double x)
    {
        _state = 0.5 * _state + x;
        return _state * _state;
    }
}
