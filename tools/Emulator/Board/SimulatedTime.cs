using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace SensorNet.Emulator;

/// <summary>
/// Time of boards that does not pass while anything happens: it stands while a thread of a board runs or octets are under way, and then jumps to the
/// next moment at which anything is due. Days pass in seconds, and no time-out is shortened against what it waits for. Two threads that are due at
/// one moment run one after the other, as on the device.
/// </summary>
/// <remarks>
/// What is outside of the boards (a broker, the PC's network) has real time only. While the firmware waits for an answer of its broker the time
/// stands for up to <see cref="AnswerPatience"/>, and over connections of which it is not known what is answered for <see cref="NetworkIdle"/> after
/// each octet in or out.
/// </remarks>
public sealed class SimulatedTime : TimeProvider, INetworkTime, IDisposable
{
    [ThreadStatic]
    private static SimulatedTime? t_runsIn;

    [ThreadStatic]
    private static int t_runningDepth;

    private readonly PriorityQueue<DueItem, (long Ticks, long Order)> _due = new();
    private readonly object _driverWake = new();
    private readonly DateTimeOffset _begin;
    private long _elapsedTicks;
    private long _order;
    private long _trafficAt;
    private long _awaitedAt;
    private int _running;
    private int _awaited;
    private bool _isDriverDue;
    private bool _isDisposed;

