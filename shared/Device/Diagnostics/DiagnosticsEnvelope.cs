namespace SensorNet.Device
{
    /// <summary>What the diagnostics of every firmware begin and end with.</summary>
    public static class DiagnosticsEnvelope
    {
        /// <summary>Begins the diagnostics.</summary>
        /// <param name="json">Where they are written.</param>
        /// <param name="uptimeMs">ms since the board booted.</param>
        /// <param name="freeMemoryBytes">Free bytes of the managed heap, or −1.</param>
        /// <param name="rssiDbm">The signal strength in dBm, or 0.</param>
        /// <param name="health">The counters and the last error.</param>
        public static void Begin(JsonWriter json, long uptimeMs, long freeMemoryBytes, int rssiDbm, NodeHealth health)
        {
            json.Begin();
            json.Integer("uptime", uptimeMs);
            if (freeMemoryBytes >= 0)
            {
                json.Integer("freeMemory", freeMemoryBytes);
            }

            if (rssiDbm != 0)
            {
                json.Integer("rssi", rssiDbm);
            }

            json.Integer("reconnects", health.Reconnects);
        }

        /// <summary>Ends the diagnostics with the memory of TLS and the last error.</summary>
        /// <returns>The payload.</returns>
        public static byte[] End(JsonWriter json, NodeHealth health)
        {
            if (health.TlsFreeBeforeBytes >= 0)
            {
                json.Integer("tlsFreeBefore", health.TlsFreeBeforeBytes);
                json.Integer("tlsMemoryErrors", health.TlsMemoryErrors);
            }

            if (health.TlsFreeAfterBytes >= 0)
            {
                json.Integer("tlsFreeAfter", health.TlsFreeAfterBytes);
            }

            if (health.LastError != null)
            {
                json.Text("lastError", health.LastError);
            }

            return json.End();
        }
    }
}
