using SensorNet.Emulator;

namespace nanoFramework.Runtime.Native;

/// <summary>The managed heap.</summary>
public static class GC
{
    private const uint HeapBytes = 102_400;

    /// <summary>Collects. Gives the free bytes of the managed heap: an estimate on an emulated board.</summary>
    public static uint Run(bool compactHeap)
    {
        // A board's share of .NET's heap cannot be told apart; a thread and what hangs on it is taken for 1 KB.
        long free = HeapBytes - (BoardRuntime.Current.LiveThreads * 1_024L);
        return (uint)System.Math.Max(free, 1_024);
    }

    /// <summary>Does nothing: there are no such messages.</summary>
    public static void EnableGCMessages(bool enable) => BoardRuntime.Current.ThrowIfOff();
}
