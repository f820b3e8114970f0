using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net.NetworkInformation;
using System.Threading;
using System.Threading.Tasks;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;

namespace SensorNet.Emulator;

/// <summary>
/// One run of a board, from boot to power-off: everything that its RAM holds. It flows with the execution context into the threads,
/// timers and tasks that its firmware starts, so that a thread left over from an earlier boot never touches the next one.
/// </summary>
internal sealed class BoardRuntime : IRadioUser
{
    private const int InterruptPeriodMs = 20;

    private static readonly AsyncLocal<BoardRuntime?> s_flowing = new();

    private readonly ConcurrentDictionary<Type, object> _ram = new();
    private readonly List<BoardThread> _threads = [];
    private readonly List<IDisposable> _releases = [];
    private readonly LinkedList<BoardWait> _waits = new();
    private readonly System.Threading.CancellationTokenSource _off = new();
    private readonly long _bootedAt;
    private readonly TimeSpan _firstUptime;
    private readonly BoardManualResetEvent _goesOn = new(true);
    private System.Threading.Thread? _standstillOf;
    private int _reason;

    public BoardRuntime(Board board, Sleep.WakeupCause wakeupCause)
    {
        Board = board;
        WakeupCause = wakeupCause;
        _bootedAt = board.TimeProvider.GetTimestamp();
        _firstUptime = board.FirstUptime;
        SimulatedTime = board.TimeProvider as SimulatedTime;
        NativeHeap = new NativeHeap(this);
    }

    /// <summary>The runtime of the calling thread, on or off, or null.</summary>
    public static BoardRuntime? FlowingOrNull => s_flowing.Value;

    /// <summary>The runtime of the calling thread, on or off.</summary>
    public static BoardRuntime Flowing => s_flowing.Value
        ?? throw new InvalidOperationException(
            "A device API was used on a thread that belongs to no emulated board: start the code with EmulatedNode.Start or inside Board.Run.");

    /// <summary>The runtime of the calling thread, which is on.</summary>
    /// <exception cref="BoardPoweredOffException">It is off.</exception>
    public static BoardRuntime Current
    {
        get
        {
            BoardRuntime runtime = Flowing;
            runtime.ThrowIfOff();
            return runtime;
        }
    }

    public Board Board { get; }

    public Sleep.WakeupCause WakeupCause { get; }

    public bool IsOn => Reason == PowerOffReason.None;

    public PowerOffReason Reason => (PowerOffReason)Volatile.Read(ref _reason);

    public CancellationToken Off => _off.Token;

    /// <summary>Is set when the power goes off and whenever a thread ends.</summary>
    public BoardAutoResetEvent Changed { get; } = new(false);

    /// <summary>The board's time where it is simulated, or null.</summary>
    public SimulatedTime? SimulatedTime { get; }

    /// <summary>The native memory.</summary>
    public NativeHeap NativeHeap { get; }

    public long UptimeMs => (long)(Board.TimeProvider.GetElapsedTime(_bootedAt) + _firstUptime).TotalMilliseconds;

    /// <summary>How long the deep sleep lasts that ended this run; null: until the supply is cut.</summary>
    public TimeSpan? SleepTime { get; private set; }

    /// <summary>True while the reboot handlers run: what ends now ends because it was told to.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>The handlers of <see cref="Power.OnRebootEvent"/>.</summary>
    public RebootEventHandler? RebootHandlers { get; set; }

    public int LiveThreads
    {
        get
        {
            lock (_threads)
            {
                return _threads.Count;
            }
        }
    }

    /// <summary>The one object of a kind that this boot holds in RAM; what is a static on the device.</summary>
    public T Ram<T>()
        where T : class, new() => (T)_ram.GetOrAdd(typeof(T), static _ => new T());

    public void ThrowIfOff()
    {
        if (!IsOn)
        {
            throw new BoardPoweredOffException(Board.Name, Reason);
        }
    }

    public IDisposable Enter()
    {
        BoardRuntime? before = s_flowing.Value;
        s_flowing.Value = this;
        return new Scope(before);
    }

    /// <summary>
    /// Native code that blocks begins on the calling thread: until the result is disposed of no other thread of the board gets past a wait or a look
    /// at the uptime, since the device runs all of them on one.
    /// </summary>
    public IDisposable StandStill()
    {
        WaitForClr();
        _standstillOf = System.Threading.Thread.CurrentThread;
        _goesOn.Reset();
        return new Standstill(this);
    }

    /// <summary>Waits while native code blocks the CLR, or ends the thread when the board goes off.</summary>
    public void WaitForClr()
    {
        if (!_goesOn.IsSet && _standstillOf != System.Threading.Thread.CurrentThread)
        {
            BoardWaits.Wait(this, Board.TimeProvider, _goesOn, Timeout.InfiniteTimeSpan);
            ThrowIfOff();
        }
    }

    /// <summary>Blocks for a time of the board, or ends the thread when the board goes off.</summary>
    public void Wait(TimeSpan time) => WaitOne(null, time);

    /// <summary>Waits for a signal for at most a time of the board (−1 ms: for ever), or ends the thread when the board goes off.</summary>
    /// <returns>True when the signal came.</returns>
    public bool WaitOne(BoardEvent signal, int timeoutMs) => WaitOne(signal, TimeSpan.FromMilliseconds(timeoutMs));

