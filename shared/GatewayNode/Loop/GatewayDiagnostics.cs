using SensorNet.Device;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayNode
{
    /// <summary>Writes how a gateway fares as JSON; what is not known is left out.</summary>
    public sealed class GatewayDiagnostics
    {
        private const int BytesMax = 2048;
        private readonly JsonWriter _json = new JsonWriter(BytesMax);

        /// <summary>Writes the diagnostics.</summary>
        /// <param name="uptimeMs">ms since the board booted.</param>
        /// <param name="board">Its free memory and its restarts.</param>
        /// <param name="rssiDbm">The signal strength in dBm, or 0.</param>
        /// <param name="health">The reconnects and the last error.</param>
        /// <param name="gateway">The gateway.</param>
        /// <param name="datagramsDropped">Datagrams lost in the socket.</param>
        /// <param name="messagesDropped">Messages of the broker for which the loop was too slow.</param>
        /// <param name="protectionDropped">Datagrams that the protection dropped.</param>
        public byte[] Write(
            long uptimeMs,
            IBoard board,
            int rssiDbm,
            NodeHealth health,
            MqttSnGateway gateway,
            long datagramsDropped,
            long messagesDropped,
            long protectionDropped)
        {
            GatewayCounters counters = gateway.Counters;
            DiagnosticsEnvelope.Begin(_json, uptimeMs, board, rssiDbm, health);
            _json.Integer("clients", gateway.ClientCount);
            _json.Integer("clientsLost", counters.ClientsLost);
            _json.Integer("published", counters.PublishedUp);
            _json.Integer("delivered", counters.DeliveredDown);
            _json.Integer("buffered", gateway.BufferedMessageCount);
            _json.Integer("dropped", counters.LossCount + messagesDropped);
            if (messagesDropped > 0)
            {
                _json.Integer("lostBeforeLoop", messagesDropped);
            }

            for (int i = 0; i < LossReasons.Count; i++)
            {
                if (counters.Losses[i] > 0)
                {
                    _json.Integer(LossReasons.Name(i), counters.Losses[i]);
                }
            }

            _json.Integer("datagramsDropped", datagramsDropped);
            if (protectionDropped > 0)
            {
                _json.Integer("protectionDropped", protectionDropped);
            }

            _json.Integer("congestions", counters.Congestions);
            _json.Integer("willsPublished", counters.WillsPublished);
            return DiagnosticsEnvelope.End(_json, board, health);
        }
    }
}
