using SensorNet.BrokerAccess.Addresses;

namespace SensorNet.GatewayService.Settings;

/// <summary>The brokers that the settings name, one or several.</summary>
internal static class BrokerList
{
    /// <summary>Each with its transport, port and path: its own where it is a URL, otherwise those of the settings.</summary>
    public static IReadOnlyList<BrokerAddress> Of(BrokerSettings settings) => settings.Hosts.Count > 0
        ? [.. settings.Hosts.Select(host => Complete(host, settings))]
        : [Complete(new BrokerAddress(settings.Host, BrokerSettings.NoPort), settings)];

    private static BrokerAddress Complete(BrokerAddress broker, BrokerSettings settings)
    {
        if (broker.Transport is not null)
        {
            return broker;
        }

        BrokerTransport transport = settings.Transport;
        int port = broker.Port != BrokerSettings.NoPort ? broker.Port
            : settings.Port != BrokerSettings.NoPort ? settings.Port
            : transport.DefaultPort();
        return broker with { Port = port, Transport = transport, Path = transport.HasWebSocket() ? settings.WebSocketPath : null };
    }
}
