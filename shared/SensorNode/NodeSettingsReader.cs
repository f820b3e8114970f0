using SensorNet.Device;

namespace SensorNet.SensorNode
{
    /// <summary>Reads a node's settings from JSON and says everything that is wrong with them at once.</summary>
    public static class NodeSettingsReader
    {
        /// <summary>Reads the settings.</summary>
        /// <param name="text">A JSON object as UTF-8.</param>
        /// <param name="macAddress">The board's MAC address, which names a node that has no <c>deviceId</c>, or null.</param>
        /// <param name="problems">Every problem, each with key, value and what is allowed; empty when there is none.</param>
        /// <returns>The settings, or null when there is any problem: half of the settings is no settings.</returns>
        public static NodeSettings Read(byte[] text, byte[] macAddress, out string[] problems)
        {
            SettingsDocument document = new SettingsDocument(text);
            NodeSettings settings = new NodeDeclarations().Read(document, macAddress);
            document.RejectUnknownKeys();
            problems = document.Problems;
            return problems.Length == 0 ? settings : null;
        }
    }
}