    /// <summary>Makes a time that begins now.</summary>
    public SimulatedTime(DateTimeOffset begin)
    {
        _begin = begin;
        new global::System.Threading.Thread(Drive) { IsBackground = true, Name = "simulated time" }.Start();
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>
    /// For how long, in real time, the time stands while an answer of a broker is under way. Less while it is known that it gives none. Can be
    /// changed at any time.
    /// </summary>
    public TimeSpan AnswerPatience { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// For how long, in real time, the time stands after the last octet in or out where it is not known what is answered, as over UDP. Longer for
    /// peers that are programs of their own. Can be changed at any time.
    /// </summary>
    public TimeSpan NetworkIdle { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _elapsedTicks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _begin + TimeSpan.FromTicks(GetTimestamp());

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new SimulatedTimer(this, callback, state, dueTime, period);

    /// <summary>
    /// The calling thread takes part: the time stands until it waits in <see cref="Wait"/> or disposes of the result, on this thread.
    /// </summary>
    public IDisposable Hold()
    {
        BeginRunning();
        return new Release(EndRunning);
    }

    /// <summary>How long, in real time, <see cref="Wait"/> lets the time stand before it gives up.</summary>
    public TimeSpan StandstillMax { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>Lets the time pass for the calling thread, which has called <see cref="Hold"/>.</summary>
    /// <exception cref="TimeoutException">It has not passed within <see cref="StandstillMax"/>: something runs without end.</exception>
    public void Wait(TimeSpan time)
    {
        long dueTicks = GetTimestamp() + time.Ticks;
        if (!IsRunning)
        {
            throw new InvalidOperationException($"{nameof(Wait)} is for a thread that has called {nameof(Hold)}.");
        }

        BoardWaits.Wait(null, this, null, time, StandstillMax);
        if (GetTimestamp() < dueTicks)
        {
            throw new TimeoutException(
                $"The simulated time has stood at {GetUtcNow():u} for {StandstillMax.TotalSeconds} s, for {_running - 1} things that run.");
        }
    }

    /// <summary>Ends it: the time stands from now on.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        WakeDriver();
    }

    /// <summary>The calling thread runs, and is one of those that the time waits for.</summary>
    internal void BeginRunning()
    {
        if (t_runningDepth++ == 0)
        {
            t_runsIn = this;
            BeginWork();
        }
    }

    /// <summary>The calling thread ends, or does not take part any more.</summary>
    internal void EndRunning()
    {
        if (--t_runningDepth == 0)
        {
            t_runsIn = null;
            EndWork();
        }
    }

    /// <summary>The calling thread does what <see cref="BeginWork"/> has counted, and ends it by <see cref="EndRunning"/>.</summary>
    internal void EnterWork()
    {
        t_runsIn = this;
        t_runningDepth = 1;
    }

    /// <summary>Whether the calling thread is counted.</summary>
    internal bool IsRunning => t_runsIn == this;

    void INetworkTime.NoteTraffic() => NoteTraffic();

    void INetworkTime.NoteAwaited(int change)
    {
        Interlocked.Add(ref _awaited, change);
        Interlocked.Exchange(ref _awaitedAt, Stopwatch.GetTimestamp());
    }

    void INetworkTime.BeginWork() => BeginWork();

    void INetworkTime.EndWork() => EndWork();

    /// <inheritdoc cref="INetworkTime.BeginWork"/>
    internal void BeginWork()
    {
        using UninterruptedLock gate = BoardWaits.EnterGate();
        _running++;
    }

    /// <inheritdoc cref="INetworkTime.EndWork"/>
    internal void EndWork()
    {
        using UninterruptedLock gate = BoardWaits.EnterGate();
        EndWorkLocked();
    }

    /// <summary>As <see cref="BeginWork"/>, with the gate held.</summary>
    internal void BeginWorkLocked() => _running++;

    /// <summary>As <see cref="EndWork"/>, with the gate held.</summary>
    internal void EndWorkLocked()
    {
        _running--;
        Advance();
    }

    /// <summary>The calling thread waits for something outside of the boards until the result is disposed of.</summary>
    internal IDisposable? Outside()
    {
        if (!IsRunning)
        {
            return null;
        }

        EndWork();
        return new Release(BeginWork);
    }

    /// <inheritdoc cref="INetworkTime.NoteTraffic"/>
    internal void NoteTraffic() => Interlocked.Exchange(ref _trafficAt, Stopwatch.GetTimestamp());

    /// <summary>Something is due after a time. With the gate held.</summary>
    internal void ArmLocked(DueItem item, TimeSpan after) => _due.Enqueue(item, (GetTimestamp() + Math.Max(0, after.Ticks), _order++));

    // With the gate held. One thing at a time: what it begins counts as running, and its end brings the next.
    private void Advance()
    {
        while (_running == 0 && !_isDisposed && _due.TryPeek(out DueItem? item, out (long Ticks, long Order) at))
        {
            if (item.IsOver)
            {
                _due.Dequeue();
                continue;
            }

            if (LeftOfQuiet() > TimeSpan.Zero)
            {
                WakeDriver();
                return;
            }

            _due.Dequeue();
            Interlocked.Exchange(ref _elapsedTicks, Math.Max(at.Ticks, GetTimestamp()));
            item.ComeDueLocked();
        }
    }

    private TimeSpan LeftOfQuiet()
    {
        TimeSpan ofTraffic = NetworkIdle - Stopwatch.GetElapsedTime(Interlocked.Read(ref _trafficAt));
        TimeSpan ofAnswers = Volatile.Read(ref _awaited) > 0
            ? AnswerPatience - Stopwatch.GetElapsedTime(Interlocked.Read(ref _awaitedAt))
            : TimeSpan.Zero;
        return ofTraffic > ofAnswers ? ofTraffic : ofAnswers;
    }

    private void WakeDriver()
    {
        using UninterruptedLock held = new(_driverWake);
        _isDriverDue = true;
        Monitor.Pulse(_driverWake);
    }

    // Waits in real time until the network has been quiet for long enough.
    private void Drive()
    {
        while (!_isDisposed)
        {
            lock (_driverWake)
            {
                while (!_isDriverDue)
                {
                    Monitor.Wait(_driverWake);
                }

                _isDriverDue = false;
            }

            TimeSpan left = LeftOfQuiet();
            if (left > TimeSpan.Zero)
            {
                // No longer than that: answers may have come meanwhile.
                global::System.Threading.Thread.Sleep(1);
            }

            using UninterruptedLock gate = BoardWaits.EnterGate();
            Advance();
        }
    }

    private sealed class Release(Action release) : IDisposable
    {
        private Action? _release = release;

        public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
    }
}
