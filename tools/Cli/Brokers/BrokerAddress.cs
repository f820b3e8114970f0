using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SensorNet.Links;

namespace SensorNet.Cli.Brokers;

/// <summary>Where a broker listens: a host name or an IP address, and a TCP port.</summary>
internal sealed record BrokerAddress(string Host, int Port)
{
    public const int DefaultPort = 1883;
    public const int DefaultTlsPort = 8883;
    public const int PortMax = 65_535;

    private const string NoHost = "has no valid host name or IP address";

    /// <summary>
    /// Reads <c>host</c>, <c>host:port</c>, <c>[IPv6]</c>, <c>[IPv6]:port</c> or a bare IPv6 address.
    /// </summary>
    /// <param name="text">What the user typed.</param>
    /// <param name="defaultPort">The port when there is none in <paramref name="text"/>.</param>
    /// <param name="address">The address.</param>
    /// <param name="problem">What is wrong with <paramref name="text"/>, as the end of a sentence that names it.</param>
    public static bool TryParse(string text, int defaultPort, out BrokerAddress? address, out string? problem)
    {
        address = null;
        if (text.Contains("://", StringComparison.Ordinal))
        {
            problem = "is a URL: give only host or host:port";
            return false;
        }

        if (!TrySplit(text, out string host, out string? portText))
        {
            problem = "is not host, host:port or [IPv6]:port";
            return false;
        }

        if (ProblemOfHost(host) is { } broken)
        {
            problem = broken;
            return false;
        }

        int port = defaultPort;
        if (portText is not null
            && !(int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out port)
                && port is >= 1 and <= PortMax))
        {
            problem = $"has no valid port: it must be 1 to {PortMax}";
            return false;
        }

        problem = null;
        address = new BrokerAddress(host, port);
        return true;
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    private static bool TrySplit(string text, out string host, out string? port)
    {
        host = text;
        port = null;
        if (text.StartsWith('['))
        {
            int end = text.IndexOf(']');
            host = end > 0 ? text[1..end] : "";
            string rest = end > 0 ? text[(end + 1)..] : "";
            port = rest.StartsWith(':') ? rest[1..] : null;
            return end > 0 && host.Contains(':') && (rest.Length == 0 || port is not null);
        }

        int colon = text.IndexOf(':');
        if (colon < 0 || text.LastIndexOf(':') != colon)
        {
            // Several colons and no brackets: only a bare IPv6 address.
            return colon < 0 || IsIpv6(text);
        }

        host = text[..colon];
        port = text[(colon + 1)..];
        return true;
    }

    private static string? ProblemOfHost(string host) =>
        host.Contains(':') ? (IsIpv6(host) ? null : NoHost)
        : HostText.BrokenRule(host) is not { } rule ? null
        : rule == HostText.AddressRule ? $"has a host that is meant as an IPv4 address and is none: it must be {rule}"
        : NoHost;

    private static bool IsIpv6(string text) =>
        IPAddress.TryParse(text, out IPAddress? ip) && ip.AddressFamily == AddressFamily.InterNetworkV6 && HostText.IsPlain(text);
}
