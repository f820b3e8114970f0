namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What only a connected client may send, by its type.</summary>
    internal sealed class ConnectedDispatcher
    {
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly Publishing _publishing;
        private readonly Registering _registering;
        private readonly DeliveryAnswers _answers;
        private readonly SubscribeRequests _subscribing;
        private readonly WillUpdates _willUpdates;

        internal ConnectedDispatcher(
            GatewayBasics basics,
            Publishing publishing,
            Registering registering,
            DeliveryAnswers answers,
            SubscribeRequests subscribing,
            WillUpdates willUpdates)
        {
            _counters = basics.Counters;
            _clock = basics.Clock;
            _publishing = publishing;
            _registering = registering;
            _answers = answers;
            _subscribing = subscribing;
            _willUpdates = willUpdates;
        }

        /// <summary>Whether only a connected client may send it, and most of what one sends: everything from REGISTER to UNSUBACK.</summary>
        internal static bool IsCommon(MessageType type) => type >= MessageType.Register && type <= MessageType.UnsubAck;

        internal void OnMessage(ClientSession client, Message message)
        {
            client.NoteMessage(_clock.NowMs);
            switch (message.Type)
            {
                case MessageType.Publish:
                    _publishing.OnPublish(client, message);
                    break;
                case MessageType.PubAck:
                    _answers.OnPubAck(client, message);
                    break;
                case MessageType.PubRec:
                    _answers.OnPubRec(client, message);
                    break;
                case MessageType.PubRel:
                    _publishing.OnPubRel(client, message);
                    break;
                case MessageType.PubComp:
                    _answers.OnPubComp(client, message);
                    break;
                case MessageType.Register:
                    _registering.OnRegister(client, message);
                    break;
                case MessageType.RegAck:
                    _answers.OnRegAck(client, message);
                    break;
                case MessageType.Subscribe:
                    _subscribing.OnSubscribe(client, message);
                    break;
                case MessageType.Unsubscribe:
                    _subscribing.OnUnsubscribe(client, message);
                    break;
                case MessageType.WillTopicUpd:
                    _willUpdates.OnWillTopicUpd(client, message);
                    break;
                case MessageType.WillMsgUpd:
                    _willUpdates.OnWillMsgUpd(client, message);
                    break;
                default:
                    // PINGRESP, and what only gateways send.
                    _counters.Unexpected++;
                    break;
            }

            _answers.OnMessage(client);
        }
    }
}
