namespace SensorNet.MqttSn.Gateway
{
    /// <summary>WILLTOPICUPD and WILLMSGUPD of a connected client (6.4).</summary>
    internal sealed class WillUpdates
    {
        private readonly GatewayContext _context;

        internal WillUpdates(GatewayContext context)
        {
            _context = context;
        }

        internal void OnWillTopicUpd(ClientSession client, Message message)
        {
            if (message.TopicLength > _context.Settings.TopicLengthMax
                || !BrokerTopics.AreSafe(message.Buffer, message.TopicOffset, message.TopicLength))
            {
                _context.Transmitter.WillTopicResp(client, ReturnCode.NotSupported);
                return;
            }

            if (message.TopicLength == 0)
            {
                // 5.4.22: an empty one deletes the will.
                client.Will = null;
            }
            else
            {
                byte[] topic = Octets.Copy(message.Buffer, message.TopicOffset, message.TopicLength);
                byte[] old = client.Will == null ? Octets.None : client.Will.Message;
                client.Will = new Will(topic, old, message.Qos, message.Retain);
            }

            Answer(client, MessageType.WillTopicUpd);
        }

        internal void OnWillMsgUpd(ClientSession client, Message message)
        {
            // A message alone makes no will.
            if (client.Will == null || message.DataLength > _context.Settings.WillMessageLengthMax)
            {
                _context.Transmitter.WillMsgResp(client, ReturnCode.NotSupported);
                return;
            }

            byte[] data = Octets.Copy(message.Buffer, message.DataOffset, message.DataLength);
            client.Will = new Will(client.Will.Topic, data, client.Will.Qos, client.Will.Retain);
            Answer(client, MessageType.WillMsgUpd);
        }

        private void Answer(ClientSession client, MessageType update)
        {
            if (_context.IsTransparent)
            {
                client.WillUpdate = update;
                _context.Connections.RenewForWill(client);
            }
            else if (update == MessageType.WillTopicUpd)
            {
                _context.Transmitter.WillTopicResp(client, ReturnCode.Accepted);
            }
            else
            {
                _context.Transmitter.WillMsgResp(client, ReturnCode.Accepted);
            }
        }
    }
}
