namespace SensorNet.Node
{
    /// <summary>Reads a node's settings from JSON and says everything that is wrong with them at once.</summary>
    public static class NodeSettingsReader
    {
        private static readonly string[] AddressWords = { "auto", "0x76", "0x77" };
        private static readonly int[] Addresses = { NodeSettings.SensorAddressAuto, 0x76, 0x77 };

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
            ReadBoard(document, settings);
            document.RejectUnknownKeys();
            problems = document.Problems;
            return problems.Length == 0 ? settings : null;
        }

        private static void ReadIdentity(SettingsDocument document, NodeSettings settings, byte[] macAddress)
        {
            string id = document.Text("deviceId", 1, 64, false);
            settings.DeviceId = id ?? MacText.Hex(macAddress);
            if (settings.DeviceId == null && !document.Has("deviceId"))
            {
                document.AddProblem("deviceId: it is missing and this board gives no MAC address to take its place; allowed is a string of 1 to 64 bytes");
            }

            if (id != null && (id.IndexOf('/') >= 0 || TopicName.Check(id) != null))
            {
                document.Reject("deviceId", "one topic level: no /, + or #, and no $ at the beginning");
            }

            string root = document.Text("root", 1, 128, false);
            if (root != null)
            {
                settings.Root = root;
                if (TopicName.Check(root) != null || root[0] == '/' || root[root.Length - 1] == '/')
                {
                    document.Reject("root", "topic levels with / between them: no + or #, no $ at the beginning, no / at either end");
                }
            }

            settings.IntervalMs = document.Integer("intervalMs", settings.IntervalMs, 1000, 86400000);
            settings.RingSize = document.Integer("ringSize", settings.RingSize, 1, 1024);
        }

        private static void ReadBroker(SettingsDocument document, NodeSettings settings)
        {
            settings.BrokerHost = document.Text("brokerHost", 1, 253, false);
            if (!document.Has("brokerHost"))
            {
                document.AddProblem("brokerHost: it is missing; allowed is the broker's name or IPv4 address");
            }
            else if (settings.BrokerHost != null && !IsHostName(settings.BrokerHost))
            {
                document.Reject("brokerHost", "a name or an IPv4 address alone, without a scheme, a port or spaces");
            }

            settings.BrokerPort = document.Integer("brokerPort", settings.BrokerPort, 1, 65535);
            settings.BrokerUser = document.Text("brokerUser", 1, 256, false);
            settings.BrokerPassword = document.Text("brokerPassword", 1, 256, true);
            if (document.Has("brokerPassword") && !document.Has("brokerUser"))
            {
                // [MQTT-3.1.2-22]
                document.AddProblem("brokerPassword: MQTT 3.1.1 allows a password only together with brokerUser");
            }

            settings.KeepAliveSeconds = document.Integer("keepAliveSeconds", settings.KeepAliveSeconds, 5, 3600);
            if (document.Boolean("tls", false))
            {
                document.Reject("tls", "false: this firmware does not speak TLS yet");
            }
        }

        private static void ReadWifi(SettingsDocument document, NodeSettings settings)
        {
            settings.WifiSsid = document.Text("wifiSsid", 1, 32, false);
            settings.WifiPassword = document.Text("wifiPassword", 0, 64, true);
            if (settings.WifiPassword != null && settings.WifiPassword.Length > 0 && settings.WifiPassword.Length < 8)
            {
                document.AddProblem("wifiPassword: (not shown) is not allowed; allowed is an empty string for an open network, or 8 to 64 characters");
            }

            if (document.Has("wifiSsid") != document.Has("wifiPassword"))
            {
                document.AddProblem((document.Has("wifiSsid") ? "wifiPassword" : "wifiSsid")
                    + ": it is missing; wifiSsid and wifiPassword come together, or neither when the board has them stored");
            }
        }

        private static void ReadBoard(SettingsDocument document, NodeSettings settings)
        {
            int choice = document.Choice("sensorAddress", AddressWords);
            if (choice >= 0)
            {
                settings.SensorAddress = Addresses[choice];
            }

            settings.SdaPin = document.Integer("sdaPin", settings.SdaPin, 0, 39);
            settings.SclPin = document.Integer("sclPin", settings.SclPin, 0, 39);
            if (settings.SdaPin == settings.SclPin)
            {
                document.AddProblem("sclPin: " + settings.SclPin.ToString() + " is not allowed; allowed is another pin than sdaPin");
            }
        }

        private static bool IsHostName(string host)
        {
            for (int i = 0; i < host.Length; i++)
            {
                char c = host[i];
                bool allowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
                if (!allowed)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
