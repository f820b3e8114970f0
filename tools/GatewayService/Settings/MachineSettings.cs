using System.Text;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Settings;

/// <summary>What the state machine of a shard is told: <see cref="GatewaySettings.ForServer"/> with what the service's settings say.</summary>
internal static class MachineSettings
{
    /// <param name="settings">The service's settings.</param>
    /// <param name="shard">The shard's number; shard 0 advertises the gateway for all.</param>
    public static GatewaySettings Of(ServiceSettings settings, int shard)
    {
        GatewaySettings machine = GatewaySettings.ForServer();
        machine.Mode = settings.Gateway.Mode;
        machine.GatewayId = settings.Gateway.Id;
        machine.AdvertiseIntervalMs = shard == 0 ? settings.Udp.AdvertiseIntervalSeconds * 1000 : 0;
        machine.AllowsQosMinusOne = settings.Gateway.AllowQosMinusOne;
        machine.WillMessageLengthMax = settings.Udp.DatagramBytesMax;
        machine.DatagramLengthMax = settings.Udp.DatagramBytesMax;
        machine.InflightMax = settings.Broker.InFlightMax;
        machine.BrokerOpenMs = settings.Broker.ConnectTimeoutMs;
        SetLimits(machine, settings.Limits);
        SetTimes(machine, settings.Timing);
        SetRates(machine, settings.Rates);
        foreach (PredefinedTopic topic in settings.PredefinedTopics)
        {
            machine.PredefinedTopics.Add(topic.Id, Encoding.UTF8.GetBytes(topic.Name));
        }

        return machine;
    }

    private static void SetLimits(GatewaySettings machine, LimitSettings limits)
    {
        machine.ClientsMax = limits.ClientsPerShardMax;
        machine.PendingWillsMax = limits.ClientsPerShardMax;
        machine.TopicsPerClientMax = limits.TopicsPerClientMax;
        machine.SubscriptionsPerClientMax = limits.SubscriptionsPerClientMax;
        machine.BufferedMessagesPerClientMax = limits.BufferedMessagesPerClientMax;
        machine.BufferedBytesPerClientMax = limits.BufferedBytesPerClientMax;
        machine.BufferedMessagesMax = limits.BufferedMessagesPerShardMax;
        machine.BufferedBytesMax = limits.BufferedBytesPerShardMax;
        machine.InflightPerClientMax = limits.InFlightPerClientMax;
        machine.ConnectsUnderWayMax = limits.ConnectsUnderWayPerShardMax;
    }

    private static void SetTimes(GatewaySettings machine, TimingSettings timing)
    {
        machine.RetryMs = timing.RetryMs;
        machine.RetryCountMax = timing.RetryCountMax;
        machine.TolerancePercent = timing.TolerancePercent;
        machine.ShortTolerancePercent = timing.ShortTolerancePercent;
        machine.SessionExpiryMs = timing.SessionExpirySeconds * 1000L;
        machine.BrokerGraceMs = timing.BrokerGraceMs;
        machine.RecallGapMs = timing.RecallGapMs;
        machine.ConnectTimeoutMs = timing.ConnectTimeoutMs;
    }

    private static void SetRates(GatewaySettings machine, RateSettings rates)
    {
        machine.ClientMessagesPerSecondMax = rates.ClientMessagesPerSecond;
        machine.ClientBytesPerSecondMax = rates.ClientBytesPerSecond;
        machine.ClientBurstSeconds = rates.BurstSeconds;
        machine.MovesPerMinuteMax = rates.MovesPerMinute;
    }
}
