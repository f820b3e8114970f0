using System;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using SensorNet.Device;

namespace SensorNet.Broker
{
    /// <summary>
    /// What one client's events said of commands. They come on the client's own threads; here they are only noted, and the loop takes the notes at
    /// its own pace. A command that finds no room is dropped and counted.
    /// </summary>
    internal sealed class CommandNotes
    {
        private readonly object _lock = new object();
        private readonly IClock _clock;
        private readonly string _topic;
        private readonly CommandMessage[] _messages = new CommandMessage[CommandChannel.WaitingMax];
        private int _count;
        private int _dropped;
        private int _answeredId = -1;
        private bool _isGranted;
        private bool _isClosed;

        internal CommandNotes(IMqttClient client, string topic, IClock clock)
        {
            _topic = topic;
            _clock = clock;
            client.MqttMsgSubscribed += OnSubscribed;
            client.MqttMsgPublishReceived += OnMessage;
        }

        /// <summary>Notes nothing any more: an old client has nothing to say.</summary>
        internal void Close()
        {
            lock (_lock)
            {
                _isClosed = true;
            }
        }

        /// <summary>Whether a SUBSCRIBE was answered.</summary>
        /// <param name="messageId">Its id.</param>
        /// <param name="isGranted">Whether the broker granted it.</param>
        internal bool IsAnswered(int messageId, out bool isGranted)
        {
            lock (_lock)
            {
                isGranted = _isGranted;
                return _answeredId == messageId;
            }
        }

        /// <summary>Takes the oldest command, or null.</summary>
        internal CommandMessage Take()
        {
            lock (_lock)
            {
                if (_count == 0)
                {
                    return null;
                }

                CommandMessage message = _messages[0];
                _count--;
                Array.Copy(_messages, 1, _messages, 0, _count);
                _messages[_count] = null;
                return message;
            }
        }

        /// <summary>Takes how many commands were dropped since the last call.</summary>
        internal int TakeDropped()
        {
            lock (_lock)
            {
                int dropped = _dropped;
                _dropped = 0;
                return dropped;
            }
        }

        private void OnSubscribed(object sender, MqttMsgSubscribedEventArgs e)
        {
            lock (_lock)
            {
                // [MQTT-3.9.3-2]: 0x80 is a failure.
                _isGranted = e.GrantedQoSLevels != null && e.GrantedQoSLevels.Length > 0 && e.GrantedQoSLevels[0] != MqttQoSLevel.GrantedFailure;
                _answeredId = e.MessageId;
            }

            _clock.Wake();
        }

        private void OnMessage(object sender, MqttMsgPublishEventArgs e)
        {
            if (e.Topic != _topic)
            {
                return;
            }

            lock (_lock)
            {
                if (_isClosed)
                {
                    return;
                }

                if (_count == CommandChannel.WaitingMax)
                {
                    _dropped++;
                }
                else
                {
                    _messages[_count++] = CommandMessage.Of(e.Message ?? new byte[0], e.Retain);
                }
            }

            _clock.Wake();
        }
    }
}
