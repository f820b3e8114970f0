namespace SensorNet.Node
{
    /// <summary>Writes how a node fares as JSON; what is not known is left out.</summary>
    public sealed class DiagnosticsPayload
    {
        private const int BytesMax = 768;
        private readonly JsonWriter _json = new JsonWriter(BytesMax);

        /// <summary>Writes the diagnostics.</summary>
        /// <param name="uptimeMs">ms since the board booted.</param>
        /// <param name="freeMemoryBytes">Free bytes of the managed heap, or −1.</param>
        /// <param name="rssiDbm">The signal strength in dBm, or 0.</param>
        /// <param name="health">The counters and the last error.</param>
        /// <param name="readingsDropped">Readings that gave way in the ring.</param>
        /// <param name="readingsUnconfirmed">Readings handed over to connections that proved dead.</param>
        public byte[] Write(long uptimeMs, long freeMemoryBytes, int rssiDbm, NodeHealth health, long readingsDropped, long readingsUnconfirmed)
        {
            _json.Begin();
            _json.Integer("uptime", uptimeMs);
            if (freeMemoryBytes >= 0)
            {
                _json.Integer("freeMemory", freeMemoryBytes);
            }

            if (rssiDbm != 0)
            {
                _json.Integer("rssi", rssiDbm);
            }

            _json.Integer("reconnects", health.Reconnects);
            _json.Integer("readingsDropped", readingsDropped);
            _json.Integer("readingsUnconfirmed", readingsUnconfirmed);
            _json.Integer("sensorErrors", health.SensorErrors);
            if (health.LastError != null)
            {
                _json.Text("lastError", health.LastError);
            }

            return _json.End();
        }
    }
}
