namespace SensorNet.MqttSn.Client
{
    /// <summary>A command with a handle.</summary>
    internal enum OperationKind : byte
    {
        Publish = 0,
        PublishWithoutConnection,
        Register,
        Subscribe,
        Unsubscribe,
        UpdateWill,
        UpdateWillMessage,
    }
}
