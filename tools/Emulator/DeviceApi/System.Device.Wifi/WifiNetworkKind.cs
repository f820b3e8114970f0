namespace System.Device.Wifi;

/// <summary>Kinds of Wi-Fi networks.</summary>
public enum WifiNetworkKind
{
    /// <summary>Adhoc.</summary>
    Adhoc = 0,

    /// <summary>Any.</summary>
    Any = 1,

    /// <summary>Infrastructure.</summary>
    Infrastructure = 2,
}
