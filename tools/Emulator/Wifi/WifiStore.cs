namespace SensorNet.Emulator;

/// <summary>The board's stored Wi-Fi configuration. It outlives a power cut.</summary>
internal sealed record WifiStore(string Ssid, string Password, bool IsAutomatic);
