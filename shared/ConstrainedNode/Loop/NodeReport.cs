using SensorNet.Device;
using SensorNet.Sensing;

namespace SensorNet.ConstrainedNode
{
    /// <summary>Writes what the node publishes of itself.</summary>
    public sealed class NodeReport
    {
        private readonly string _firmware;
        private readonly IBoard _board;
        private readonly INetwork _network;
        private readonly SensorWatch _sensor;
        private readonly ReadingRing _ring;
        private readonly NodeHealth _health;
        private readonly DiagnosticsPayload _diagnostics = new DiagnosticsPayload(GatewayLink.PayloadBytesMax);

        /// <summary>Makes a report.</summary>
        /// <param name="firmware">The firmware's name.</param>
        /// <param name="board">Its name and its free memory.</param>
        /// <param name="network">The address and the signal strength.</param>
        /// <param name="sensor">The sensor's name.</param>
        /// <param name="ring">How many readings were dropped.</param>
        /// <param name="health">The reconnects and the last error.</param>
        public NodeReport(string firmware, IBoard board, INetwork network, SensorWatch sensor, ReadingRing ring, NodeHealth health)
        {
            _firmware = firmware;
            _board = board;
            _network = network;
            _sensor = sensor;
            _ring = ring;
            _health = health;
        }

        /// <summary>What the node is.</summary>
        public byte[] Info() => InfoPayload.Write(_firmware, Firmware.Version, _board, _network.Address, _sensor.Description);

        /// <summary>The node's state.</summary>
        /// <param name="nowMs">The loop's time in ms.</param>
        public byte[] Diagnostics(long nowMs) =>
            _diagnostics.Write(nowMs, _board, _network.ReadRssiDbm(), _health, _ring.Dropped, 0);
    }
}
