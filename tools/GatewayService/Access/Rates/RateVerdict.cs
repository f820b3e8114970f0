namespace SensorNet.GatewayService.Access.Rates;

/// <summary>Whether a datagram is within the rates.</summary>
internal enum RateVerdict
{
    Within,

    /// <summary>Beyond that of its address.</summary>
    AddressRate,

    /// <summary>Beyond that of all together.</summary>
    TotalRate,
}
