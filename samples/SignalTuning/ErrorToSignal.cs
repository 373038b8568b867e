namespace SignalTuning;

/// <summary>
/// The loss of all stages: the energy of the difference between output and target, by the target's energy. It does not depend on how loud a recording is.
/// </summary>
internal struct ErrorToSignal
{
    private double _error, _signal;

    /// <summary>Takes another sample into account.</summary>
    public void Add(double output, double target)
    {
        double difference = output - target;
        _error += difference * difference;
        _signal += target * target;
    }

    /// <summary>0 where output and target are the same.</summary>
    public readonly double Ratio => _error / _signal;
}
