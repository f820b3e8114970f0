namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Messages whose fixed part is there and whose rest is wrong: where the type has an answer with a return code, that says so.</summary>
    internal sealed class InvalidMessages
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayClock _clock;
        private readonly Transmitter _transmitter;
        private readonly Admission _admission;
        private readonly ConnectDialogue _dialogue;
        private readonly WillUpdates _willUpdates;

        internal InvalidMessages(
            GatewayBasics basics, Transmitter transmitter, Admission admission, ConnectDialogue dialogue, WillUpdates willUpdates)
        {
            _settings = basics.Settings;
            _clock = basics.Clock;
            _transmitter = transmitter;
            _admission = admission;
            _dialogue = dialogue;
            _willUpdates = willUpdates;
        }

        /// <summary>
        /// Whether a message is taken as it is, for clients in the field send it and it does no harm: a client id of more than 23 octets, and
        /// requests whose message id stays at 0 (5.3.7 does not reserve it).
        /// </summary>
        internal bool IsTolerated(Message message, DecodeError error)
        {
            switch (error)
            {
                case DecodeError.ClientIdTooLong:
                    return message.ClientIdLength <= _settings.ClientIdLengthMax
                        && ClientIds.CheckOctets(message.Buffer, message.ClientIdOffset, message.ClientIdLength) == DecodeError.None;
                case DecodeError.ReservedMessageId:
                    return message.Type == MessageType.Register || message.Type == MessageType.Subscribe || message.Type == MessageType.Unsubscribe;
                default:
                    return false;
            }
        }

        /// <summary>One that is not. The client at the sender's address, or null.</summary>
        internal void Refuse(Peer peer, ClientSession client, Message message, DecodeError error)
        {
            if (message.Type == MessageType.Connect)
            {
                _admission.Reject(peer, ReturnCode.NotSupported);
            }
            else if (client != null && client.IsConnected && client.State != ClientStage.Recalled)
            {
                client.NoteDialogue(_clock.NowMs);
                RefuseConnected(client, message, error);
            }
            else if (client != null && message.Type == MessageType.WillTopic)
            {
                // 6.2: no will is no connection, as the client asked for one; but 5.4.7 with flags and nothing else is a client's way to say that it
                // has none.
                if (error == DecodeError.TopicEmpty)
                {
                    _dialogue.OnWillTopic(client, message);
                }
                else
                {
                    _dialogue.OnBadWillTopic(client);
                }
            }
        }

        private void RefuseConnected(ClientSession client, Message message, DecodeError error)
        {
            ReturnCode code = error == DecodeError.ReservedTopicId ? ReturnCode.InvalidTopicId : ReturnCode.NotSupported;
            switch (message.Type)
            {
                case MessageType.Publish:
                    if (message.Qos >= 0)
                    {
                        _transmitter.PubAck(client, message.TopicId, message.MessageId, code);
                    }

                    break;
                case MessageType.Register:
                    _transmitter.RegAck(client, 0, message.MessageId, code);
                    break;
                case MessageType.Subscribe:
                    _transmitter.SubAck(client, 0, 0, message.MessageId, code);
                    break;
                case MessageType.Unsubscribe:
                    // It has no return code: what cannot be subscribed is not.
                    _transmitter.UnsubAck(client, message.MessageId);
                    break;
                case MessageType.WillTopicUpd:
                    if (error == DecodeError.TopicEmpty)
                    {
                        _willUpdates.OnWillTopicUpd(client, message);
                    }
                    else
                    {
                        _transmitter.WillTopicResp(client, code);
                    }

                    break;
            }
        }
    }
}
