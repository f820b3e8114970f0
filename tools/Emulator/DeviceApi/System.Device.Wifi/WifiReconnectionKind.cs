namespace System.Device.Wifi;

/// <summary>Whether the radio connects again by itself.</summary>
public enum WifiReconnectionKind
{
    /// <summary>Automatic.</summary>
    Automatic = 0,

    /// <summary>Manual.</summary>
    Manual = 1,
}
