partial class Filter
{
    private double _state;

    [Differentiable]
    public double Next(double x)
    {
        _state = 0.5 * _state + x; // AD0032
        return _state * _state;
    }
}
