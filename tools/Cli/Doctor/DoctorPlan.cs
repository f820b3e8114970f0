using SensorNet.Cli.Brokers;
using SensorNet.Device;

namespace SensorNet.Cli.Doctor;

/// <summary>What is looked at.</summary>
/// <param name="Broker">The broker, and who one is to it.</param>
/// <param name="Topics">The topics of the node whose way is tried.</param>
/// <param name="IsRealNode">Whether they may be those of a node that runs: then they are written to only where it does not.</param>
internal sealed record DoctorPlan(BrokerOptions Broker, NodeTopics Topics, bool IsRealNode)
{
    /// <summary>The MQTT-SN gateway; null for none.</summary>
    public BrokerAddress? Gateway { get; init; }

    /// <summary>The NTP server; null for none.</summary>
    public BrokerAddress? Ntp { get; init; }
}
