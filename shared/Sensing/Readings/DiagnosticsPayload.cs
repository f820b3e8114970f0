using SensorNet.Device;

namespace SensorNet.Sensing
{
    /// <summary>Writes how a node fares as JSON; what is not known is left out.</summary>
    public sealed class DiagnosticsPayload
    {
        private const int BytesMax = 1280;
        private readonly JsonWriter _json = new JsonWriter(BytesMax);

        /// <summary>Writes the diagnostics.</summary>
        /// <param name="uptimeMs">ms since the board booted.</param>
        /// <param name="freeMemoryBytes">Free bytes of the managed heap, or −1.</param>
        /// <param name="rssiDbm">The signal strength in dBm, or 0.</param>
        /// <param name="health">The counters and the last error.</param>
        /// <param name="readingsDropped">Readings that gave way in the ring.</param>
        /// <param name="readingsUnconfirmed">Readings handed over to connections that had ended unnoticed.</param>
        public byte[] Write(long uptimeMs, long freeMemoryBytes, int rssiDbm, NodeHealth health, long readingsDropped, long readingsUnconfirmed)
        {
            DiagnosticsEnvelope.Begin(_json, uptimeMs, freeMemoryBytes, rssiDbm, health);
            _json.Integer("readingsDropped", readingsDropped);
            _json.Integer("readingsUnconfirmed", readingsUnconfirmed);
            _json.Integer("sensorErrors", health.SensorErrors);
            return DiagnosticsEnvelope.End(_json, health);
        }
    }
}
