using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>How CONNECT ends (6.2): accepted, rejected, or given up.</summary>
    internal sealed class Admission
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly OwnLink _own;
        private readonly ConnectAnswers _answers;
        private readonly Delivery _delivery;
        private readonly ConnectionEnds _ends;
        private readonly ClientDeadlines _deadlines;
        private readonly SessionRecords _records;

        internal Admission(
            GatewayBasics basics, OwnLink own, ConnectAnswers answers, Delivery delivery, ConnectionEnds ends, ClientDeadlines deadlines)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _clock = basics.Clock;
            _own = own;
            _answers = answers;
            _delivery = delivery;
            _ends = ends;
            _deadlines = deadlines;
            _records = new SessionRecords(basics);
        }

        /// <summary>Whether a CONNECT can be accepted. Transparent: the client's broker connection tells.</summary>
        internal bool IsOpen => _settings.IsTransparent || _own.IsUsable;

        internal void Accept(ClientSession client)
        {
            _counters.Connects++;
            client.Activate(_clock.NowMs);
            client.Connect.RetryAtMs = Deadline.Never;
            _records.Begin(client);
            _answers.Accept(client);
            _delivery.Resume(client);
            _deadlines.Arm(client);
        }

        /// <summary>The CONNECT was accepted before: the answer may be lost.</summary>
        internal void AcceptAgain(ClientSession client) => _answers.Accept(client);

        /// <summary>A CONNECT that is not one, but has its fixed part, or for which there is no room: the sender is told.</summary>
        internal void Reject(Peer peer, ReturnCode code) => _answers.Reject(peer, code);

        /// <summary>The broker is away.</summary>
        internal void RejectForNow(Peer peer) => _answers.RejectForNow(peer);

        /// <summary>CONNACK with a rejection; what is not kept is forgotten.</summary>
        internal void Refuse(ClientSession client, ReturnCode code)
        {
            _answers.Reject(client, code);
            _ends.End(client, true);
        }

        /// <summary>The CONNECT that is under way ends without an answer.</summary>
        internal void GiveUp(ClientSession client) => _ends.End(client, true);
    }
}
