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
            Dtls = SettingsTable.Read<DtlsSettings>(reader),
            Protection = SettingsTable.Read<ProtectionSettings>(reader),
            Broker = SettingsTable.Read<BrokerSettings>(reader),
            Limits = SettingsTable.Read<LimitSettings>(reader),
            Timing = SettingsTable.Read<TimingSettings>(reader),
            Access = SettingsTable.Read<AccessSettings>(reader),
            Rates = SettingsTable.Read<RateSettings>(reader),
            Admin = SettingsTable.Read<AdminSettings>(reader),
            Persistence = SettingsTable.Read<PersistenceSettings>(reader),
            Logging = SettingsTable.Read<LoggingSettings>(reader),
            PredefinedTopics = PredefinedTopicList.Read(reader),
        };
        CheckUdp(reader, found.Udp, found.Dtls);
        CheckDtls(reader, found.Dtls);
        CheckProtection(reader, found.Protection);
        CheckBroker(reader, found.Broker, found.Udp.DatagramBytesMax);
        CheckPersistence(reader, found);
        CheckAdmin(reader, found.Admin);
        BrokerAccessCheck.Check(reader, found);
        found = found with { BrokerTls = BrokerTlsFiles.Read(reader, found) };
        reader.RefuseUnknownKeys([.. SettingsTable.All.Select(setting => setting.Key), PredefinedTopicList.Key], written);
        settings = reader.Problems.Count == 0 ? found : null;
        return reader.Problems;
    }

    private static void CheckUdp(SettingReader reader, UdpSettings settings, DtlsSettings dtls)
    {
        if (settings.Listen.Count == 0 && dtls.Listen.Count == 0)
        {
            reader.Refuse("Udp:Listen", "(empty)", "must name at least one address and port, unless Dtls:Listen does");
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

    private static void CheckAdmin(SettingReader reader, AdminSettings settings)
    {
        if (settings.Token is { Length: < AdminSettings.TokenLengthMin })
        {
            reader.Refuse("Admin:Token", "(not shown)", $"must have at least {AdminSettings.TokenLengthMin} characters");
        }

        foreach (IPEndPoint listen in settings.Listen)
        {
            if (!IPAddress.IsLoopback(listen.Address) && settings.Token is null)
            {
                reader.Refuse("Admin:Listen", listen.ToString(), "must be a loopback address where there is no Admin:Token");
            }
        }
    }

    private static void CheckProtection(SettingReader reader, ProtectionSettings settings)
    {
        if (settings.KeyFile is not null && settings.CounterFile is null)
        {
            reader.Refuse(
                "Protection:CounterFile", "(none)", "must be there when Protection:KeyFile is: without it a restart would use counters again");
        }

        if (settings.KeyFile is null)
        {
            reader.RefuseUseless("Protection:KeyFile is not set", ("Protection:CounterFile", settings.CounterFile));
        }

        if (settings.KeyFile is null && settings.Required == ProtectionRequirement.All)
        {
            reader.Refuse("Protection:KeyFile", "(none)", "must be there when Protection:Required is all: no client could connect without it");
        }
    }

    private static void CheckDtls(SettingReader reader, DtlsSettings settings)
    {
        if (settings.Listen.Count == 0)
        {
            reader.RefuseUseless(
                "Dtls:Listen is not set", ("Dtls:PskFile", settings.PskFile), ("Dtls:Certificate", settings.Certificate),
                ("Dtls:Key", settings.Key), ("Dtls:ClientCa", settings.ClientCa));
        }

        if (settings.Listen.Count > 0 && settings.PskFile is null && settings.Certificate is null)
        {
            reader.Refuse("Dtls:PskFile", "(none)", "must be there when Dtls:Listen is, unless Dtls:Certificate is");
        }

        if (settings.Certificate is null != settings.Key is null)
        {
            reader.Refuse(
                settings.Key is null ? "Dtls:Key" : "Dtls:Certificate", "(none)",
                $"must be there when {(settings.Key is null ? "Dtls:Certificate" : "Dtls:Key")} is");
        }

        if (settings.ClientCertificates != ClientCertificates.None && (settings.Certificate is null || settings.ClientCa is null))
        {
            reader.Refuse(
                settings.Certificate is null ? "Dtls:Certificate" : "Dtls:ClientCa", "(none)",
                $"must be there when Dtls:ClientCertificates is {settings.ClientCertificates.ToString().ToLowerInvariant()}");
        }

        // Who names an authority means to let in its certificates alone, and the default asks for none.
        if (settings is { ClientCertificates: ClientCertificates.None, ClientCa: not null })
        {
            reader.Refuse(
                "Dtls:ClientCertificates", "none",
                "must be optional or required when Dtls:ClientCa is there: otherwise nobody is asked for a certificate");
        }

        if (settings.HandshakesPerAddressMax > settings.HandshakesMax)
        {
            reader.Refuse(
                "Dtls:HandshakesPerAddressMax", $"{settings.HandshakesPerAddressMax}",
                $"must be at most Dtls:HandshakesMax, which is {settings.HandshakesMax}");
        }
    }

    private static void CheckBroker(SettingReader reader, BrokerSettings settings, int datagramBytesMax)
    {
        if (settings.BackoffMaxMs < settings.BackoffMinMs)
        {
            reader.Refuse(
                "Broker:BackoffMaxMs", $"{settings.BackoffMaxMs}", $"must be at least Broker:BackoffMinMs, which is {settings.BackoffMinMs}");
        }

        if (settings is { Connections: > 1, CleanSession: true })
        {
            reader.Refuse(
                "Broker:Connections", $"{settings.Connections}",
                "more than one needs Broker:CleanSession false: what one has taken must outlast its connection");
        }

        // What is under way is bounded in octets, too; but one message must fit.
        int prefixBytesMax = settings.TopicPrefix is null ? 0 : TopicPrefix.BytesMax;
        int publishBytesMax = prefixBytesMax + ServerLimits.TopicLengthMax + datagramBytesMax + PublishOverheadBytes;
        if (settings.OutputBytesMax < publishBytesMax)
        {
            reader.Refuse(
                "Broker:OutputBytesMax", $"{settings.OutputBytesMax}",
                $"must be at least {publishBytesMax}, for the longest topic and the longest datagram (Udp:DatagramBytesMax)");
        }
    }
}
