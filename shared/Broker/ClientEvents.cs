using System;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using SensorNet.Device;

namespace SensorNet.Broker
{
    /// <summary>
    /// What one client's events said. They come on the client's own threads; here they are only noted, and the loop takes the notes at
    /// its own pace. Each client has notes of its own, so that a late event of an old client says nothing of the new one.
    /// </summary>
    public sealed class ClientEvents
    {
        /// <summary>How many outcomes are kept. The session waits for two at a time; more would be a client that invents them.</summary>
        public const int OutcomesMax = 8;

        private readonly object _lock = new object();
        private readonly IClock _clock;
        private readonly int[] _ids = new int[OutcomesMax];
        private readonly bool[] _acknowledged = new bool[OutcomesMax];
        private int _count;
        private long _lastSignOfLifeMs;
        private bool _isClosed;

        /// <summary>Listens to a client from now on.</summary>
        public ClientEvents(IMqttClient client, IClock clock)
        {
            _clock = clock;
            client.MqttMsgPublished += OnPublished;
            client.MqttMsgUnsubscribed += OnUnsubscribed;
            client.ConnectionClosed += OnConnectionClosed;
        }

        /// <summary>Whether the client said that its connection is closed.</summary>
        public bool IsClosed
        {
            get
            {
                lock (_lock)
                {
                    return _isClosed;
                }
            }
        }

        /// <summary>When the broker last answered, in the board's uptime in ms; 0 for never.</summary>
        public long LastSignOfLifeMs
        {
            get
            {
                lock (_lock)
                {
                    return _lastSignOfLifeMs;
                }
            }
        }

        /// <summary>Notes that the broker has answered just now.</summary>
        public void NoteSignOfLife()
        {
            lock (_lock)
            {
                _lastSignOfLifeMs = _clock.UptimeMs;
            }
        }

        /// <summary>Takes the oldest outcome: a message id, and whether the broker acknowledged it. False when there is none.</summary>
        public bool TryTakeOutcome(out int messageId, out bool acknowledged)
        {
            lock (_lock)
            {
                messageId = _ids[0];
                acknowledged = _acknowledged[0];
                if (_count == 0)
                {
                    return false;
                }

                _count--;
                Array.Copy(_ids, 1, _ids, 0, _count);
                Array.Copy(_acknowledged, 1, _acknowledged, 0, _count);
                return true;
            }
        }

        private void OnPublished(object sender, MqttMsgPublishedEventArgs e) => Note(e.MessageId, e.IsPublished);

        private void OnUnsubscribed(object sender, MqttMsgUnsubscribedEventArgs e) => Note(e.MessageId, true);

        private void OnConnectionClosed(object sender, EventArgs e)
        {
            lock (_lock)
            {
                _isClosed = true;
            }

            _clock.Wake();
        }

        private void Note(int messageId, bool acknowledged)
        {
            lock (_lock)
            {
                if (acknowledged)
                {
                    _lastSignOfLifeMs = _clock.UptimeMs;
                }

                if (_count < OutcomesMax)
                {
                    _ids[_count] = messageId;
                    _acknowledged[_count] = acknowledged;
                    _count++;
                }
            }

            _clock.Wake();
        }
    }
}
