using System.Net;
using Microsoft.Extensions.Configuration;
using SensorNet.GatewayService.Settings.Table;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Settings;

/// <summary>Reads and checks the settings; every problem is told at once.</summary>
internal static class ServiceSettingsLoader
{
    private const int PublishOverheadBytes = 16;

    /// <summary>The settings, or why there are none.</summary>
    /// <param name="configuration">All sources together.</param>
    /// <param name="written">The sources without the environment, in which there can be variables of others.</param>
    /// <param name="settings">Null where there are problems.</param>
    public static IReadOnlyList<SettingProblem> Load(IConfiguration configuration, IConfiguration written, out ServiceSettings? settings)
    {
        SettingReader reader = new SettingReader(configuration);
        ServiceSettings found = new ServiceSettings
        {
            Gateway = SettingsTable.Read<GeneralSettings>(reader),
            Udp = SettingsTable.Read<UdpSettings>(reader),
            Broker = SettingsTable.Read<BrokerSettings>(reader),
            Limits = SettingsTable.Read<LimitSettings>(reader),
            Timing = SettingsTable.Read<TimingSettings>(reader),
            Persistence = SettingsTable.Read<PersistenceSettings>(reader),
            Logging = SettingsTable.Read<LoggingSettings>(reader),
            PredefinedTopics = PredefinedTopicList.Read(reader),
        };
        CheckUdp(reader, found.Udp);
        CheckBroker(reader, found.Broker, found.Udp.DatagramBytesMax);
        CheckPersistence(reader, found);
        reader.RefuseUnknownKeys([.. SettingsTable.All.Select(setting => setting.Key), PredefinedTopicList.Key], written);
        settings = reader.Problems.Count == 0 ? found : null;
        return reader.Problems;
    }

    private static void CheckUdp(SettingReader reader, UdpSettings settings)
    {
        if (settings.Listen.Count == 0)
        {
            reader.Refuse("Udp:Listen", "(empty)", "must name at least one address and port");
        }

        foreach (IPEndPoint discovery in settings.Discovery)
        {
            if (!settings.Listen.Any(listen => listen.AddressFamily == discovery.AddressFamily))
            {
                reader.Refuse("Udp:Discovery", discovery.ToString(), "needs an address of the same family in Udp:Listen, from which the answers go");
            }
        }
    }

    private static void CheckPersistence(SettingReader reader, ServiceSettings settings)
    {
        if (!settings.Persistence.IsOn)
        {
            return;
        }

        if (settings.Broker.CleanSession)
        {
            reader.Refuse(
                "Broker:CleanSession", "true", "must be false with Persistence:Path: what the broker forgets cannot go on after the gateway's end");
        }

        if (settings.Persistence.BytesPerShardMax / PersistenceSettings.SegmentsMin < settings.Persistence.SegmentBytes)
        {
            reader.Refuse(
                "Persistence:BytesPerShardMax", $"{settings.Persistence.BytesPerShardMax}",
                $"must be at least {PersistenceSettings.SegmentsMin} times Persistence:SegmentBytes, "
                + $"which is {settings.Persistence.SegmentBytes}");
        }
    }

    private static void CheckBroker(SettingReader reader, BrokerSettings settings, int datagramBytesMax)
    {
        if (settings.Password is not null && settings.User is null)
        {
            reader.Refuse("Broker:User", "(none)", "must be there when Broker:Password is");
        }

        if (settings.BackoffMaxMs < settings.BackoffMinMs)
        {
            reader.Refuse(
                "Broker:BackoffMaxMs", $"{settings.BackoffMaxMs}", $"must be at least Broker:BackoffMinMs, which is {settings.BackoffMinMs}");
        }

        // What is under way is bounded in octets, too; but one message must fit.
        int publishBytesMax = ServerLimits.TopicLengthMax + datagramBytesMax + PublishOverheadBytes;
        if (settings.OutputBytesMax < publishBytesMax)
        {
            reader.Refuse(
                "Broker:OutputBytesMax", $"{settings.OutputBytesMax}",
                $"must be at least {publishBytesMax}, for the longest topic and the longest datagram (Udp:DatagramBytesMax)");
        }
    }
}
