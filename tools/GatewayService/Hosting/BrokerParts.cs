using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Mqtt;
using SensorNet.GatewayService.Settings;

namespace SensorNet.GatewayService.Hosting;

/// <summary>What the shards' connections to the broker have in common.</summary>
/// <param name="Choice">Which broker they go to.</param>
/// <param name="Passwords">With what passwords.</param>
/// <param name="Certificates">Has changed certificates read; null where TLS is not spoken.</param>
internal sealed record BrokerParts(BrokerChoice Choice, BrokerPasswords Passwords, BrokerCertificates? Certificates) : IDisposable
{
    public static BrokerParts Of(ServiceSettings settings, ILogger logger)
    {
        BrokerSettings broker = settings.Broker;
        BrokerChoice choice = new BrokerChoice(settings.Brokers, settings.BrokerTls, broker.PrimaryRetryMs, broker.ConnectTimeoutMs);
        return new BrokerParts(
            choice, new BrokerPasswords(broker, logger), settings.BrokerTls is null ? null : new BrokerCertificates(broker, choice, logger));
    }

    public void Dispose()
    {
        Passwords.Dispose();
        Certificates?.Dispose();
    }
}
