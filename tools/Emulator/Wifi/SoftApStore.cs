namespace SensorNet.Emulator;

/// <summary>The stored configuration of the board's own access point. It outlives a power cut, and holds from the next start on.</summary>
internal sealed record SoftApStore
{
    public string Ssid { get; init; } = "nano_000000";

    public string Password { get; init; } = "";

    public bool IsOpenNetwork { get; init; } = true;

    public byte MaxConnections { get; init; } = 1;

    public byte Channel { get; init; } = 8;

    /// <summary>Whether the board is an access point when it starts.</summary>
    public bool IsAutomatic { get; init; }

    public string? Address { get; init; }
}
