using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SensorNet.Links;

namespace SensorNet.BrokerAccess.Addresses;

/// <summary>Where a broker listens: a host name or an IP address, and a TCP port; where it was given as a URL, also what carries MQTT.</summary>
internal sealed record BrokerAddress(string Host, int Port)
{
    public const int DefaultPort = 1883;
    public const int DefaultTlsPort = 8883;
    public const int PortMax = 65_535;

    /// <summary>The path of a WebSocket where none is given.</summary>
    public const string DefaultPath = "/mqtt";

    private const string SchemeEnd = "://";
    private const int PathCharsMax = 1_000;
    private const string Schemes = "must begin with mqtt://, mqtts://, ws:// or wss://";
    private const string NoHost = "has no valid host name or IP address";

    /// <summary>What carries MQTT, where the address was a URL; null where that is said elsewhere.</summary>
    public BrokerTransport? Transport { get; init; }

    /// <summary>The path of a WebSocket, with its query; null for others.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// Reads what <see cref="TryParse"/> does, and URLs: <c>mqtt://host</c>, <c>mqtts://host:port</c>, <c>ws://host:port/path</c>,
    /// <c>wss://host/path</c>. A URL without a port gets its transport's.
    /// </summary>
    /// <param name="text">What the user typed.</param>
    /// <param name="defaultPort">The port where there is neither a port nor a scheme in <paramref name="text"/>.</param>
    /// <param name="address">The address.</param>
    /// <param name="problem">What is wrong with <paramref name="text"/>, as the end of a sentence that names it.</param>
    public static bool TryParseUrl(string text, int defaultPort, out BrokerAddress? address, out string? problem)
    {
        int end = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        if (end < 0)
        {
            return TryParse(text, defaultPort, out address, out problem);
        }

        address = null;
        problem = Schemes;
        if (Transports.OfScheme(text[..end]) is not { } transport)
        {
            return false;
        }

        string rest = text[(end + SchemeEnd.Length)..];
        int slash = rest.IndexOf('/');
        string path = slash < 0 ? "" : rest[slash..];
        problem = ProblemOfRest(rest, path, transport);
        if (problem is not null || !TryParse(slash < 0 ? rest : rest[..slash], transport.DefaultPort(), out address, out problem))
        {
            return false;
        }

        address = address! with { Transport = transport, Path = transport.HasWebSocket() ? (path.Length == 0 ? DefaultPath : path) : null };
        return true;
    }

    /// <summary>What is wrong with the path of a WebSocket, as the end of a sentence that names it; null for nothing.</summary>
    public static string? ProblemOfPath(string path)
    {
        // RFC 3986, 3.3 and 3.4: printable ASCII; RFC 6455, 3: no fragment.
        return path.StartsWith('/') && path.Length <= PathCharsMax && path.All(c => c is > ' ' and <= '~' and not '#')
            ? null
            : $"must begin with / and have at most {PathCharsMax} printable ASCII characters without spaces and #";
    }

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

    /// <summary>As it is shown: host and port, with the scheme and the path of a WebSocket.</summary>
    public override string ToString()
    {
        string place = Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
        return Transport is { } transport && transport.HasWebSocket() ? $"{transport.Scheme()}{SchemeEnd}{place}{Path}" : place;
    }

    private static string? ProblemOfRest(string rest, string path, BrokerTransport transport) =>
        rest.Contains('@') ? "has a user in the URL: give it with the option or setting for it"
        : transport.HasWebSocket() ? (path.Length == 0 ? null : ProblemOfPath(path) is { } rule ? $"has a path that is not right: it {rule}" : null)
        : path.Length > 0 && path != "/" ? $"has a path, which {transport.Scheme()}:// does not take"
        : null;

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
