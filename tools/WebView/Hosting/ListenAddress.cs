using System.Net;

namespace SensorNet.WebView.Hosting;

/// <summary>What addresses to listen on mean.</summary>
public static class ListenAddress
{
    /// <summary>It stands for all addresses of this computer.</summary>
    public static bool IsAny(this IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
