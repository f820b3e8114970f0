namespace SensorNet.MqttSn.Client
{
    /// <summary>The message that waits for its answer.</summary>
    internal enum ExchangeKind : byte
    {
        None = 0,
        Connect,
        WillTopic,
        WillMsg,
        Register,
        Publish,
        PubRel,
        Subscribe,
        Unsubscribe,
        WillTopicUpd,
        WillMsgUpd,
        Ping,
        PingAwake,
        Disconnect,
        Sleep,
    }
}
