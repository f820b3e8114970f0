using SensorNet.Emulator;

namespace nanoFramework.Networking;

/// <summary>Network time. Started with the board, as on the ESP32.</summary>
public class Sntp
{
    /// <summary>True while it asks.</summary>
    public static bool IsStarted => BoardRuntime.Current.Board.Clock.IsSntpStarted;

    /// <summary>The first server. Any name works: the emulated network has one clock.</summary>
    public static string Server1
    {
        get => BoardRuntime.Current.Ram<Servers>().First;
        set => BoardRuntime.Current.Ram<Servers>().First = value;
    }

    /// <summary>The second server. Any name works: the emulated network has one clock.</summary>
    public static string Server2
    {
        get => BoardRuntime.Current.Ram<Servers>().Second;
        set => BoardRuntime.Current.Ram<Servers>().Second = value;
    }

    /// <summary>Begins to ask.</summary>
    public static void Start() => BoardRuntime.Current.Board.Clock.IsSntpStarted = true;

    /// <summary>Asks no more.</summary>
    public static void Stop() => BoardRuntime.Current.Board.Clock.IsSntpStarted = false;

    /// <summary>Asks now. The answer comes after the network's delay.</summary>
    public static void UpdateNow() => BoardRuntime.Current.Board.Clock.UpdateNow();

    private sealed class Servers
    {
        public string First { get; set; } = "0.pool.ntp.org";

        public string Second { get; set; } = "1.pool.ntp.org";
    }
}
