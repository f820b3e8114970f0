namespace System.Device.Wifi;

/// <summary>How an attempt to connect ended.</summary>
public enum WifiConnectionStatus
{
    /// <summary>Access revoked.</summary>
    AccessRevoked = 0,

    /// <summary>Invalid credential.</summary>
    InvalidCredential = 1,

    /// <summary>Network not available.</summary>
    NetworkNotAvailable = 2,

    /// <summary>Success.</summary>
    Success = 3,

    /// <summary>Timeout.</summary>
    Timeout = 4,

    /// <summary>Unspecified failure.</summary>
    UnspecifiedFailure = 5,

    /// <summary>Unsupported authentication protocol.</summary>
    UnsupportedAuthenticationProtocol = 6,
}
