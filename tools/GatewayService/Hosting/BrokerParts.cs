using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Mqtt;
using SensorNet.GatewayService.Settings;

namespace SensorNet.GatewayService.Hosting;

/// <summary>What the shards' connections to the broker have in common.</summary>
/// <param name="Choice">Which broker they go to.</param>
/// <param name="Passwords">With what passwords.</param>
internal sealed record BrokerParts(BrokerChoice Choice, BrokerPasswords Passwords) : IDisposable
{
    public static BrokerParts Of(ServiceSettings settings, ILogger logger) => new(
        new BrokerChoice(settings.Brokers, settings.BrokerTls, settings.Broker.PrimaryRetryMs, settings.Broker.ConnectTimeoutMs),
        new BrokerPasswords(settings.Broker, logger));

    public void Dispose() => Passwords.Dispose();
}
