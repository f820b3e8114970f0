namespace SensorNet.MqttSn.Client
{
    /// <summary>Sends the message of an exchange that it has opened.</summary>
    internal interface IExchangeSender
    {
        /// <summary>Sends it, for the first time or again.</summary>
        /// <param name="kind">What the exchange was opened with.</param>
        /// <param name="messageId">The same; 0 where the message has none.</param>
        /// <param name="again">Whether the gateway may have it already (5.3.4: DUP).</param>
        void SendMessage(ExchangeKind kind, int messageId, bool again);
    }
}
