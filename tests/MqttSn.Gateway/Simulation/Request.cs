namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>A message that a client sends until it is answered, or gives up.</summary>
internal sealed record Request(byte[] Datagram, Func<Message, bool> IsAnswer, Action<Message> Done)
{
    public int Tries { get; set; }
}
