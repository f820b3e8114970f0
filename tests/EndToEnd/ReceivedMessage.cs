using System.Diagnostics;
using System.Text.Json;
using MQTTnet.Protocol;

namespace SensorNet.EndToEnd.Tests;

/// <summary>A message as a subscriber got it.</summary>
internal sealed record ReceivedMessage(string Topic, string Payload, MqttQualityOfServiceLevel Qos, bool Retain, long Timestamp)
{
    public JsonElement Json => JsonDocument.Parse(Payload).RootElement;

    public long Seq => Json.GetProperty("seq").GetInt64();

    public long Time => Json.GetProperty("time").GetInt64();

    public TimeSpan Age => Stopwatch.GetElapsedTime(Timestamp);
}
