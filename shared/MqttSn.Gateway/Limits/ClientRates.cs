namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// How much each client may send: requests (PUBLISH, REGISTER, SUBSCRIBE, UNSUBSCRIBE and the updates of a will) and their octets. Beyond it
    /// PUBLISH at QoS 0 and −1 is lost; the others are not done, and answered with congestion as far as <see cref="AnswersPerSecond"/> goes.
    /// </summary>
    internal sealed class ClientRates : ISessionPart
    {
        /// <summary>Answers with congestion a second and client.</summary>
        internal const int AnswersPerSecond = 10;

        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly Transmitter _transmitter;
        private readonly EndedRates _ended;
        private readonly bool _isOn;

        internal ClientRates(GatewayBasics basics, Transmitter transmitter)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _clock = basics.Clock;
            _transmitter = transmitter;
            _ended = new EndedRates(_settings.EndedRatesMax, _counters);
            _isOn = _settings.ClientMessagesPerSecondMax > 0 || _settings.ClientBytesPerSecondMax > 0;
        }

        /// <summary>Whether the message may be acted on. Answers and PINGREQ always may: they end what is under way.</summary>
        internal bool Admits(ClientSession client, Message message)
        {
            if (!_isOn || !IsRequest(message.Type))
            {
                return true;
            }

            if (client.Rate == null)
            {
                client.Rate = _ended.Take(client.Id, client.IdHash) ?? Make();
            }

            ClientRate rate = client.Rate;
            long now = _clock.NowMs;
            if ((rate.Messages == null || rate.Messages.HasAny(now)) && (rate.Octets == null || rate.Octets.HasAny(now)))
            {
                Take(rate.Messages, 1);
                Take(rate.Octets, message.Length);
                return true;
            }

            Refuse(client, message);
            return false;
        }

        /// <inheritdoc/>
        void ISessionPart.Clear(ClientSession client)
        {
            if (client.Rate != null)
            {
                _ended.Add(client.Id, client.IdHash, client.Rate, _clock.NowMs);
                client.Rate = null;
            }
        }

        private static bool IsRequest(MessageType type)
        {
            switch (type)
            {
                case MessageType.Publish:
                case MessageType.Register:
                case MessageType.Subscribe:
                case MessageType.Unsubscribe:
                case MessageType.WillTopicUpd:
                case MessageType.WillMsgUpd:
                    return true;
                default:
                    return false;
            }
        }

        private static void Take(TokenBucket bucket, int count)
        {
            if (bucket != null)
            {
                bucket.Take(count);
            }
        }

        private ClientRate Make()
        {
            ClientRate rate = new ClientRate();
            rate.Messages = Bucket(_settings.ClientMessagesPerSecondMax);
            rate.Octets = Bucket(_settings.ClientBytesPerSecondMax);
            rate.Answers = new TokenBucket(AnswersPerSecond, AnswersPerSecond, _clock.NowMs);
            return rate;
        }

        private TokenBucket Bucket(int perSecond) =>
            perSecond == 0 ? null : new TokenBucket(perSecond, (long)perSecond * _settings.ClientBurstSeconds, _clock.NowMs);

        private void Refuse(ClientSession client, Message message)
        {
            _counters.Refuse(RefusalReason.ClientRate);
            if (message.Type == MessageType.Publish && message.Qos <= 0)
            {
                _counters.Lose(LossReason.RateLimited, client.Id);
                return;
            }

            if (client.Rate.Answers.TryTake(_clock.NowMs))
            {
                Answer(client, message);
            }
        }

        // 5.3.10: congestion; the client waits T_WAIT. UNSUBACK has no return code: the client asks again.
        private void Answer(ClientSession client, Message message)
        {
            switch (message.Type)
            {
                case MessageType.Publish:
                    _transmitter.PubAck(client, message.TopicId, message.MessageId, ReturnCode.Congestion);
                    break;
                case MessageType.Register:
                    _transmitter.RegAck(client, 0, message.MessageId, ReturnCode.Congestion);
                    break;
                case MessageType.Subscribe:
                    _transmitter.SubAck(client, 0, 0, message.MessageId, ReturnCode.Congestion);
                    break;
                case MessageType.WillTopicUpd:
                    _transmitter.WillTopicResp(client, ReturnCode.Congestion);
                    break;
                case MessageType.WillMsgUpd:
                    _transmitter.WillMsgResp(client, ReturnCode.Congestion);
                    break;
            }
        }
    }
}
