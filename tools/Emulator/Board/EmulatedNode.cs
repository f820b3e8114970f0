using System;
using System.Threading;
using System.Threading.Tasks;
using nanoFramework.Hardware.Esp32;

namespace SensorNet.Emulator;

/// <summary>
/// Firmware that runs on a board: boots it, runs its Main on a thread of its own, and boots it again after a reboot or a timed deep
/// sleep, with fresh RAM and the same flash.
/// </summary>
/// <remarks>
/// When the board goes off, the firmware's threads end at their next call on the device's API; those that wait are interrupted,
/// repeatedly for up to <see cref="ThreadEndTimeout"/>. A thread that computes without end or catches everything outlives its board; it can no
/// longer use any device API.
/// </remarks>
public sealed class EmulatedNode : IDisposable
{
    /// <summary>How long the threads of a board that went off get to end before they are left alone.</summary>
    public static readonly TimeSpan ThreadEndTimeout = TimeSpan.FromSeconds(5);

    private readonly Action _main;
    private readonly object _lock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BoardManualResetEvent _noMoreBoots = new(false);
    private BoardRuntime _runtime;
    private int _boots;

    private EmulatedNode(Board board, Action main, bool autoRestart)
    {
        Board = board;
        AutoRestart = autoRestart;
        _main = main;
        _runtime = board.Boot(Sleep.WakeupCause.Undefined);
    }

    /// <summary>The board.</summary>
    public Board Board { get; }

    /// <summary>Whether the board boots again after a reboot.</summary>
    public bool AutoRestart { get; }

    /// <summary>How often the board has booted, the first time included.</summary>
    public int Boots => Volatile.Read(ref _boots);

    /// <summary>True until <see cref="Completion"/>.</summary>
    public bool IsRunning => !_ended.Task.IsCompleted;

    /// <summary>Completes when the node will run no more. Never fails: see <see cref="Failure"/>.</summary>
    public Task Completion => _ended.Task;

    /// <summary>How the last boot ended.</summary>
    public PowerOffReason EndReason { get; private set; }

    /// <summary>The exception that Main died of, if it did.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>True when threads of the firmware did not end with their board.</summary>
    public bool LeftThreadsBehind { get; private set; }

    /// <summary>Switches the board on and runs <paramref name="main"/> as its program.</summary>
    /// <param name="board">A board that is off.</param>
    /// <param name="main">The program's Main.</param>
    /// <param name="autoRestart">Whether to boot again after a reboot (a timed deep sleep always ends in a boot).</param>
    public static EmulatedNode Start(Board board, Action main, bool autoRestart = true)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(main);
        EmulatedNode node = new(board, main, autoRestart);
        (board.TimeProvider as SimulatedTime)?.BeginWork();
        new System.Threading.Thread(node.Supervise) { IsBackground = true, Name = board.Name + " power" }.UnsafeStart();
        return node;
    }

    /// <summary>
    /// A planned stop: runs the firmware's reboot handlers as <c>Power.RebootDevice</c> does, waits for them, then switches the board off
    /// for good.
    /// </summary>
    /// <returns>True when the handlers and the node ended within <paramref name="timeout"/>.</returns>
    public bool Stop(TimeSpan timeout)
    {
        long startedAt = System.Environment.TickCount64;
        bool isHandled = Leave(PowerOffReason.Stopped, timeout);
        TimeSpan left = timeout - TimeSpan.FromMilliseconds(System.Environment.TickCount64 - startedAt);
        return _ended.Task.Wait(left > TimeSpan.Zero ? left : TimeSpan.Zero) && isHandled;
    }

    /// <summary>A planned reboot from outside: runs the firmware's reboot handlers, then boots again if <see cref="AutoRestart"/> is set.</summary>
    /// <returns>True when the handlers ended within <paramref name="timeout"/>.</returns>
    public bool Reboot(TimeSpan timeout) => Leave(PowerOffReason.Reboot, timeout);

    /// <summary>
    /// Cuts the supply: the firmware is not told, and its peers see neither FIN nor RST. The node ends.
    /// </summary>
    public void CutPower()
    {
        lock (_lock)
        {
            _noMoreBoots.Set();
            _runtime.SwitchOff(PowerOffReason.PowerCut);
        }

        Board.LosePower();
    }

    /// <summary>
    /// Ends the node as a power cut does, and waits for its threads for a bounded time. The board stays: it is disposed of on its own.
    /// </summary>
    public void Dispose()
    {
        CutPower();
        _ended.Task.Wait(ThreadEndTimeout + ThreadEndTimeout);
    }

    private bool Leave(PowerOffReason reason, TimeSpan timeout)
    {
        BoardRuntime runtime;
        lock (_lock)
        {
            runtime = _runtime;
        }

        bool isHandled = !runtime.IsOn || RebootSequence.RunHandlers(runtime, timeout);
        lock (_lock)
        {
            if (reason == PowerOffReason.Stopped)
            {
                _noMoreBoots.Set();
            }

            _runtime.SwitchOff(reason);
        }

        return isHandled;
    }

    private void Supervise()
    {
        SimulatedTime? time = Board.TimeProvider as SimulatedTime;
        time?.EnterWork();
        do
        {
            RunOnce(_runtime);
        }
        while (BootAgain());

        _ended.TrySetResult();
        time?.EndRunning();
    }

    private void RunOnce(BoardRuntime runtime)
    {
        Interlocked.Increment(ref _boots);
        Exception? failure = null;
        BoardThread main = new(() => failure = runtime.RunFirmware(_main), runtime);
        main.TryStart();

        // Main may return while threads that it started go on: the program ends with the last of them. Once the power is off nothing is
        // waited for, Main included: it may be in a wait that only EndThreads ends.
        while (Volatile.Read(ref failure) is null && runtime.IsOn && runtime.LiveThreads > 0)
        {
            Wait(runtime.Changed, Timeout.InfiniteTimeSpan);
        }

        // A program that ends because it is told to leaves the board to whoever told it.
        if (failure is not null || !runtime.IsLeaving)
        {
            runtime.SwitchOff(failure is null ? PowerOffReason.ProgramEnded : PowerOffReason.ProgramFailed);
        }

        while (runtime.IsOn)
        {
            Wait(runtime.Changed, Timeout.InfiniteTimeSpan);
        }

        LeftThreadsBehind |= !runtime.EndThreads(ThreadEndTimeout);
        Failure = failure;
        EndReason = runtime.Reason;
    }

    private bool BootAgain()
    {
        BoardRuntime ended = _runtime;
        bool isAsleep = ended.Reason == PowerOffReason.DeepSleep;
        if (isAsleep)
        {
            // A stop during the sleep: there is no boot after it.
            Wait(_noMoreBoots, ended.SleepTime ?? Timeout.InfiniteTimeSpan);
        }
        else if (ended.Reason != PowerOffReason.Reboot || !AutoRestart)
        {
            return false;
        }

        lock (_lock)
        {
            if (_noMoreBoots.IsSet)
            {
                EndReason = isAsleep ? PowerOffReason.Stopped : EndReason;
                return false;
            }

            _runtime = Board.Boot(isAsleep ? Sleep.WakeupCause.Timer : Sleep.WakeupCause.Undefined);
            return true;
        }
    }

    // In the board's time; it is not one of the board's waits, which end with the power.
    private void Wait(BoardEvent signal, TimeSpan timeout) => BoardWaits.Wait(null, Board.TimeProvider, signal, timeout);
}
