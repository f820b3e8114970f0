namespace SensorNet.Emulator;

/// <summary>What losing Wi-Fi does to the board's open connections. The peer hears nothing in either case.</summary>
public enum WifiDropEffect
{
    /// <summary>
    /// They fall silent: sends are buffered until the send buffer is full, nothing is received, and they go on when Wi-Fi is back with the
    /// same address. What TCP does when the network goes away.
    /// </summary>
    Silence,

    /// <summary>They die: calls under way and later ones throw. What happens when the board's address is taken from it.</summary>
    Abort,
}
