namespace SensorNet.MqttSn.Gateway
{
    /// <summary>WILLTOPICUPD and WILLMSGUPD of a connected client (6.4).</summary>
    internal sealed class WillUpdates
    {
        private readonly GatewaySettings _settings;
        private readonly Transmitter _transmitter;
        private readonly ClientLinks _links;

        internal WillUpdates(GatewaySettings settings, Transmitter transmitter, ClientLinks links)
        {
            _settings = settings;
            _transmitter = transmitter;
            _links = links;
        }

        internal void OnWillTopicUpd(ClientSession client, Message message)
        {
            if (message.TopicLength > _settings.TopicLengthMax
                || !BrokerTopics.AreSafe(message.Buffer, message.TopicOffset, message.TopicLength))
            {
                _transmitter.WillTopicResp(client, ReturnCode.NotSupported);
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
            if (client.Will == null || message.DataLength > _settings.WillMessageLengthMax)
            {
                _transmitter.WillMsgResp(client, ReturnCode.NotSupported);
                return;
            }

            byte[] data = Octets.Copy(message.Buffer, message.DataOffset, message.DataLength);
            client.Will = new Will(client.Will.Topic, data, client.Will.Qos, client.Will.Retain);
            Answer(client, MessageType.WillMsgUpd);
        }

        private void Answer(ClientSession client, MessageType update)
        {
            if (_settings.IsTransparent)
            {
                client.WillUpdate = update;
                _links.OnRequestEnded(client);
            }
            else if (update == MessageType.WillTopicUpd)
            {
                _transmitter.WillTopicResp(client, ReturnCode.Accepted);
            }
            else
            {
                _transmitter.WillMsgResp(client, ReturnCode.Accepted);
            }
        }
    }
}
