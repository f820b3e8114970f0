using SensorNet.Device;

namespace SensorNet.GatewayNode
{
    /// <summary>Reads a gateway's settings from JSON and says everything that is wrong with them at once.</summary>
    public static class GatewayNodeSettingsReader
    {
        /// <summary>Reads the settings.</summary>
        /// <param name="text">A JSON object as UTF-8.</param>
        /// <param name="macAddress">The board's MAC address, which names a gateway that has no <c>deviceId</c>, or null.</param>
        /// <param name="problems">Every problem, each with key, value and what is allowed; empty when there is none.</param>
        /// <returns>The settings, or null when there is any problem.</returns>
        public static GatewayNodeSettings Read(byte[] text, byte[] macAddress, out string[] problems)
        {
            SettingsDocument document = new SettingsDocument(text);
            GatewayNodeSettings settings = new GatewayNodeDeclarations().Read(document, macAddress);
            document.RejectUnknownKeys();
            problems = document.Problems;
            return problems.Length == 0 ? settings : null;
        }
    }
}
