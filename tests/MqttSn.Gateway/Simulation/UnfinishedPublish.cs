namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>A client's PUBLISH and how far it is.</summary>
internal sealed record UnfinishedPublish(UpMessage Message, byte[] Payload)
{
    public required TopicIdType Type { get; init; }

    public required int TopicId { get; set; }

    public int MessageId { get; set; }

    /// <summary>PUBREC has come: PUBREL is what is sent.</summary>
    public bool Released { get; set; }
}
