namespace System.Device.Wifi;

/// <summary>A network that a scan found.</summary>
public class WifiAvailableNetwork
{
    /// <summary>The access point's MAC address.</summary>
    public string Bsid { get; internal set; } = string.Empty;

    /// <summary>The network's name.</summary>
    public string Ssid { get; internal set; } = string.Empty;

    /// <summary>Kind of the network: the device says Any.</summary>
    public WifiNetworkKind NetworkKind => WifiNetworkKind.Any;

    /// <summary>Signal strength in dBm.</summary>
    public double NetworkRssiInDecibelMilliwatts => Rssi;

    /// <summary>Signal strength, 0 to 4.</summary>
    public byte SignalBars => Rssi switch
    {
        > -55 => 4,
        > -75 => 3,
        > -85 => 2,
        > -96 => 1,
        _ => 0,
    };

    internal sbyte Rssi { get; init; }
}
