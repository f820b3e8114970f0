using System.Collections;
using SensorNet.Device;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.ConstrainedNode
{
    /// <summary>What the client's events said. Here they are only noted, and the loop acts on the notes.</summary>
    public sealed class ClientNotes : IClientEvents
    {
        /// <summary>The longest command, in octets. A longer one is refused.</summary>
        public const int CommandBytesMax = 768;

        /// <summary>The commands that wait for the loop. At the limit one is not taken: the gateway sends it again later (QoS 1 and 2).</summary>
        public const int CommandsMax = 8;

        private readonly Queue _commands = new Queue();
        private readonly ILog _log;
        private readonly NodeHealth _health;

        /// <summary>Makes notes of a client.</summary>
        public ClientNotes(ILog log, NodeHealth health)
        {
            _log = log;
            _health = health;
        }

        /// <summary>Whether there was a connection that was not a wake-up on a session that is still there. The loop takes it back.</summary>
        public bool IsAnnounceDue { get; set; }

        /// <summary>
        /// How many connections there were in which the node was to announce itself. What was sent in an earlier one does not count in this one.
        /// </summary>
        public int Session { get; private set; }

        /// <summary>Whether the CONNECT under way is a return from sleep. Set by the loop.</summary>
        public bool IsWaking { get; set; }

        /// <summary>Whether the gateway was lost, or could not be reached, so that the network may be the cause. The loop takes it back.</summary>
        public bool IsLinkSuspect { get; set; }

        /// <summary>Whether an awake phase has ended. The loop takes it back.</summary>
        public bool IsAwakeDone { get; set; }

        /// <summary>The handle of the last command to the client that ended, 0 for none.</summary>
        public int EndedHandle { get; private set; }

        /// <summary>How it ended.</summary>
        public Outcome EndedOutcome { get; private set; }

        /// <summary>The <see cref="Session"/> in which it ended.</summary>
        public int EndedSession { get; private set; }

        /// <summary>The address of the gateway that was found last, or null.</summary>
        public byte[] FoundGateway { get; private set; }

        /// <summary>How many commands wait, 0 to <see cref="CommandsMax"/>.</summary>
        public int CommandCount => _commands.Count;

        /// <summary>Takes the oldest command that came, or null.</summary>
        public ReceivedCommand TakeCommand() => _commands.Count == 0 ? null : (ReceivedCommand)_commands.Dequeue();

        /// <inheritdoc/>
        public void OnStateChanged(ClientState from, ClientState to)
        {
        }

        /// <inheritdoc/>
        public void OnGatewayFound(int gatewayId, byte[] address)
        {
            FoundGateway = address;
            _log.Write("gateway " + gatewayId.ToString() + " found at " + AddressText.Of(address));
        }

        /// <inheritdoc/>
        public void OnGatewayGone(int gatewayId) => _log.Write("gateway " + gatewayId.ToString() + " is gone");

        /// <inheritdoc/>
        public void OnConnected(bool resumed)
        {
            if (!IsWaking || !resumed)
            {
                IsAnnounceDue = true;
                Session++;
                _log.Write("connected to the gateway");
            }

            IsWaking = false;
        }

        /// <inheritdoc/>
        public void OnConnectRefused(ReturnCode code)
        {
            string text = code == ReturnCode.Congestion
                ? "the gateway is congested"
                : "the gateway refuses the connection (code " + ((int)code).ToString() + ")";
            _health.NoteConnectionProblem(text);
            _log.Write(text);
        }

        /// <inheritdoc/>
        public void OnLost(LostReason reason)
        {
            IsWaking = false;
            IsLinkSuspect = true;
            _health.Reconnects++;
            string text = Describe(reason);
            _health.NoteConnectionProblem(text);
            _log.Write(text);
        }

        /// <inheritdoc/>
        public void OnDisconnected() => _log.Write("disconnected from the gateway");

        /// <inheritdoc/>
        public bool OnMessage(ReceivedMessage message)
        {
            if (_commands.Count == CommandsMax)
            {
                return false;
            }

            _commands.Enqueue(ReceivedCommand.Of(message));
            return true;
        }

        /// <inheritdoc/>
        public void OnPublished(int handle, Outcome outcome) => NoteEnd(handle, outcome);

        /// <inheritdoc/>
        public void OnRegistered(int handle, int topicId, Outcome outcome) => NoteEnd(handle, outcome);

        /// <inheritdoc/>
        public void OnSubscribed(int handle, int topicId, int grantedQos, Outcome outcome) => NoteEnd(handle, outcome);

        /// <inheritdoc/>
        public void OnUnsubscribed(int handle, Outcome outcome) => NoteEnd(handle, outcome);

        /// <inheritdoc/>
        public void OnWillUpdated(int handle, Outcome outcome) => NoteEnd(handle, outcome);

        /// <inheritdoc/>
        public void OnPingAnswered(int elapsedMs)
        {
        }

        /// <inheritdoc/>
        public void OnSleeping(int durationSeconds)
        {
        }

        /// <inheritdoc/>
        public void OnAwakeDone(int messages) => IsAwakeDone = true;

        private static string Describe(LostReason reason)
        {
            switch (reason)
            {
                case LostReason.NoAnswer: return "the gateway does not answer";
                case LostReason.NoPingAnswer: return "the gateway does not answer a ping";
                case LostReason.GatewayDisconnected: return "the gateway ended the connection";
                case LostReason.AdvertiseMissed: return "the gateway does not advertise itself any more";
                case LostReason.Refused: return "the gateway refuses this node";
                default: return "the gateway is lost";
            }
        }

        private void NoteEnd(int handle, Outcome outcome)
        {
            EndedHandle = handle;
            EndedOutcome = outcome;
            EndedSession = Session;
        }
    }
}
