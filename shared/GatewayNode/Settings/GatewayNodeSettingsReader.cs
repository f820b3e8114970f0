using System;
using System.Text;
using SensorNet.MqttSn.Gateway;
using SensorNet.Node;

namespace SensorNet.GatewayNode
{
    /// <summary>Reads a gateway's settings from JSON and says everything that is wrong with them at once.</summary>
    public static class GatewayNodeSettingsReader
    {
        private const int PredefinedBytesMax = 2048;

        /// <summary>Reads the settings.</summary>
        /// <param name="text">A JSON object as UTF-8.</param>
        /// <param name="macAddress">The board's MAC address, which names a gateway that has no <c>deviceId</c>, or null.</param>
        /// <param name="problems">Every problem, each with key, value and what is allowed; empty when there is none.</param>
        /// <returns>The settings, or null when there is any problem.</returns>
        public static GatewayNodeSettings Read(byte[] text, byte[] macAddress, out string[] problems)
        {
            SettingsDocument document = new SettingsDocument(text);
            GatewayNodeSettings settings = new GatewayNodeSettings();
            ReadBroker(document, settings.Broker, macAddress);
            settings.WifiSsid = CommonSettings.WifiSsid(document);
            settings.WifiPassword = CommonSettings.WifiPassword(document);
            settings.UdpPort = document.Integer("udpPort", settings.UdpPort, 1, 65535);
            settings.BroadcastAddress = CommonSettings.Address(document, "broadcastAddress", settings.BroadcastAddress);
            ReadProtocol(document, settings.Protocol);
            ReadPredefinedTopics(document, settings.Protocol.PredefinedTopics);
            document.RejectUnknownKeys();
            problems = document.Problems;
            return problems.Length == 0 ? settings : null;
        }

        private static void ReadBroker(SettingsDocument document, BrokerSessionSettings broker, byte[] macAddress)
        {
            broker.DeviceId = CommonSettings.DeviceId(document, macAddress, 64);
            broker.Root = CommonSettings.Root(document, broker.Root);
            broker.BrokerHost = CommonSettings.BrokerHost(document);
            broker.BrokerPort = document.Integer("brokerPort", broker.BrokerPort, 1, 65535);
            broker.BrokerUser = document.Text("brokerUser", 1, 256, false);
            broker.BrokerPassword = CommonSettings.BrokerPassword(document);
            broker.KeepAliveSeconds = document.Integer("keepAliveSeconds", broker.KeepAliveSeconds, 5, 3600);
            CommonSettings.CheckTls(document);
        }

        private static void ReadProtocol(SettingsDocument document, GatewaySettings protocol)
        {
            protocol.GatewayId = document.Integer("gatewayId", protocol.GatewayId, 0, 255);
            protocol.AdvertiseIntervalMs = 1000 * document.Integer("advertiseSeconds", protocol.AdvertiseIntervalMs / 1000, 0, 65535);
            protocol.AllowsQosMinusOne = document.Boolean("allowQosMinusOne", protocol.AllowsQosMinusOne);
            protocol.ClientsMax = document.Integer("clientsMax", protocol.ClientsMax, 1, GatewayNodeSettings.ClientsMax);
            protocol.InflightMax = GatewayNodeSettings.BrokerRequestsMax;
            protocol.RetryMs = document.Integer("retryMs", protocol.RetryMs, 200, 30000);
            protocol.BufferedMessagesMax = document.Integer("bufferedMessagesMax", protocol.BufferedMessagesMax, 1, 256);
            protocol.BufferedBytesMax = document.Integer("bufferedBytesMax", protocol.BufferedBytesMax, 1024, 65536);
            if (protocol.BufferedBytesPerClientMax > protocol.BufferedBytesMax)
            {
                protocol.BufferedBytesPerClientMax = protocol.BufferedBytesMax;
            }
        }

        // "1=devices/garden/readings;2=devices/attic/readings"
        private static void ReadPredefinedTopics(SettingsDocument document, PredefinedTopics topics)
        {
            string list = document.Text("predefinedTopics", 1, PredefinedBytesMax, false);
            string[] entries = list == null ? new string[0] : list.Split(';');
            for (int i = 0; i < entries.Length; i++)
            {
                string problem = Add(topics, entries[i]);
                if (problem != null)
                {
                    document.AddProblem("predefinedTopics: entry " + (i + 1).ToString() + ": " + problem
                        + "; allowed are entries such as 1=devices/garden/readings with ; between them");
                }
            }
        }

        private static string Add(PredefinedTopics topics, string entry)
        {
            int equals = entry.IndexOf('=');
            int id = equals < 1 ? -1 : Number(entry, equals);
            if (id < 0)
            {
                return "there is no topic id (1 to 65534) and = before the name";
            }

            try
            {
                topics.Add(id, Encoding.UTF8.GetBytes(entry.Substring(equals + 1)));
                return null;
            }
            catch (ArgumentException e)
            {
                return e.Message;
            }
        }

        // The number of the first characters, or −1. Too large a number is refused by its range.
        private static int Number(string text, int length)
        {
            const int DigitsMax = 6;
            int number = 0;
            for (int i = 0; i < length; i++)
            {
                if (text[i] < '0' || text[i] > '9' || length > DigitsMax)
                {
                    return -1;
                }

                number = (number * 10) + (text[i] - '0');
            }

            return number;
        }
    }
}
