using System;
using nanoFramework.Runtime.Native;

namespace SensorNet.Emulator;

/// <summary>What the device does before it reboots: it runs the handlers that the firmware left for it.</summary>
internal static class RebootSequence
{
    /// <summary>Runs the handlers on a thread of their own, as the board's firmware.</summary>
    /// <returns>True when they ended within <paramref name="timeout"/>.</returns>
    public static bool RunHandlers(BoardRuntime runtime, TimeSpan timeout)
    {
        runtime.IsLeaving = true;
        RebootEventHandler? handlers = runtime.RebootHandlers;
        if (handlers is null)
        {
            return true;
        }

        BoardThread thread = new(() => handlers(), runtime);
        return thread.TryStart() && thread.Join(timeout);
    }
}
