using System.Runtime.ExceptionServices;

namespace AutoDiff;

/// <summary>Threads that stay, to run parts of one job at a time together with the thread that brings it.</summary>
internal static unsafe class WorkerPool
{
    private static readonly Lock s_gate = new();
    private static readonly SemaphoreSlim s_wake = new(0);
    private static readonly ManualResetEventSlim s_finished = new(false);
    private static int s_isBusy, s_workers;

    // The job, behind the gate.
    private static delegate*<void*, int, void> s_run;
    private static void* s_job;
    private static int s_parts, s_next, s_pending, s_failed;
    private static ExceptionDispatchInfo? s_exception;

    /// <summary>
    /// Runs all parts of a job and returns when the last is done. If the threads have another job the caller runs all parts itself, in order. The exception of the first part that threw one is thrown.
    /// </summary>
    /// <param name="run">Gets the job and the number of a part. It must not depend on which thread calls it.</param>
    /// <param name="job">Stays where it is until this returns.</param>
    /// <param name="parts">The number of parts.</param>
    public static void Run(delegate*<void*, int, void> run, void* job, int parts)
    {
        if (Interlocked.CompareExchange(ref s_isBusy, 1, 0) != 0)
        {
            for (int part = 0; part < parts; part++) run(job, part);
            return;
        }
        try
        {
            lock (s_gate)
            {
                for (; s_workers < Math.Min(parts, Environment.ProcessorCount) - 1; s_workers++)
                    new Thread(Work) { IsBackground = true, Name = $"AutoDiff {s_workers + 1}" }.Start();
                s_run = run;
                s_job = job;
                (s_parts, s_next, s_pending, s_failed, s_exception) = (parts, 0, parts, parts, null);
                s_finished.Reset();
            }
            if (s_workers > 0) s_wake.Release(Math.Min(parts - 1, s_workers));
            Help();
            s_finished.Wait();
            s_exception?.Throw();
        }
        finally
        {
            s_exception = null;
            Volatile.Write(ref s_isBusy, 0);
        }
    }

    private static void Work()
    {
        while (true)
        {
            s_wake.Wait();
            Help();
        }
    }

    // Takes parts until none is left. Who comes too late for one job may find the next.
    private static void Help()
    {
        while (true)
        {
            int part;
            delegate*<void*, int, void> run;
            void* job;
            lock (s_gate)
            {
                if (s_next == s_parts) return;
                part = s_next++;
                run = s_run;
                job = s_job;
            }
            ExceptionDispatchInfo? exception = null;
            try
            {
                run(job, part);
            }
            catch (Exception thrown)
            {
                exception = ExceptionDispatchInfo.Capture(thrown);
            }
            lock (s_gate)
            {
                if (exception is not null && part < s_failed) (s_failed, s_exception) = (part, exception);
                if (--s_pending == 0) s_finished.Set();
            }
        }
    }
}
