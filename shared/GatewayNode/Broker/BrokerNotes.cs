using System;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using SensorNet.Device;

namespace SensorNet.GatewayNode
{
    /// <summary>
    /// What one client's events said: acknowledgements and messages. They come on the client's own threads; here they are only noted, and the loop
    /// takes the notes at its own pace. What the notes have no room for is dropped and counted.
    /// </summary>
    internal sealed class BrokerNotes
    {
        /// <summary>The messages that wait for the loop.</summary>
        internal const int MessagesMax = 64;

        /// <summary>Their payload octets.</summary>
        internal const int BytesMax = 16384;

        /// <summary>The acknowledgements that wait: the gateway asks for one at a time, the session for two.</summary>
        internal const int OutcomesMax = 8;

        private readonly object _lock = new object();
        private readonly IClock _clock;
        private readonly WaitingMessage[] _messages = new WaitingMessage[MessagesMax];
        private readonly int[] _ids = new int[OutcomesMax];
        private readonly int[] _results = new int[OutcomesMax];
        private int _firstMessage;
        private int _messageCount;
        private int _bytes;
        private int _outcomeCount;
        private long _dropped;
        private bool _isClosed;

        internal BrokerNotes(IMqttClient client, IClock clock)
        {
            _clock = clock;
            client.MqttMsgPublished += OnPublished;
            client.MqttMsgSubscribed += OnSubscribed;
            client.MqttMsgUnsubscribed += OnUnsubscribed;
            client.MqttMsgPublishReceived += OnMessage;
        }

        /// <summary>Messages dropped since the last call.</summary>
        internal long TakeDropped()
        {
            lock (_lock)
            {
                long dropped = _dropped;
                _dropped = 0;
                return dropped;
            }
        }

        /// <summary>Notes nothing any more: an old client has nothing to say.</summary>
        internal void Close()
        {
            lock (_lock)
            {
                _isClosed = true;
            }
        }

        /// <summary>Takes the oldest message, or null.</summary>
        internal WaitingMessage TakeMessage()
        {
            lock (_lock)
            {
                if (_messageCount == 0)
                {
                    return null;
                }

                WaitingMessage message = _messages[_firstMessage];
                _messages[_firstMessage] = null;
                _firstMessage = (_firstMessage + 1) % MessagesMax;
                _messageCount--;
                _bytes -= message.Payload.Length;
                return message;
            }
        }

        /// <summary>
        /// Takes the oldest outcome: a message id, and the granted QoS (0 to 2) or 0 for yes, and −1 for no. False when there is none.
        /// </summary>
        internal bool TryTakeOutcome(out int messageId, out int result)
        {
            lock (_lock)
            {
                messageId = _ids[0];
                result = _results[0];
                if (_outcomeCount == 0)
                {
                    return false;
                }

                _outcomeCount--;
                Array.Copy(_ids, 1, _ids, 0, _outcomeCount);
                Array.Copy(_results, 1, _results, 0, _outcomeCount);
                return true;
            }
        }

        private void OnPublished(object sender, MqttMsgPublishedEventArgs e) => Note(e.MessageId, e.IsPublished ? 0 : -1);

        private void OnSubscribed(object sender, MqttMsgSubscribedEventArgs e)
        {
            MqttQoSLevel granted = e.GrantedQoSLevels == null || e.GrantedQoSLevels.Length == 0 ? MqttQoSLevel.GrantedFailure : e.GrantedQoSLevels[0];
            Note(e.MessageId, granted == MqttQoSLevel.GrantedFailure ? -1 : (int)granted);
        }

        private void OnUnsubscribed(object sender, MqttMsgUnsubscribedEventArgs e) => Note(e.MessageId, 0);

        private void OnMessage(object sender, MqttMsgPublishEventArgs e)
        {
            byte[] payload = e.Message ?? new byte[0];
            lock (_lock)
            {
                if (_isClosed)
                {
                    return;
                }

                if (_messageCount == MessagesMax || _bytes + payload.Length > BytesMax)
                {
                    _dropped++;
                    return;
                }

                _messages[(_firstMessage + _messageCount) % MessagesMax] =
                    new WaitingMessage { Topic = e.Topic, Payload = payload, Qos = (int)e.QosLevel, Retain = e.Retain };
                _messageCount++;
                _bytes += payload.Length;
            }

            _clock.Wake();
        }

        private void Note(int messageId, int result)
        {
            lock (_lock)
            {
                if (_outcomeCount < OutcomesMax && !_isClosed)
                {
                    _ids[_outcomeCount] = messageId;
                    _results[_outcomeCount] = result;
                    _outcomeCount++;
                }
            }

            _clock.Wake();
        }
    }
}
