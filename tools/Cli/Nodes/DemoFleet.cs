using SensorNet.Cli.Brokers;
using SensorNet.Emulator;

namespace SensorNet.Cli.Nodes;

/// <summary>The nodes of a demonstration.</summary>
internal sealed class DemoFleet(int count, BrokerOptions broker, TimeSpan interval, string namePrefix)
{
    private static readonly string[] Names =
        ["kitchen", "garden", "attic", "cellar", "garage", "bedroom", "office", "bathroom", "workshop", "greenhouse"];

    /// <summary>Of so many nodes the second has an SHT31, which knows no pressure, and the third a BMP280, which knows no humidity.</summary>
    private const int SensorKindCount = 3;

    public int Count => count;

    public string NameOf(int index) =>
        namePrefix + (index < Names.Length ? Names[index] : $"{Names[index % Names.Length]}{(index / Names.Length) + 1}");

    public NodePlan PlanOf(int index)
    {
        NodeSettingsFile settings = NodeSettingsFile.Empty()
            .With("deviceId", NameOf(index))
            .With("intervalMs", (int)interval.TotalMilliseconds)
            .With(broker.Address);
        if (broker.User is not null)
        {
            settings.With("brokerUser", broker.User);
        }

        if (broker.Password is not null)
        {
            settings.With("brokerPassword", broker.Password);
        }

        if (broker.Tls)
        {
            settings.With("tls", true);
        }

        return new NodePlan(settings, _ => { })
        {
            Store = broker.StoreOf?.Invoke(NameOf(index)),
            Seed = index + 1,
            Sensor = (index % SensorKindCount) switch
            {
                1 => SensorKind.Sht31,
                2 => SensorKind.Bmp280,
                _ => SensorKind.Bme280,
            },
        };
    }
}
