namespace SensorNet.MqttSn.Gateway
{
    /// <summary>WILLTOPICUPD and WILLMSGUPD of a connected client (6.4).</summary>
    internal sealed class WillUpdates
    {
        private readonly GatewaySettings _settings;
        private readonly ISessionJournal _journal;
        private readonly Transmitter _transmitter;
        private readonly IRequestListener _requests;
        private readonly AccessChecks _access;

        internal WillUpdates(GatewayBasics basics, Transmitter transmitter, IRequestListener requests, AccessChecks access)
        {
            _settings = basics.Settings;
            _journal = basics.Journal;
            _transmitter = transmitter;
            _requests = requests;
            _access = access;
        }

        internal void OnWillTopicUpd(ClientSession client, Message message)
        {
            if (message.TopicLength > _settings.TopicLengthMax
                || !BrokerTopics.AreSafe(message.Buffer, message.TopicOffset, message.TopicLength)
                || (message.TopicLength > 0 && !_access.MayName(client, message, RefusalReason.Will)))
            {
                _transmitter.WillTopicResp(client, ReturnCode.NotSupported);
                return;
            }

            ClientWill state = ClientWills.StateOf(client);
            if (message.TopicLength == 0)
            {
                // 5.4.22: an empty one deletes the will.
                state.Stored = null;
            }
            else
            {
                Topic topic = Topic.FromOctets(message.Buffer, message.TopicOffset, message.TopicLength);
                byte[] old = state.Stored == null ? Octets.None : state.Stored.Message;
                state.Stored = new Will(topic, old, message.Qos, message.Retain);
            }

            Answer(client, MessageType.WillTopicUpd);
        }

        internal void OnWillMsgUpd(ClientSession client, Message message)
        {
            // A message alone makes no will.
            Will will = client.StoredWill;
            if (will == null || message.DataLength > _settings.WillMessageLengthMax)
            {
                _transmitter.WillMsgResp(client, ReturnCode.NotSupported);
                return;
            }

            byte[] data = Octets.Copy(message.Buffer, message.DataOffset, message.DataLength);
            client.Will.Stored = new Will(will.Topic, data, will.Qos, will.Retain);
            Answer(client, MessageType.WillMsgUpd);
        }

        /// <summary>Transparent: the client's broker connection is up with the will as it is now.</summary>
        internal void OnRenewed(ClientSession client)
        {
            if (ClientWills.IsUpdating(client))
            {
                MessageType update = client.Will.Update;
                client.Will.Update = MessageType.None;
                SendAnswer(client, update);
            }
        }

        private void Answer(ClientSession client, MessageType update)
        {
            if (client.IsKept)
            {
                _journal.KeepWill(client.Number, client.StoredWill);
            }

            if (_settings.IsTransparent)
            {
                client.Will.Update = update;
                _requests.OnRequestEnded(client);
            }
            else
            {
                SendAnswer(client, update);
            }
        }

        private void SendAnswer(ClientSession client, MessageType update)
        {
            if (update == MessageType.WillTopicUpd)
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
