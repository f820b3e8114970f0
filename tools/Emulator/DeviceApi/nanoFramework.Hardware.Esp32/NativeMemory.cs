using SensorNet.Emulator;

namespace nanoFramework.Hardware.Esp32;

/// <summary>The memory outside of the managed heap.</summary>
/// <remarks>An estimate: what the board has at boot, less a stack for each thread that runs. The board has no SPI RAM.</remarks>
public partial class NativeMemory
{
    private const uint TotalBytes = 290_816;
    private const uint ThreadStackBytes = 2_048;
    private const uint LeastFreeBytes = 4_096;

    /// <summary>Sizes in bytes.</summary>
    public static void GetMemoryInfo(MemoryType memType, out uint totalSize, out uint totalFreeSize, out uint largestFreeBlock)
    {
        BoardRuntime runtime = BoardRuntime.Current;
        if (memType == MemoryType.SpiRam)
        {
            totalSize = totalFreeSize = largestFreeBlock = 0;
            return;
        }

        long free = runtime.Board.Options.FreeMemoryBytes - (runtime.LiveThreads * (long)ThreadStackBytes);
        totalSize = TotalBytes;
        totalFreeSize = (uint)System.Math.Max(free, LeastFreeBytes);

        // The ESP32's heap is in several regions: no block is as large as the sum.
        largestFreeBlock = totalFreeSize / 16 * 11;
    }
}
