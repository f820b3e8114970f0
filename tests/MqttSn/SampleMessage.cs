namespace SensorNet.MqttSn.Tests;

/// <summary>
/// A datagram that the encoder wrote, and what it must say: one entry a forwarder header, the outermost first, and the message's own last.
/// </summary>
internal sealed record SampleMessage(MessageType Type, byte[] Datagram, IReadOnlyList<ShownFields> Layers);
