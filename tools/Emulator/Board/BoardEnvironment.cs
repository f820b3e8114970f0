namespace SensorNet.Emulator;

/// <summary>nanoFramework's Environment.</summary>
public static class BoardEnvironment
{
    /// <summary>Milliseconds since the board booted.</summary>
    public static long TickCount64 => BoardRuntime.Current.UptimeMs;
}
