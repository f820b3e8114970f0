namespace System.Net.NetworkInformation;

/// <summary>Kinds of network interfaces.</summary>
internal enum NetworkInterfaceType
{
    /// <summary>Unknown.</summary>
    Unknown = 1,

    /// <summary>Ethernet.</summary>
    Ethernet = 6,

    /// <summary>Wireless80211.</summary>
    Wireless80211 = 71,

    /// <summary>Wireless ap.</summary>
    WirelessAP = 72,
}
