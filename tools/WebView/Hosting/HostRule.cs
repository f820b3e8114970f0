using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;

namespace SensorNet.WebView.Hosting;

/// <summary>
/// By which names this server may be asked. A page of another site can have its name point here (DNS rebinding), and its browser then takes the
/// two for one site: the header Host has the name.
/// </summary>
/// <param name="address">What is listened on.</param>
/// <param name="port">The port.</param>
/// <param name="certificate">Of https; null for http.</param>
/// <param name="computerName">The name of this computer.</param>
internal sealed class HostRule(IPAddress address, int port, X509Certificate2? certificate, string computerName)
{
    private int UsualPort => certificate is not null ? 443 : 80;

    public bool Allows(HostString host) => host.HasValue && (host.Port ?? UsualPort) == port && IsName(host.Host);

    private bool IsName(string name)
    {
        // A number cannot be made to point elsewhere.
        if (IPAddress.TryParse(name, out IPAddress? number))
        {
            return address.IsAny() || number.Equals(address) || (IPAddress.IsLoopback(address) && IsLoopback(number));
        }

        bool isLocal = IPAddress.IsLoopback(address) || address.IsAny();
        bool isThis = !IPAddress.IsLoopback(address)
            && (Is(name, computerName) || name.StartsWith(computerName + ".", StringComparison.OrdinalIgnoreCase));

        // Another site's name, pointed here, fails at TLS: the certificate does not have it.
        return (isLocal && Is(name, "localhost")) || isThis || (certificate?.MatchesHostname(name) ?? false);
    }

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    // 127.0.0.2 reaches this computer, too, but nobody asks so.
    private static bool IsLoopback(IPAddress number) => number.Equals(IPAddress.Loopback) || number.Equals(IPAddress.IPv6Loopback);
}
