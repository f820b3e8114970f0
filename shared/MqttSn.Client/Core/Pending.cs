namespace SensorNet.MqttSn.Client
{
    /// <summary>What follows when the queue is empty.</summary>
    internal enum Pending : byte
    {
        None = 0,
        Sleep,
        Disconnect,
    }
}
