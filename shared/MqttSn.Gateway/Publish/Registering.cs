namespace SensorNet.MqttSn.Gateway
{
    /// <summary>REGISTER of clients (6.5).</summary>
    internal sealed class Registering
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly Transmitter _transmitter;
        private readonly TopicIds _topicIds;
        private readonly AccessChecks _access;

        internal Registering(GatewayBasics basics, Transmitter transmitter, TopicIds topicIds, AccessChecks access)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _transmitter = transmitter;
            _topicIds = topicIds;
            _access = access;
        }

        internal void OnRegister(ClientSession client, Message message)
        {
            ReturnCode code = ReturnCode.Accepted;
            int topicId = 0;
            if (message.TopicLength > _settings.TopicLengthMax
                || !BrokerTopics.AreSafe(message.Buffer, message.TopicOffset, message.TopicLength)
                || !_access.MayName(client, message, RefusalReason.Register))
            {
                code = ReturnCode.NotSupported;
            }
            else
            {
                int hash = HashCodes.OfOctets(message.Buffer, message.TopicOffset, message.TopicLength);
                topicId = _topicIds.Register(client, message.Buffer, message.TopicOffset, message.TopicLength, hash);
                if (topicId == 0)
                {
                    // 6.5: no topic ids left.
                    code = ReturnCode.Congestion;
                    _counters.Congestions++;
                }
                else
                {
                    _topicIds.NoteAsked(client, topicId);
                }
            }

            _transmitter.RegAck(client, topicId, message.MessageId, code);
        }
    }
}
