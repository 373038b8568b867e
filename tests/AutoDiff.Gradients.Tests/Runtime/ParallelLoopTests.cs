using Xunit;

namespace AutoDiff.Gradients.Tests.Runtime;

/// <summary>Loops in parts: what is computed, in which order it is added, and what happens to exceptions.</summary>
public sealed class ParallelLoopTests
{
    [Theory]
    [InlineData(0, 103)]
    [InlineData(-17, 4)]
    [InlineData(5, 14)]
    public void Each_iteration_runs_once_and_sums_are_those_of_the_parts_in_order(int from, int to)
    {
        double[] x = [.. Enumerable.Range(0, to - from).Select(i => 1 / (i + 3.0))], squares = new double[x.Length], total = [100, 200];
        (int next, double sum) = Run(x, squares, total, from, to);
        Assert.Equal(to - ((to - from) % 4), next);
        int count = next - from;
        Assert.Equal(x.Take(count).Select(v => v * v), squares.Take(count));
        Assert.All(squares.Skip(count), v => Assert.Equal(0, v));
        Assert.Equal(x.Take(count).Sum(), sum, 12);
        Assert.Equal([100 + sum, 200 + count], total, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Results_are_the_same_in_all_runs_also_on_many_threads_at_once()
    {
        double[] x = [.. Enumerable.Range(0, 1003).Select(i => Math.Sin(i))];
        double once = Run(x, new double[x.Length], new double[2], 0, x.Length).Sum;
        double[] results = new double[64];
        Parallel.For(0, results.Length, i => results[i] = Run(x, new double[x.Length], new double[2], 0, x.Length).Sum);
        Assert.All(results, result => Assert.Equal(once, result));
    }

    [Fact]
    public void The_first_part_that_throws_tells_its_exception_and_the_next_loop_runs()
    {
        for (int round = 0; round < 20; round++)
        {
            using ParallelLoop<double> loop = new(0, 60, lanes: 4, work: 1e6, own: 0);
            Exception? thrown = null;
            try
            {
                loop.Run(Captured.Of(0), static (from, to, _, _) => from == 0 ? to : throw new InvalidOperationException($"from {from}"), out PartMemory<double> _);
            }
            catch (InvalidOperationException exception)
            {
                thrown = exception;
            }
            Assert.Equal("from 20", thrown?.Message);
            Assert.Equal(96, Run(new double[99], new double[99], new double[2], 0, 99).Next);
        }
    }

    [Fact]
    public void An_interruption_waits_until_all_parts_are_done()
    {
        double sum = 0;
        bool isTold = false;
        using ManualResetEventSlim isRunning = new(false);
        Thread thread = new(() =>
        {
            using ParallelLoop<double> loop = new(0, 60, lanes: 4, work: 1e6, own: 1);
            loop.Run(Captured.Of(isRunning), static (from, to, shared, own) =>
            {
                shared.Item1.Set();
                long start = System.Diagnostics.Stopwatch.GetTimestamp();
                while (System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds < (from == 0 ? 20 : 120)) Thread.SpinWait(100);
                own.Number() = to - from;
                return to;
            }, out PartMemory<double> sums);
            sum = sums.Number();
            try
            {
                Thread.Sleep(1000);
            }
            catch (ThreadInterruptedException)
            {
                isTold = true;
            }
        });
        thread.Start();
        isRunning.Wait(TestContext.Current.CancellationToken);
        thread.Interrupt();
        thread.Join();
        Assert.Equal(60, sum);
        Assert.True(isTold);
    }

    [Theory]
    [InlineData(100, 499, 1, 8, 1)] // too little work
    [InlineData(100, 501, 1, 8, 2)]
    [InlineData(100, 1800, 1, 8, 7)] // as much for each part as half of what is worth it
    [InlineData(100, 1e6, 1, 8, 8)]
    [InlineData(100, 1e6, 1, 1, 1)]
    [InlineData(20, 1e6, 1, 8, 5)] // no more than there are vectors
    [InlineData(100, 501, 50_000, 8, 1)] // memory of its own is more than the work
    public void Parts_are_worth_their_coordination(int iterations, double work, int own, int most, int parts) =>
        Assert.Equal(parts, ParallelLoop.Parts(0, iterations, lanes: 4, work, own, most, leastWork: 50_000));

    [Fact]
    public void There_is_one_thread_at_least()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AutoDiffOptions.MaxDegreeOfParallelism = 0);
        Assert.Equal(3, AutoDiffOptions.MaxDegreeOfParallelism);
    }

    // Squares, their own for each iteration; a sum of the numbers, and once more in memory beside their count.
    private static (int Next, double Sum) Run(double[] x, double[] squares, double[] total, int from, int to)
    {
        using ParallelLoop<double> loop = new(from, to, lanes: 4, work: 1e6, own: 3);
        Assert.Equal(Math.Min(3, (to - from) / 4), loop.Parts);
        int next = loop.Run(Captured.Of(x.AsSpan(), squares.AsSpan(), from, total.AsSpan()), static (from, to, shared, own) =>
        {
            Span<double> sums = own.Like(shared.Item4);
            double sum = 0;
            int i = from;
            for (; i <= to - 4; i += 4)
            {
                for (int lane = i - shared.Item3; lane < i - shared.Item3 + 4; lane++)
                {
                    sum += shared.Item1[lane];
                    sums[0] += shared.Item1[lane];
                    sums[1]++;
                    shared.Item2[lane] += shared.Item1[lane] * shared.Item1[lane];
                }
            }
            own.Number() = sum;
            return i;
        }, out PartMemory<double> sums);
        sums.AddTo(total);
        return (next, sums.Number());
    }
}
