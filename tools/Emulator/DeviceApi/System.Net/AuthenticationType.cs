namespace System.Net.NetworkInformation;

/// <summary>How a Wi-Fi network authenticates.</summary>
public enum AuthenticationType : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Eap.</summary>
    EAP = 1,

    /// <summary>Peap.</summary>
    PEAP = 2,

    /// <summary>Wcn.</summary>
    WCN = 3,

    /// <summary>Open.</summary>
    Open = 4,

    /// <summary>Shared.</summary>
    Shared = 5,

    /// <summary>Wep.</summary>
    WEP = 6,

    /// <summary>Wpa.</summary>
    WPA = 7,

    /// <summary>Wpa2.</summary>
    WPA2 = 8,
}
