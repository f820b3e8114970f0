using System;
using System.Threading;

namespace SensorNet.Emulator;

/// <summary>
/// The memory outside of the managed heap: what the board has at boot, less a stack for each thread that runs and what TLS holds. An estimate.
/// </summary>
internal sealed class NativeHeap(BoardRuntime runtime)
{
    /// <summary>All of it.</summary>
    public const uint TotalBytes = 290_816;

    private const uint ThreadStackBytes = 2_048;
    private const uint LeastFreeBytes = 4_096;

    private long _taken;

    /// <summary>Bytes that are free.</summary>
    public uint FreeBytes => (uint)Math.Max(
        runtime.Board.Options.FreeMemoryBytes - (runtime.LiveThreads * (long)ThreadStackBytes) - Interlocked.Read(ref _taken), LeastFreeBytes);

    /// <summary>The ESP32's heap is in several regions: no block is as large as the sum.</summary>
    public uint LargestFreeBlockBytes => FreeBytes / 16 * 11;

    /// <summary>Takes so many blocks. Null when they are not there; otherwise what gives them back.</summary>
    public IDisposable? Take(int blockBytes, int blocks)
    {
        if (LargestFreeBlockBytes < blockBytes || FreeBytes < (long)blockBytes * blocks)
        {
            return null;
        }

        Interlocked.Add(ref _taken, (long)blockBytes * blocks);
        return new Blocks(this, (long)blockBytes * blocks);
    }

    private sealed class Blocks(NativeHeap heap, long bytes) : IDisposable
    {
        private long _bytes = bytes;

        public void Dispose() => Interlocked.Add(ref heap._taken, -Interlocked.Exchange(ref _bytes, 0));
    }
}
