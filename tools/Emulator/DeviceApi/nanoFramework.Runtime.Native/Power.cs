using System;
using System.Threading;
using SensorNet.Emulator;

namespace nanoFramework.Runtime.Native;

/// <summary>Reboots.</summary>
public class Power
{
    /// <summary>Raised before a planned reboot, on a thread that the reboot waits for.</summary>
    public static event RebootEventHandler? OnRebootEvent
    {
        add
        {
            BoardRuntime runtime = BoardRuntime.Current;
            lock (runtime)
            {
                runtime.RebootHandlers += value;
            }
        }

        remove
        {
            BoardRuntime runtime = BoardRuntime.Current;
            lock (runtime)
            {
                runtime.RebootHandlers -= value;
            }
        }
    }

    /// <summary>Runs the handlers, however long they take, and reboots. Does not return.</summary>
    /// <exception cref="BoardPoweredOffException">Always: it ends the firmware's thread.</exception>
    public static void RebootDevice(RebootOption rebootOption = RebootOption.NormalReboot) => RebootDevice(Timeout.Infinite, rebootOption);

    /// <summary>
    /// Runs the handlers for at most <paramref name="exeConstraintTimeout"/> ms (−1: however long they take) and reboots. Does not return.
    /// </summary>
    /// <exception cref="BoardPoweredOffException">Always: it ends the firmware's thread.</exception>
    public static void RebootDevice(int exeConstraintTimeout, RebootOption rebootOption = RebootOption.NormalReboot)
    {
        BoardRuntime runtime = BoardRuntime.Current;
        RebootSequence.RunHandlers(runtime, TimeSpan.FromMilliseconds(exeConstraintTimeout));

        // A bootloader that nobody talks to leaves the board where a stop does.
        runtime.SwitchOff(rebootOption is RebootOption.NormalReboot or RebootOption.ClrOnly ? PowerOffReason.Reboot : PowerOffReason.Stopped);
        runtime.ThrowIfOff();
    }
}
