using SensorNet.Emulator;

namespace nanoFramework.Hardware.Esp32;

/// <summary>The memory outside of the managed heap.</summary>
/// <remarks>An estimate: what the board has at boot, less a stack for each thread that runs and what TLS holds. The board has no SPI RAM.</remarks>
public partial class NativeMemory
{
    /// <summary>Sizes in bytes.</summary>
    public static void GetMemoryInfo(MemoryType memType, out uint totalSize, out uint totalFreeSize, out uint largestFreeBlock)
    {
        BoardRuntime runtime = BoardRuntime.Current;
        if (memType == MemoryType.SpiRam)
        {
            totalSize = totalFreeSize = largestFreeBlock = 0;
            return;
        }

        totalSize = NativeHeap.TotalBytes;
        totalFreeSize = runtime.NativeHeap.FreeBytes;
        largestFreeBlock = runtime.NativeHeap.LargestFreeBlockBytes;
    }
}
