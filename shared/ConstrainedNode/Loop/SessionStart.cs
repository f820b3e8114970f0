using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.ConstrainedNode
{
    /// <summary>
    /// Begins the session with the gateway in each wake-up: a CONNECT by which the node announces itself, or its return from the sleep.
    /// </summary>
    public sealed class SessionStart
    {
        /// <summary>From a connection that the gateway refused for good to the next attempt, in ms.</summary>
        public const int RefusedWaitMs = 60000;

        private readonly ConstrainedSettings _settings;
        private readonly ConstrainedTopics _topics;
        private readonly GatewayLink _link;
        private readonly DeepSleep _deep;
        private long _connectAtMs;
        private int _rejectedBefore;
        private bool _wasWaiting;

        /// <summary>Makes it; <paramref name="deep"/> is null for a node without deep sleep.</summary>
        public SessionStart(ConstrainedSettings settings, ConstrainedTopics topics, GatewayLink link, DeepSleep deep)
        {
            _settings = settings;
            _topics = topics;
            _link = link;
            _deep = deep;
        }

        /// <summary>Whether the client was told to connect in this wake-up.</summary>
        public bool IsAsked { get; private set; }

        /// <summary>Whether the gateway rejected a message of QoS 0 since the client was told to connect.</summary>
        public bool HasRejected => _link.RejectedQos0 != _rejectedBefore;

        /// <summary>Begins a wake-up.</summary>
        public void Begin(long nowMs)
        {
            IsAsked = false;
            _connectAtMs = nowMs;
            _wasWaiting = _link.IsWaiting;
        }

        /// <summary>Tells the client to connect when it is due.</summary>
        /// <param name="isFull">Whether the node announces itself again, rather than returning from its sleep.</param>
        /// <param name="nowMs">The loop's time in ms.</param>
        public void Step(bool isFull, long nowMs)
        {
            if (_settings.Qos < 0 || !_link.IsUp || nowMs < _connectAtMs)
            {
                return;
            }

            MqttSnClient client = _link.Client;
            if (IsAsked ? client.State != ClientState.Disconnected : !MustConnect(client, isFull, nowMs))
            {
                return;
            }

            _connectAtMs = nowMs + RefusedWaitMs;
            client.Connect(new ConnectOptions
            {
                CleanSession = _settings.Sleep == SleepMode.None,
                KeepAliveSeconds = _settings.KeepAliveSeconds,
                Will = _topics.Will,
            });
        }

        // The first step of a wake-up. False where the client needs no command to connect.
        private bool MustConnect(MqttSnClient client, bool isFull, long nowMs)
        {
            IsAsked = true;
            _rejectedBefore = _link.RejectedQos0;
            if (_deep != null)
            {
                _deep.RestoreSession(client, nowMs);
            }

            if (_link.IsAsleep && !isFull)
            {
                _link.Notes.IsWaking = true;
                client.Wake();
                return false;
            }

            // A wait that ended during the sleep: the client connects by itself.
            return !_wasWaiting || client.State != ClientState.Connecting;
        }
    }
}
