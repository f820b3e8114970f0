using System;
using System.Threading;

namespace SensorNet.Emulator;

/// <summary>
/// nanoFramework's Thread: one of the board's, which ends with the power. An exception that leaves it ends it alone, as on the
/// device, where .NET would end the process.
/// </summary>
public sealed class BoardThread
{
    [ThreadStatic]
    private static BoardThread? t_current;

    private readonly BoardRuntime _runtime;
    private readonly System.Threading.Thread _thread;
    private readonly ThreadStart _start;
    private readonly BoardManualResetEvent _ended = new(false);

    /// <summary>Makes a thread of the calling thread's board.</summary>
    public BoardThread(ThreadStart start)
        : this(start, BoardRuntime.Current)
    {
    }

    internal BoardThread(ThreadStart start, BoardRuntime runtime)
    {
        _start = start ?? throw new ArgumentNullException(nameof(start));
        _runtime = runtime;
        _thread = new System.Threading.Thread(Main) { IsBackground = true, Name = runtime.Board.Name };
    }

    private BoardThread(System.Threading.Thread foreign)
    {
        _start = static () => { };
        _runtime = BoardRuntime.Flowing;
        _thread = foreign;
    }

    /// <summary>The running thread.</summary>
    public static BoardThread CurrentThread => t_current ??= new BoardThread(System.Threading.Thread.CurrentThread);

    /// <summary>A number of the thread, unique in the process.</summary>
    public int ManagedThreadId => _thread.ManagedThreadId;

    /// <summary>True from its start to its end.</summary>
    public bool IsAlive => _thread.IsAlive;

    /// <summary>The thread's state.</summary>
    public ThreadState ThreadState => _thread.ThreadState;

    /// <summary>The thread's priority.</summary>
    public ThreadPriority Priority
    {
        get => _thread.Priority;
        set => _thread.Priority = value;
    }

    /// <summary>What ended the thread, when it was an exception.</summary>
    internal Exception? Failure { get; private set; }

    /// <summary>Blocks the calling thread; the end of the power ends the wait and the thread.</summary>
    public static void Sleep(int millisecondsTimeout) => Sleep(TimeSpan.FromMilliseconds(millisecondsTimeout));

    /// <summary>Blocks the calling thread; the end of the power ends the wait and the thread.</summary>
    public static void Sleep(TimeSpan timeout)
    {
        if (timeout == TimeSpan.Zero)
        {
            BoardRuntime.Current.ThrowIfOff();
            System.Threading.Thread.Yield();
            return;
        }

        BoardRuntime.Current.Wait(timeout);
    }

    /// <summary>Spins.</summary>
    public static void SpinWait(int iterations) => System.Threading.Thread.SpinWait(iterations);

    /// <summary>Starts the thread.</summary>
    public void Start()
    {
        if (!TryStart())
        {
            _runtime.ThrowIfOff();
        }
    }

    /// <summary>Waits for the thread's end.</summary>
    public void Join() => Join(Timeout.InfiniteTimeSpan);

    /// <summary>Waits for the thread's end; false when it did not come in time.</summary>
    public bool Join(int millisecondsTimeout) => Join(TimeSpan.FromMilliseconds(millisecondsTimeout));

    /// <summary>Waits for the thread's end, in the board's time; false when it did not come in time.</summary>
    public bool Join(TimeSpan timeout) => BoardRuntime.FlowingOrNull is { } caller
        ? caller.WaitOne(_ended, timeout)
        : BoardWaits.Wait(null, _runtime.Board.TimeProvider, _ended, timeout);

    /// <summary>Not emulated: .NET cannot abort a thread.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void Abort() => throw new NotSupportedException("Thread.Abort is not emulated: .NET cannot abort a thread.");

    /// <summary>Not emulated: .NET cannot suspend a thread.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void Suspend() => throw new NotSupportedException("Thread.Suspend is not emulated: .NET cannot suspend a thread.");

    /// <summary>Not emulated: .NET cannot suspend a thread.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void Resume() => throw new NotSupportedException("Thread.Resume is not emulated: .NET cannot suspend a thread.");

    /// <summary>Starts the thread unless the board is off.</summary>
    internal bool TryStart()
    {
        if (!_runtime.IsOn)
        {
            return false;
        }

        _runtime.Add(this);
        _runtime.SimulatedTime?.BeginWork();
        using (_runtime.Enter())
        {
            _thread.Start();
        }

        return true;
    }

    internal void InterruptWait() => _thread.Interrupt();

    internal void JoinHost(int timeoutMs)
    {
        if (_thread.ThreadState.HasFlag(System.Threading.ThreadState.Unstarted))
        {
            // It is known already, and about to be started.
            System.Threading.Thread.Yield();
        }
        else if (_thread != System.Threading.Thread.CurrentThread)
        {
            _thread.Join(timeoutMs);
        }
    }

    private void Main()
    {
        t_current = this;
        _runtime.SimulatedTime?.EnterWork();
        try
        {
            Failure = _runtime.RunFirmware(() => _start());
        }
        finally
        {
            Leave();
            _ended.Set();
            _runtime.SimulatedTime?.EndRunning();
        }
    }

    // The interrupt that ended the firmware may have been followed by another, which strikes at the next lock.
    private void Leave()
    {
        while (true)
        {
            try
            {
                _runtime.Remove(this);
                return;
            }
            catch (ThreadInterruptedException)
            {
                // The next one comes a period later: the second attempt gets through.
                continue;
            }
        }
    }
}
