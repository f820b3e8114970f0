namespace SensorNet.Device
{
    /// <summary>Writes what a node is as JSON; what is not known is left out.</summary>
    public static class InfoPayload
    {
        private const int BytesMax = 512;

        /// <summary>Writes the info.</summary>
        /// <param name="firmware">The firmware's name.</param>
        /// <param name="version">The firmware's version.</param>
        /// <param name="board">The board.</param>
        /// <param name="address">Its IPv4 address, or null.</param>
        /// <param name="sensor">Its sensor, or null.</param>
        public static byte[] Write(string firmware, string version, IBoard board, string address, string sensor)
        {
            JsonWriter json = new JsonWriter(BytesMax);
            json.Begin();
            json.Text("firmware", firmware);
            json.Text("version", version);
            TextIfKnown(json, "board", board.Name);
            TextIfKnown(json, "mac", MacText.Hex(board.MacAddress));
            TextIfKnown(json, "address", address);
            TextIfKnown(json, "sensor", sensor);
            TextIfKnown(json, "resetReason", board.ResetReason);
            json.Integer("restarts", board.Restarts);
            return json.End();
        }

        private static void TextIfKnown(JsonWriter json, string name, string value)
        {
            if (value != null)
            {
                json.Text(name, value);
            }
        }
    }
}
