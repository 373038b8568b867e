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

    /// <summary>
    /// A BLAS library of the system for products of matrices of <see cref="float"/> and <see cref="double"/>: its name (<c>openblas</c>, <c>libopenblas.so.0</c>, <c>mkl_rt</c>) or path. Null, which it is unless it is
    /// set, for AutoDiff's own product. How many threads it uses is the library's to say; its sums are in an order of its own.
    /// </summary>
    /// <exception cref="DllNotFoundException">The library is not there; the setting stays what it was.</exception>
    /// <exception cref="EntryPointNotFoundException">It is no BLAS with integers of 32 bits; the setting stays what it was.</exception>
    public static string? Blas
    {
        get;
        set
        {
            SystemBlas = value is null ? null : new(value);
            field = value;
        }
    }

    internal static SystemBlas? SystemBlas { get; private set; }
}
