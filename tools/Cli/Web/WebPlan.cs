using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace SensorNet.Cli.Web;

/// <summary>How the web view is served, as the options say.</summary>
internal sealed record WebPlan
{
    public const int PortDefault = 8080;

    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>Null for the default one, or a free one where that is in use.</summary>
    public int? Port { get; init; }

    /// <summary>Null for no TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>All of the certificate's file.</summary>
    public X509Certificate2Collection Chain { get; init; } = [];

    public bool AllowsCommands { get; init; }
}
