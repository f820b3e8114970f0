namespace nanoFramework.Networking;

/// <summary>Where the network helper stands.</summary>
public enum NetworkHelperStatus
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Started.</summary>
    Started = 1,

    /// <summary>Network is ready.</summary>
    NetworkIsReady = 2,

    /// <summary>Failed no network interface.</summary>
    FailedNoNetworkInterface = 3,

    /// <summary>Token expired waiting ipaddress.</summary>
    TokenExpiredWaitingIPAddress = 4,

    /// <summary>Token expired waiting date time.</summary>
    TokenExpiredWaitingDateTime = 5,

    /// <summary>Error conneting to wi fi while scanning.</summary>
    ErrorConnetingToWiFiWhileScanning = 6,

    /// <summary>Exception occurred.</summary>
    ExceptionOccurred = 7,

    /// <summary>Reconnecting.</summary>
    Reconnecting = 8,
}
