namespace System.Device.Wifi;

/// <summary>What a scan found.</summary>
public class WifiNetworkReport
{
    internal WifiNetworkReport(WifiAvailableNetwork[] availableNetworks)
    {
        AvailableNetworks = availableNetworks;
    }

    /// <summary>The networks in reach.</summary>
    public WifiAvailableNetwork[] AvailableNetworks { get; }
}
