using System;
using System.Threading;

namespace SensorNet.Emulator;

/// <summary>
/// Holds a lock until it is disposed of. A thread that is interrupted takes the lock all the same: what is counted under it must stay right, and
/// whoever wants the thread's end interrupts it again.
/// </summary>
internal readonly ref struct UninterruptedLock : IDisposable
{
    private readonly object _lock;

    public UninterruptedLock(object toLock)
    {
        _lock = toLock;
        while (true)
        {
            try
            {
                Monitor.Enter(toLock);
                return;
            }
            catch (ThreadInterruptedException)
            {
                // It was not taken.
                continue;
            }
        }
    }

    public void Dispose() => Monitor.Exit(_lock);
}
