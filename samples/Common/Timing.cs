using System.Diagnostics;

namespace AutoDiff.Samples;

internal static class Timing
{
    /// <summary>The median time of one run, after a warm-up long enough for the JIT's second tier.</summary>
    public static TimeSpan Median(Action run)
    {
        Repeat(run, TimeSpan.FromMilliseconds(300));
        List<TimeSpan> times = Repeat(run, TimeSpan.FromMilliseconds(500));
        times.Sort();
        return times[times.Count / 2];
    }

    private static List<TimeSpan> Repeat(Action run, TimeSpan duration)
    {
        List<TimeSpan> times = [];
        long start = Stopwatch.GetTimestamp();
        do
        {
            long before = Stopwatch.GetTimestamp();
            run();
            times.Add(Stopwatch.GetElapsedTime(before));
        }
        while (Stopwatch.GetElapsedTime(start) < duration);
        return times;
    }
}
