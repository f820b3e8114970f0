namespace System.Net.NetworkInformation;

/// <summary>How a Wi-Fi network encrypts.</summary>
public enum EncryptionType : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Wep.</summary>
    WEP = 1,

    /// <summary>Wpa.</summary>
    WPA = 2,

    /// <summary>Wpa2.</summary>
    WPA2 = 3,

    /// <summary>Wpa_psk.</summary>
    WPA_PSK = 4,

    /// <summary>Wpa2_psk.</summary>
    WPA2_PSK = 5,

    /// <summary>Certificate.</summary>
    Certificate = 6,
}
