namespace SensorNet.BrokerAccess.Addresses;

/// <summary>What is known of each transport.</summary>
internal static class Transports
{
    public static bool HasTls(this BrokerTransport transport) => transport is BrokerTransport.Tls or BrokerTransport.Wss;

    public static bool HasWebSocket(this BrokerTransport transport) => transport is BrokerTransport.Ws or BrokerTransport.Wss;

    /// <summary>The port where a URL has none: IANA's for MQTT, and HTTP's (RFC 6455, 3).</summary>
    public static int DefaultPort(this BrokerTransport transport) => transport switch
    {
        BrokerTransport.Tcp => BrokerAddress.DefaultPort,
        BrokerTransport.Tls => BrokerAddress.DefaultTlsPort,
        BrokerTransport.Ws => 80,
        _ => 443,
    };

    /// <summary>The scheme of its URLs.</summary>
    public static string Scheme(this BrokerTransport transport) => transport switch
    {
        BrokerTransport.Tcp => "mqtt",
        BrokerTransport.Tls => "mqtts",
        BrokerTransport.Ws => "ws",
        _ => "wss",
    };

    /// <summary>The transport of a scheme, in any case; null where there is none.</summary>
    public static BrokerTransport? OfScheme(string scheme)
    {
        foreach (BrokerTransport transport in Enum.GetValues<BrokerTransport>())
        {
            if (string.Equals(transport.Scheme(), scheme, StringComparison.OrdinalIgnoreCase))
            {
                return transport;
            }
        }

        return null;
    }
}
