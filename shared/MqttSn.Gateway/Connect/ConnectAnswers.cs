using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>CONNACK (6.2), and who is to be told of the broker's return after a rejection.</summary>
    internal sealed class ConnectAnswers
    {
        // So much of a second can be answered at once.
        private const int BurstsPerSecond = 4;

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
            int perSecond = basics.Settings.RejectionsPerSecondMax;
            _rejections = new TokenBucket(perSecond, Math.Max(1, perSecond / BurstsPerSecond), _clock.NowMs);
        }

        internal void Accept(ClientSession client) => _transmitter.ConnAck(client, ReturnCode.Accepted);

        /// <summary>A CONNECT that begins nothing.</summary>
        internal void Reject(Peer peer, ReturnCode code)
        {
            _counters.ConnectsRejected++;
            if (!_rejections.HasAny(_clock.NowMs))
            {
                _counters.AnswersHeldBack++;
                return;
            }

            _rejections.Take(1);
            _transmitter.ConnAck(peer, code);
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
