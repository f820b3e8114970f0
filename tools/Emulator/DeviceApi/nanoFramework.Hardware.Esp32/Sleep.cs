using System;
using SensorNet.Emulator;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Light and deep sleep. Only the timer wakes an emulated board.</summary>
public partial class Sleep
{
    /// <summary>Sets the timer that ends the next sleep.</summary>
    public static EspNativeError EnableWakeupByTimer(TimeSpan time)
    {
        if (time <= TimeSpan.Zero)
        {
            return EspNativeError.INVALID_ARG;
        }

        BoardRuntime.Current.Ram<WakeupTimer>().Time = time;
        return EspNativeError.OK;
    }

    /// <summary>Not emulated: nobody presses a button.</summary>
    public static EspNativeError EnableWakeupByPin(WakeupGpioPin pin, int level) => NotEmulated();

    /// <summary>Not emulated: nobody presses a button.</summary>
    public static EspNativeError EnableWakeupByMultiPins(WakeupGpioPin pins, WakeupMode mode) => NotEmulated();

    /// <summary>Not emulated: nobody touches a pad.</summary>
    public static EspNativeError EnableWakeupByTouchPad(int padNumber1, int padNumber2 = -1, byte thresholdCoefficient = 80) => NotEmulated();

    /// <summary>Not emulated: nothing is on the serial ports.</summary>
    public static EspNativeError EnableWakeupByUart(WakeUpPort portNumber, int edgeCount) => NotEmulated();

    /// <summary>Drops Wi-Fi and blocks until the timer ends the sleep. Without a timer: until the board goes off.</summary>
    public static EspNativeError StartLightSleep()
    {
        BoardRuntime runtime = BoardRuntime.Current;
        TimeSpan? time = runtime.Ram<WakeupTimer>().Time;
        runtime.Board.Wifi.BeginSleep();
        runtime.Wait(time ?? System.Threading.Timeout.InfiniteTimeSpan);
        runtime.Ram<WakeupTimer>().LastCause = WakeupCause.Timer;
        runtime.Board.Wifi.EndSleep();
        return EspNativeError.OK;
    }

    /// <summary>Switches the board off until the timer boots it again; without a timer, for good. Does not return.</summary>
    /// <exception cref="BoardPoweredOffException">Always: it ends the firmware's thread.</exception>
    public static void StartDeepSleep()
    {
        BoardRuntime runtime = BoardRuntime.Current;
        runtime.SwitchOff(PowerOffReason.DeepSleep, runtime.Ram<WakeupTimer>().Time);
        runtime.ThrowIfOff();
    }

    /// <summary>What woke the board: <see cref="WakeupCause.Timer"/> after a sleep, else <see cref="WakeupCause.Undefined"/>.</summary>
    public static WakeupCause GetWakeupCause()
    {
        BoardRuntime runtime = BoardRuntime.Current;
        return runtime.Ram<WakeupTimer>().LastCause ?? runtime.WakeupCause;
    }

    /// <summary>The pin that woke the board: none.</summary>
    public static WakeupGpioPin GetWakeupGpioPin()
    {
        BoardRuntime.Current.ThrowIfOff();
        return WakeupGpioPin.None;
    }

    /// <summary>The touch pad that woke the board: none.</summary>
    public static int GetWakeupTouchpad()
    {
        BoardRuntime.Current.ThrowIfOff();
        return -1;
    }

    private static EspNativeError NotEmulated()
    {
        BoardRuntime.Current.ThrowIfOff();
        return EspNativeError.NOT_SUPPORTED;
    }

    private sealed class WakeupTimer
    {
        public TimeSpan? Time { get; set; }

        public WakeupCause? LastCause { get; set; }
    }
}
