namespace SensorNet.MqttSn.Tests
{
    /// <summary>One call of the encoder: writes into <paramref name="target"/>.</summary>
    public delegate int Write(Slice target);
}
