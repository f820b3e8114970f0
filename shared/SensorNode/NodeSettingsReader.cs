namespace SensorNet.Node
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
            NodeSettings settings = new NodeSettings();
            ReadIdentity(document, settings, macAddress);
            ReadBroker(document, settings);
            ReadWifi(document, settings);
            settings.Sensor = SensorSettingsReader.Read(document);
            document.RejectUnknownKeys();
            problems = document.Problems;
            return problems.Length == 0 ? settings : null;
        }

        private static void ReadIdentity(SettingsDocument document, NodeSettings settings, byte[] macAddress)
        {
            settings.DeviceId = CommonSettings.DeviceId(document, macAddress, 64);
            settings.Root = CommonSettings.Root(document, settings.Root);
            settings.IntervalMs = document.Integer("intervalMs", settings.IntervalMs, 1000, 86400000);
            settings.RingSize = document.Integer("ringSize", settings.RingSize, 1, 1024);
            settings.Payload = SensorSettingsReader.Payload(document);
        }

        private static void ReadBroker(SettingsDocument document, NodeSettings settings)
        {
            settings.BrokerHost = CommonSettings.BrokerHost(document);
            settings.BrokerPort = document.Integer("brokerPort", settings.BrokerPort, 1, 65535);
            settings.BrokerUser = document.Text("brokerUser", 1, 256, false);
            settings.BrokerPassword = CommonSettings.BrokerPassword(document);
            settings.KeepAliveSeconds = document.Integer("keepAliveSeconds", settings.KeepAliveSeconds, 5, 3600);
            CommonSettings.CheckTls(document);
        }

        private static void ReadWifi(SettingsDocument document, NodeSettings settings)
        {
            settings.WifiSsid = CommonSettings.WifiSsid(document);
            settings.WifiPassword = CommonSettings.WifiPassword(document);
        }
    }
}
