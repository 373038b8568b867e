using System.Diagnostics;

namespace AutoDiff.Benchmarks;

/// <summary>
/// Times several ways of doing one job against each other, in rounds: each round runs every way once, one after the other, and the medians over
/// the rounds are compared. What disturbs the machine for a while disturbs all of them, so that the ratios hold where absolute times do not.
/// Time is the process's own processor time: on a busy machine a run longer than a time slice would also count what runs in between.
/// (BenchmarkDotNet runs each benchmark in a process and at a time of its own: good times, but ratios between different minutes.)
/// </summary>
internal static class Comparison
{
    private const double RoundMilliseconds = 4;

    /// <summary>The median time of one run of each way, in milliseconds.</summary>
    public static double[] Medians(TimeSpan duration, params Action[] ways) => Quantiles(duration, () => Environment.CpuUsage.TotalTime, ways, position: 0.5);

    /// <summary>The same for ways that run on several threads: by the clock, and the best times, since what else runs takes a processor away.</summary>
    public static double[] BestByClock(TimeSpan duration, params Action[] ways) => Quantiles(duration, () => Stopwatch.GetElapsedTime(0), ways, position: 0.05);

    private static double[] Quantiles(TimeSpan duration, Func<TimeSpan> clock, Action[] ways, double position)
    {
        // Warm up until the JIT's second tier has certainly taken over; then count the runs that make a round long enough to measure.
        int[] runs = [.. ways.Select(way =>
        {
            Run(way, 1, clock);
            long start = Stopwatch.GetTimestamp();
            int count = 0;
            while (count < 200 || Stopwatch.GetElapsedTime(start).TotalMilliseconds < 300)
            {
                way();
                count++;
                if (count >= 30 && Stopwatch.GetElapsedTime(start).TotalMilliseconds > 2000) break;
            }
            Thread.Sleep(150);
            return Math.Max(1, (int)(RoundMilliseconds / Math.Max(1e-3, Run(way, 3, clock))));
        })];

        List<double>[] times = [.. ways.Select(_ => new List<double>())];
        long begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < duration || times[0].Count < 7)
            for (int i = 0; i < ways.Length; i++)
                times[i].Add(Run(ways[i], runs[i], clock));
        return [.. times.Select(t => t.Order().ElementAt((int)(position * t.Count)))];
    }

    private static double Run(Action way, int count, Func<TimeSpan> clock)
    {
        TimeSpan start = clock();
        for (int i = 0; i < count; i++) way();
        return (clock() - start).TotalMilliseconds / count;
    }
}
