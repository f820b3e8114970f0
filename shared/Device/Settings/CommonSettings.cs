using SensorNet.Links;

namespace SensorNet.Node
{
    /// <summary>The settings that several firmwares have, read with the same rules and the same words.</summary>
    public static class CommonSettings
    {
        /// <summary>The sensor address that tries both of a chip's.</summary>
        public const int SensorAddressAuto = 0;

        private static readonly string[] AddressWords = { "auto", "0x76", "0x77" };
        private static readonly int[] Addresses = { SensorAddressAuto, 0x76, 0x77 };

        /// <summary>The device id: one topic level; the MAC address in hex where there is none.</summary>
        /// <param name="document">The settings.</param>
        /// <param name="macAddress">The board's MAC address, or null.</param>
        /// <param name="bytesMax">The longest id in octets of UTF-8.</param>
        public static string DeviceId(SettingsDocument document, byte[] macAddress, int bytesMax)
        {
            string id = document.Text("deviceId", 1, bytesMax, false);
            if (id != null && (id.IndexOf('/') >= 0 || TopicName.Check(id) != null))
            {
                document.Reject("deviceId", "one topic level: no /, + or #, and no $ at the beginning");
            }

            string name = id ?? MacText.Hex(macAddress);
            if (name == null && !document.Has("deviceId"))
            {
                document.AddProblem("deviceId: it is missing and this board gives no MAC address to take its place; allowed is a string of 1 to " + bytesMax.ToString() + " bytes");
            }

            return name;
        }

        /// <summary>The first levels of the topics, or <paramref name="absent"/> where there are none.</summary>
        public static string Root(SettingsDocument document, string absent)
        {
            string root = document.Text("root", 1, 128, false);
            if (root == null)
            {
                return absent;
            }

            if (TopicName.Check(root) != null || root[0] == '/' || root[root.Length - 1] == '/')
            {
                document.Reject("root", "topic levels with / between them: no + or #, no $ at the beginning, no / at either end");
            }

            return root;
        }

        /// <summary>The broker's name or address, which must be there.</summary>
        public static string BrokerHost(SettingsDocument document)
        {
            string host = Host(document, "brokerHost");
            if (!document.Has("brokerHost"))
            {
                document.AddProblem("brokerHost: it is missing; allowed is the broker's name or IPv4 address");
            }

            return host;
        }

        /// <summary>A host's name or IPv4 address, or null where there is none.</summary>
        public static string Host(SettingsDocument document, string key)
        {
            string host = document.Text(key, 1, HostText.LengthMax, false);
            string rule = host == null ? null : HostText.BrokenRule(host);
            if (rule != null)
            {
                document.Reject(key, rule);
            }

            return host;
        }

        /// <summary>An IPv4 address in dotted decimal, or <paramref name="absent"/> where there is none.</summary>
        public static string Address(SettingsDocument document, string key, string absent)
        {
            string address = document.Text(key, 7, 15, false);
            if (address != null && !HostText.IsAddress(address))
            {
                document.Reject(key, HostText.AddressRule);
            }

            return address ?? absent;
        }

        /// <summary>The password for the broker, or null. Asked for after the user.</summary>
        public static string BrokerPassword(SettingsDocument document)
        {
            string password = document.Text("brokerPassword", 1, 256, true);
            if (document.Has("brokerPassword") && !document.Has("brokerUser"))
            {
                // [MQTT-3.1.2-22]
                document.AddProblem("brokerPassword: MQTT 3.1.1 allows a password only together with brokerUser");
            }

            return password;
        }

        /// <summary>Refuses TLS, which no firmware speaks yet.</summary>
        public static void CheckTls(SettingsDocument document)
        {
            if (document.Boolean("tls", false))
            {
                document.Reject("tls", "false: this firmware does not speak TLS yet");
            }
        }

        /// <summary>The Wi-Fi network's name, or null for the one that the board has stored.</summary>
        public static string WifiSsid(SettingsDocument document)
        {
            return document.Text("wifiSsid", 1, 32, false);
        }

        /// <summary>The Wi-Fi network's password, or null for the one that the board has stored. Asked for after the name.</summary>
        public static string WifiPassword(SettingsDocument document)
        {
            string password = document.Text("wifiPassword", 0, 64, true);
            if (password != null && password.Length > 0 && password.Length < 8)
            {
                document.AddProblem("wifiPassword: (not shown) is not allowed; allowed is an empty string for an open network, or 8 to 64 characters");
            }

            if (document.Has("wifiSsid") != document.Has("wifiPassword"))
            {
                document.AddProblem((document.Has("wifiSsid") ? "wifiPassword" : "wifiSsid")
                    + ": it is missing; wifiSsid and wifiPassword come together, or neither when the board has them stored");
            }

            return password;
        }

        /// <summary>The sensor's I2C address, or <see cref="SensorAddressAuto"/>.</summary>
        public static int SensorAddress(SettingsDocument document)
        {
            int choice = document.Choice("sensorAddress", AddressWords);
            return choice >= 0 ? Addresses[choice] : SensorAddressAuto;
        }

        /// <summary>A GPIO.</summary>
        public static int Pin(SettingsDocument document, string key, int absent)
        {
            int pin = document.Integer(key, absent, 0, 33);
            if (pin >= 6 && pin <= 11)
            {
                document.Reject(key, "a GPIO other than 6 to 11, which the board's flash is on");
            }

            return pin;
        }

        /// <summary>Refuses one pin for both lines.</summary>
        public static void CheckPins(SettingsDocument document, int sdaPin, int sclPin)
        {
            if (sdaPin == sclPin)
            {
                document.AddProblem("sclPin: " + sclPin.ToString() + " is not allowed; allowed is another pin than sdaPin");
            }
        }
    }
}
