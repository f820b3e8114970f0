using SensorNet.Device;
using SensorNet.MqttSn.Client;

namespace SensorNet.ConstrainedNode
{
    /// <summary>A planned stop: the readings that wait, "offline", DISCONNECT.</summary>
    public sealed class PlannedStop
    {
        /// <summary>How long a planned stop waits for "offline" to be acknowledged, in ms.</summary>
        public const int OfflineTimeoutMs = 5000;

        /// <summary>How much of that is for the readings that wait, in ms.</summary>
        public const int LastReadingsMs = 2500;

        /// <summary>How long a planned stop waits for the gateway's DISCONNECT after that, in ms.</summary>
        public const int DisconnectTimeoutMs = 2000;

        private readonly ConstrainedSettings _settings;
        private readonly GatewayLink _link;
        private readonly Outbox _outbox;
        private readonly ILog _log;
        private long _endMs;
        private long _lastReadingsEndMs;
        private bool _isWakeAsked;
        private bool _isDisconnectSent;

        /// <summary>Makes a stop that has not begun.</summary>
        public PlannedStop(ConstrainedSettings settings, GatewayLink link, Outbox outbox, ILog log)
        {
            _settings = settings;
            _link = link;
            _outbox = outbox;
            _log = log;
        }

        /// <summary>When the next step is due, in the loop's time in ms, if nothing else happens before.</summary>
        public long NextStepMs => _lastReadingsEndMs < _endMs ? _lastReadingsEndMs : _endMs;

        /// <summary>Begins the stop.</summary>
        public void Begin(long nowMs)
        {
            _endMs = nowMs + OfflineTimeoutMs;
            _lastReadingsEndMs = nowMs + LastReadingsMs;
            _isWakeAsked = false;
            _isDisconnectSent = false;
            _outbox.Leave();
        }

        /// <summary>Does what is due. Returns whether the stop has ended.</summary>
        public bool Step(long nowMs)
        {
            MqttSnClient client = _link.Client;
            if (client == null || _settings.Qos < 0 || client.State == ClientState.Disconnected)
            {
                return true;
            }

            if (_isDisconnectSent)
            {
                return nowMs >= _endMs;
            }

            if (_link.IsAsleep && _link.IsUp && !_isWakeAsked)
            {
                _isWakeAsked = true;
                client.Wake();
            }

            if (nowMs >= _lastReadingsEndMs)
            {
                GiveUpReadings();
            }

            _outbox.Step(nowMs);
            return (_outbox.IsEmpty || nowMs >= _endMs) && !TryDisconnect(client, nowMs);
        }

        private void GiveUpReadings()
        {
            _lastReadingsEndMs = long.MaxValue;
            int count = _outbox.GiveUpReadings();
            if (count > 0)
            {
                _log.Write("the stop leaves " + count.ToString() + " readings unsent");
            }
        }

        private bool TryDisconnect(MqttSnClient client, long nowMs)
        {
            if (!_outbox.IsEmpty)
            {
                _log.Write("the gateway did not acknowledge \"offline\"; it publishes the will instead");
                return false;
            }

            // MQTT-SN 1.2, 6.12: after this the gateway publishes no will.
            _isDisconnectSent = true;
            _endMs = nowMs + DisconnectTimeoutMs;
            client.Disconnect();
            return true;
        }
    }
}
