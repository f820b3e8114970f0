using SensorNet.Emulator;

namespace nanoFramework.Runtime.Native;

/// <summary>The real-time clock.</summary>
public static class Rtc
{
    /// <summary>Sets the clock, in UTC.</summary>
    public static bool SetSystemTime(DateTime time)
    {
        BoardRuntime.Current.Board.Clock.Set(time);
        return true;
    }
}
