namespace SensorNet.Emulator;

/// <summary>nanoFramework's Environment.</summary>
public static class BoardEnvironment
{
    /// <summary>Milliseconds since the board booted.</summary>
    public static long TickCount64
    {
        get
        {
            BoardRuntime runtime = BoardRuntime.Current;
            runtime.WaitForClr();
            return runtime.UptimeMs;
        }
    }
}
