namespace SensorNet.MqttSn.Gateway
{
    /// <summary>CONNACK (6.2), and who is to be told of the broker's return after a rejection.</summary>
    internal sealed class ConnectAnswers
    {
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly Transmitter _transmitter;
        private readonly RefusedPeers _refused;
        private readonly TokenBucket _rejections;

        internal ConnectAnswers(GatewayBasics basics, Transmitter transmitter, RefusedPeers refused)
        {
            _counters = basics.Counters;
            _clock = basics.Clock;
            _transmitter = transmitter;
            _refused = refused;
            _rejections = TokenBucket.Even(basics.Settings.RejectionsPerSecondMax, _clock.NowMs);
        }

        internal void Accept(ClientSession client) => _transmitter.ConnAck(client, ReturnCode.Accepted);

        /// <summary>A CONNECT that begins nothing.</summary>
        internal void Reject(Peer peer, ReturnCode code)
        {
            _counters.ConnectsRejected++;
            if (_rejections.TryTake(_clock.NowMs))
            {
                _transmitter.ConnAck(peer, code);
            }
            else
            {
                _counters.AnswersHeldBack++;
            }
        }

        /// <summary>The broker is away: the same, and the sender is told when it is back.</summary>
        internal void RejectForNow(Peer peer)
        {
            Reject(peer, ReturnCode.Congestion);
            _refused.Note(peer);
        }

        /// <summary>A CONNECT that was under way.</summary>
        internal void Reject(ClientSession client, ReturnCode code)
        {
            _counters.ConnectsRejected++;
            _transmitter.ConnAck(client, code);
            _refused.Note(client.Peer);
        }
    }
}
