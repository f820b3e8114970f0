namespace SensorNet.Emulator;

/// <summary>A Wi-Fi network in reach of a board.</summary>
/// <param name="Ssid">Its name, 1 to 32 characters.</param>
/// <param name="Password">Its password; empty for an open network.</param>
/// <param name="RssiDbm">How strong it is at the board, −100 to −20 dBm.</param>
public sealed record AccessPoint(string Ssid, string Password, int RssiDbm = -58);
