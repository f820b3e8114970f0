using SensorNet.Device;

namespace SensorNet.Sensing
{
    /// <summary>Writes how a node fares as JSON; what is not known is left out.</summary>
    public sealed class DiagnosticsPayload
    {
        /// <summary>As much as all members take, with the longest error.</summary>
        public const int BytesMax = 1792;

        private readonly JsonWriter _json;

        /// <summary>Makes a writer.</summary>
        /// <param name="bytesMax">The longest payload in bytes, from 2 up; members that find no room are left out, the last ones first.</param>
        public DiagnosticsPayload(int bytesMax)
        {
            _json = new JsonWriter(bytesMax);
        }

        /// <summary>Writes the diagnostics.</summary>
        /// <param name="uptimeMs">ms since the board booted.</param>
        /// <param name="board">Its free memory and its restarts.</param>
        /// <param name="rssiDbm">The signal strength in dBm, or 0.</param>
        /// <param name="health">The counters and the last error.</param>
        /// <param name="readingsDropped">Readings that gave way in the ring.</param>
        /// <param name="readingsUnconfirmed">Readings handed over to connections that had ended unnoticed.</param>
        /// <param name="readingsOnFlash">Readings that wait on the flash, or below 0 where they are not kept there.</param>
        public byte[] Write(
            long uptimeMs, IBoard board, int rssiDbm, NodeHealth health, long readingsDropped, long readingsUnconfirmed, int readingsOnFlash = -1)
        {
            DiagnosticsEnvelope.Begin(_json, uptimeMs, board, rssiDbm, health);
            _json.Integer("readingsDropped", readingsDropped);
            _json.Integer("readingsUnconfirmed", readingsUnconfirmed);
            if (readingsOnFlash >= 0)
            {
                _json.Integer("readingsOnFlash", readingsOnFlash);
            }

            _json.Integer("sensorErrors", health.SensorErrors);
            return DiagnosticsEnvelope.End(_json, board, health);
        }
    }
}
