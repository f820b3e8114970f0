namespace SensorNet.MqttSn.Client
{
    /// <summary>The way to the gateway: who sends to it, the message that waits for its answer, and how far the connection is.</summary>
    internal sealed class ClientLink
    {
        internal readonly MessageSender Sender;
        internal readonly Exchange Exchange;
        internal readonly ClientStatus Status;

        internal ClientLink(MessageSender sender, Exchange exchange, ClientStatus status)
        {
            Sender = sender;
            Exchange = exchange;
            Status = status;
        }
    }
}
