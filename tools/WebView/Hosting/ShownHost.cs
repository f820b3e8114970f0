using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace SensorNet.WebView.Hosting;

/// <summary>By which name or number a browser is told to ask.</summary>
internal static class ShownHost
{
    /// <summary>The number that is listened on, or this computer's name for all; where the certificate does not fit that, its own.</summary>
    /// <param name="address">What is listened on.</param>
    /// <param name="certificate">Of https; null for http.</param>
    /// <param name="computerName">The name of this computer.</param>
    public static string Of(IPAddress address, X509Certificate2? certificate, string computerName)
    {
        string host = address.IsAny() ? computerName
            : address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]"
            : address.ToString();
        return certificate is null || IPAddress.IsLoopback(address) || certificate.MatchesHostname(host.Trim('[', ']')) ? host
            : NameOf(certificate) ?? host;
    }

    // One with a star is no name to ask by.
    private static string? NameOf(X509Certificate2 certificate) =>
        certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false) is var name
        && Uri.CheckHostName(name) != UriHostNameType.Unknown
        && certificate.MatchesHostname(name) ? name : null;
}
