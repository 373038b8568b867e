using System.Runtime.ExceptionServices;

namespace AutoDiff;

/// <summary>Threads that stay, to run parts of one job at a time together with the thread that brings it.</summary>
internal static unsafe class WorkerPool
{
    private static readonly Lock s_gate = new();
    private static readonly SemaphoreSlim s_wake = new(0);
    private static readonly ManualResetEventSlim s_finished = new(false);
    private static readonly Action s_enter = s_gate.Enter, s_wait = s_finished.Wait, s_finish = s_finished.Set, s_wakeWorkers = () => s_wake.Release(Math.Min(s_parts - 1, s_workers));
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
        bool isInterrupted = false;
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
            if (s_workers > 0) Insist(s_wakeWorkers, ref isInterrupted);
            Help(ref isInterrupted);
            Insist(s_wait, ref isInterrupted);
            s_exception?.Throw();
        }
        finally
        {
            s_exception = null;
            Volatile.Write(ref s_isBusy, 0);
            if (isInterrupted) Thread.CurrentThread.Interrupt();
        }
    }

    // The job is on the caller's stack: nothing may lead out of Run before all parts are done. An interruption is told afterwards.
    private static void Insist(Action wait, ref bool isInterrupted)
    {
        while (true)
        {
            try
            {
                wait();
                return;
            }
            catch (ThreadInterruptedException)
            {
                isInterrupted = true;
            }
        }
    }

    private static void Work()
    {
        bool isInterrupted = false;
        while (true)
        {
            s_wake.Wait();
            Help(ref isInterrupted);
        }
    }

    // Takes parts until none is left. Who comes too late for one job may find the next.
    private static void Help(ref bool isInterrupted)
    {
        while (true)
        {
            int part;
            delegate*<void*, int, void> run;
            void* job;
            Insist(s_enter, ref isInterrupted);
            try
            {
                if (s_next == s_parts) return;
                part = s_next++;
                run = s_run;
                job = s_job;
            }
            finally
            {
                s_gate.Exit();
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
            Insist(s_enter, ref isInterrupted);
            try
            {
                if (exception is not null && part < s_failed) (s_failed, s_exception) = (part, exception);
                if (--s_pending == 0) Insist(s_finish, ref isInterrupted);
            }
            finally
            {
                s_gate.Exit();
            }
        }
    }
}
