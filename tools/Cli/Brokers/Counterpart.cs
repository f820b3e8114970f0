using System.Text;
using SensorNet.Readings.Messages;

namespace SensorNet.Cli.Brokers;

/// <summary>Says who may be there, where TCP opened and no MQTT broker answered.</summary>
internal static class Counterpart
{
    private const byte TlsAlert = 0x15;
    private const byte TlsHandshake = 0x16;
    private const byte TlsMajorVersion = 0x03;

    /// <summary>[MQTT-3.2]: CONNACK is the first that a broker sends.</summary>
    private const byte ConnAck = 0x20;

    private const string Other = "it may be a port for TLS (--tls, usually 8883) or of another service";

    private static readonly string TlsPort = $"is it the broker's port for TLS (usually {BrokerAddress.DefaultTlsPort})?";

    /// <returns>A few words, safe to show; null when it may well be a broker.</returns>
    public static string? Describe(BrokerConnection connection, BrokerOptions options)
    {
        ReadOnlySpan<byte> first = connection.First;
        string silence = $"connected, but no answer within {options.Timeout.TotalSeconds:0.#} s";
        if (options.IsWebSocket)
        {
            return connection.HasEnded ? "closed without an answer: is it the broker's port for WebSocket?"
                : first.IsEmpty ? $"{silence}: is it the broker's port for WebSocket?"
                : null;
        }

        if (first.StartsWith("HTTP/"u8))
        {
            int port = options.Tls ? BrokerAddress.DefaultTlsPort : BrokerAddress.DefaultPort;
            return $"an HTTP server answers there, and no MQTT broker: is the port right (usually {port})?";
        }

        return options.Tls
            ? DescribeWithTls(first, connection.HasEnded, silence)
            : DescribeWithoutTls(first, connection.HasEnded, silence);
    }

    private static string? DescribeWithTls(ReadOnlySpan<byte> first, bool hasEnded, string silence) => first switch
    {
        [] when hasEnded => $"closed during the TLS handshake: {TlsPort}",
        [] => $"{silence}: {TlsPort}",
        _ when !IsTls(first) => $"what answers there does not speak TLS: {TlsPort}",
        _ when hasEnded =>
            "closed without an answer after the TLS handshake: it may be a port of another service, or the broker wants a certificate of the client",
        _ => null,
    };

    private static string? DescribeWithoutTls(ReadOnlySpan<byte> first, bool hasEnded, string silence) => first switch
    {
        [] when hasEnded => $"closed without an answer: {Other}, or the broker takes no more clients",
        [] => $"{silence}: {Other}",
        [ConnAck, ..] => null,
        _ when IsTls(first) => $"a TLS server answers there: give --tls, or the broker's port without TLS (usually {BrokerAddress.DefaultPort})",
        _ => $"what answers there is no MQTT broker: it begins with {Shown(first)}",
    };

    private static bool IsTls(ReadOnlySpan<byte> first) => first is [TlsAlert or TlsHandshake, TlsMajorVersion, ..];

    private static string Shown(ReadOnlySpan<byte> first)
    {
        ReadOnlySpan<byte> line = first.TrimEnd("\r\n"u8);
        return line.Length > 0 && !line.ContainsAnyExceptInRange((byte)' ', (byte)'~')
            ? $"'{SafeText.Escape(Encoding.ASCII.GetString(line), ObservedStream.FirstBytesMax)}'"
            : $"0x{Convert.ToHexStringLower(first)}";
    }
}
