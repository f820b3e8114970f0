namespace SensorNet.MqttSn.Tests
{
    /// <summary>One call of the encoder: writes at <paramref name="offset"/>, at most <paramref name="capacity"/> octets.</summary>
    public delegate int Write(byte[] buffer, int offset, int capacity);
}
