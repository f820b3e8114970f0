using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.Cli.Sn.Sessions;

/// <summary>How to publish.</summary>
/// <param name="Topic">Where to.</param>
/// <param name="Qos">−1 to 2.</param>
/// <param name="Retain">Whether the broker keeps it.</param>
/// <param name="IsStream">Whether there can be several messages, some of them later.</param>
internal sealed record PublishOptions(Topic Topic, int Qos, bool Retain, bool IsStream);
