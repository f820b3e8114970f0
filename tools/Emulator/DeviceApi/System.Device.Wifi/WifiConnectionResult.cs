namespace System.Device.Wifi;

/// <summary>What came of connecting.</summary>
public class WifiConnectionResult
{
    internal WifiConnectionResult(WifiConnectionStatus connectionStatus)
    {
        ConnectionStatus = connectionStatus;
    }

    /// <summary>How it ended.</summary>
    public WifiConnectionStatus ConnectionStatus { get; }
}