    /// <summary>Waits for a signal, or for none, for at most a time of the board, or ends the thread when the board goes off.</summary>
    /// <returns>True when the signal came.</returns>
    public bool WaitOne(BoardEvent? signal, TimeSpan timeout)
    {
        ThrowIfOff();
        bool isSignalled = BoardWaits.Wait(this, Board.TimeProvider, signal, timeout);
        ThrowIfOff();
        WaitForClr();
        return isSignalled;
    }

    /// <summary>Waits for a task's end for at most a time of the board (−1 ms: for ever), or ends the thread when the board goes off.</summary>
    /// <returns>True when it has ended.</returns>
    public bool WaitFor(Task task, TimeSpan timeout)
    {
        ThrowIfOff();
        if (task.IsCompleted)
        {
            return true;
        }

        BoardManualResetEvent ended = new(false);
        task.ContinueWith(_ => ended.Set(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return WaitOne(ended, timeout);
    }

    /// <summary>The calling thread waits for what is outside of the board until the result is disposed of: simulated time passes.</summary>
    public IDisposable? Outside() => SimulatedTime?.Outside();

    public void AddLocked(BoardWait wait) => _waits.AddLast(wait);

    public void RemoveLocked(BoardWait wait) => _waits.Remove(wait);

    /// <summary>Runs an event's handlers on a thread of the pool, as this board's firmware.</summary>
    public void Post(Action handlers)
    {
        SimulatedTime?.BeginWork();
        ThreadPool.UnsafeQueueUserWorkItem(
            _ =>
            {
                SimulatedTime?.EnterWork();
                try
                {
                    using (Enter())
                    {
                        RunFirmware(handlers);
                    }
                }
                finally
                {
                    SimulatedTime?.EndRunning();
                }
            },
            null);
    }

    public void RaiseNetworkChanged(bool isUp)
    {
        if (IsOn)
        {
            Post(() => Ram<NetworkChangeHandlers>().Raise(isUp));
        }
    }

    /// <summary>
    /// Runs firmware at the top of a thread: a board that went off ends it quietly, anything else ends that thread alone and is
    /// reported on the debug output, as on the device.
    /// </summary>
    /// <returns>What ended it, or null.</returns>
    public Exception? RunFirmware(Action firmware)
    {
        try
        {
            firmware();
            return null;
        }
        catch (Exception) when (!IsOn)
        {
            return null;
        }
        catch (Exception exception)
        {
            Board.WriteDebug("++++ Unhandled exception: " + exception + " ++++\n");
            return exception;
        }
    }

    public void Add(BoardThread thread)
    {
        lock (_threads)
        {
            _threads.Add(thread);
        }
    }

    public void Remove(BoardThread thread)
    {
        lock (_threads)
        {
            _threads.Remove(thread);
        }

        Changed.Set();
    }

    /// <summary>Notes what is to be let go of when the board goes off (a timer). Let go of at once when it already is.</summary>
    public void OnPowerOff(IDisposable resource)
    {
        lock (_releases)
        {
            if (IsOn)
            {
                _releases.Add(resource);
                return;
            }
        }

        resource.Dispose();
    }

    public void ForgetOnPowerOff(IDisposable resource)
    {
        lock (_releases)
        {
            _releases.Remove(resource);
        }
    }

    /// <summary>Ends this run. Only the first reason counts. Threads end at their next call on the device or at <see cref="EndThreads"/>.</summary>
    public bool SwitchOff(PowerOffReason reason, TimeSpan? sleepTime = null)
    {
        IDisposable[] releases;
        lock (_releases)
        {
            if (!IsOn)
            {
                return false;
            }

            SleepTime = sleepTime;
            Volatile.Write(ref _reason, (int)reason);
            releases = [.. _releases];
            _releases.Clear();
        }

        foreach (IDisposable release in releases)
        {
            release.Dispose();
        }

        Board.Wifi.PowerDown();
        _off.Cancel();
        EndWaits();
        Changed.Set();
        return true;
    }

    private void EndWaits()
    {
        using UninterruptedLock gate = BoardWaits.EnterGate();
        foreach (BoardWait wait in _waits)
        {
            wait.TryEndLocked(false);
        }
    }

    /// <summary>
    /// Gets the firmware's threads to end after the power is off, by interrupting whatever they wait in, again and again.
    /// </summary>
    /// <returns>True when all have ended; false when <paramref name="timeout"/> passed first (a thread that only computes cannot be ended).</returns>
    public bool EndThreads(TimeSpan timeout)
    {
        long deadline = System.Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        while (true)
        {
            BoardThread[] threads;
            lock (_threads)
            {
                threads = [.. _threads];
            }

            if (threads.Length == 0)
            {
                return true;
            }

            foreach (BoardThread thread in threads)
            {
                thread.InterruptWait();
            }

            if (System.Environment.TickCount64 >= deadline)
            {
                return false;
            }

            threads[0].JoinHost(InterruptPeriodMs);
        }
    }

    private sealed class Standstill(BoardRuntime runtime) : IDisposable
    {
        public void Dispose()
        {
            runtime._standstillOf = null;
            runtime._goesOn.Set();
        }
    }

    private sealed class Scope(BoardRuntime? before) : IDisposable
    {
        public void Dispose() => s_flowing.Value = before;
    }
}
