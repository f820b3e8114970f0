namespace SensorNet.Device
{
    /// <summary>What the diagnostics of every firmware begin and end with.</summary>
    public static class DiagnosticsEnvelope
    {
        /// <summary>Begins the diagnostics.</summary>
        /// <param name="json">Where they are written.</param>
        /// <param name="uptimeMs">ms since the board booted.</param>
        /// <param name="board">Its free memory.</param>
        /// <param name="rssiDbm">The signal strength in dBm, or 0.</param>
        /// <param name="health">The counters and the last error.</param>
        public static void Begin(JsonWriter json, long uptimeMs, IBoard board, int rssiDbm, NodeHealth health)
        {
            json.Begin();
            json.Integer("uptime", uptimeMs);
            long freeMemoryBytes = board.ReadFreeMemoryBytes();
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

        /// <summary>Ends the diagnostics with commands, the memory of TLS, the restarts and the last error, as far as there is room.</summary>
        /// <param name="json">Where they are written.</param>
        /// <param name="board">Why it started, and how often it restarted itself.</param>
        /// <param name="health">The counters and the last error.</param>
        /// <returns>The payload.</returns>
        public static byte[] End(JsonWriter json, IBoard board, NodeHealth health)
        {
            json.Integer("commandsObeyed", health.CommandsObeyed);
            json.Integer("commandsRefused", health.CommandsRefused);
            if (health.AnswersLost > 0)
            {
                json.Integer("answersLost", health.AnswersLost);
            }

            if (health.TlsFreeBeforeBytes >= 0)
            {
                json.Integer("tlsFreeBefore", health.TlsFreeBeforeBytes);
                json.Integer("tlsMemoryErrors", health.TlsMemoryErrors);
            }

            if (health.TlsFreeAfterBytes >= 0)
            {
                json.Integer("tlsFreeAfter", health.TlsFreeAfterBytes);
            }

            json.Integer("restarts", board.Restarts);
            if (board.ResetReason != null)
            {
                json.Text("resetReason", board.ResetReason);
            }

            if (health.LastError != null)
            {
                json.Text("lastError", health.LastError);
            }

            return json.End();
        }
    }
}
