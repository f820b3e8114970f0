using System.Net;
using Microsoft.AspNetCore.Http;

namespace SensorNet.WebView.Hosting;

/// <summary>
/// By which names this server may be asked. A page of another site can have its name point here (DNS rebinding), and its browser then takes the
/// two for one site: the header Host has the name.
/// </summary>
/// <param name="address">What is listened on.</param>
/// <param name="port">The port.</param>
/// <param name="isTls">Whether it is https.</param>
/// <param name="computerName">The name of this computer.</param>
internal sealed class HostRule(IPAddress address, int port, bool isTls, string computerName)
{
    private int UsualPort => isTls ? 443 : 80;

    public bool Allows(HostString host) => host.HasValue && (host.Port ?? UsualPort) == port && IsName(host.Host);

    private bool IsName(string name)
    {
        // A number cannot be made to point elsewhere.
        if (IPAddress.TryParse(name, out IPAddress? number))
        {
            return IsAny || number.Equals(address) || (IPAddress.IsLoopback(address) && IsLoopback(number));
        }

        bool isLocal = IPAddress.IsLoopback(address) || IsAny;
        bool isThis = !IPAddress.IsLoopback(address)
            && (Is(name, computerName) || name.StartsWith(computerName + ".", StringComparison.OrdinalIgnoreCase));
        return (isLocal && Is(name, "localhost")) || isThis;
    }

    private bool IsAny => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    // 127.0.0.2 reaches this computer, too, but nobody asks so.
    private static bool IsLoopback(IPAddress number) => number.Equals(IPAddress.Loopback) || number.Equals(IPAddress.IPv6Loopback);
}
