namespace AutoDiff;

/// <summary>Settings for the whole process.</summary>
public static class AutoDiffOptions
{
    /// <summary>
    /// The largest number of threads that share the iterations of one loop of a derivative: the number of processors unless it is set, and 1 for none but the caller's own. Small loops never leave the
    /// caller's thread. Sums are taken in a fixed order: a result depends on this number in its last digits, but not on the moment.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 1.</exception>
    public static int MaxDegreeOfParallelism
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = Environment.ProcessorCount;
}
