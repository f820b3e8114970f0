namespace SensorNet.GatewayService.Mqtt;

/// <summary>Says what may be there where a TCP connection opens and no MQTT broker answers.</summary>
internal static class NoBrokerText
{
    private const byte TlsAlert = 0x15;
    private const byte TlsHandshake = 0x16;

    /// <summary>What came before CONNACK.</summary>
    /// <param name="first">Its first octet; null where the connection ended without one.</param>
    /// <param name="isStream">Whether it came over TLS or a WebSocket.</param>
    public static string Describe(byte? first, bool isStream) => first switch
    {
        null when isStream =>
            "closed without an answer: a port of another service, or a broker that takes no more clients or wants another certificate",
        null => "closed without an answer: a wrong port, a port for TLS, or a broker that takes no more clients",

        // "HTTP/1.1 400 Bad Request": RFC 9112, 4.
        (byte)'H' => "an HTTP server answers there, and no MQTT broker",

        // RFC 8446, 5.1.
        TlsAlert or TlsHandshake => "a TLS server answers there, and the gateway speaks MQTT without TLS",
        _ => $"packet 0x{first:X2} instead of CONNACK: no MQTT broker answers there",
    };
}
