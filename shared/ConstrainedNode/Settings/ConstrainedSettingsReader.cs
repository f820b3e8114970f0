using System.Text;
using SensorNet.MqttSn;
using SensorNet.Node;

namespace SensorNet.ConstrainedNode
{
    /// <summary>Reads a constrained node's settings from JSON and says everything that is wrong with them at once.</summary>
    public static class ConstrainedSettingsReader
    {
        private static readonly string[] SleepWords = { "none", "light", "deep" };

        /// <summary>Reads the settings.</summary>
        /// <param name="text">A JSON object as UTF-8.</param>
        /// <param name="macAddress">The board's MAC address, which names a node that has no <c>deviceId</c>, or null.</param>
        /// <param name="problems">Every problem, each with key, value and what is allowed; empty when there is none.</param>
        /// <returns>The settings, or null when there is any problem.</returns>
        public static ConstrainedSettings Read(byte[] text, byte[] macAddress, out string[] problems)
        {
            SettingsDocument document = new SettingsDocument(text);
            ConstrainedSettings settings = new ConstrainedSettings();
            settings.DeviceId = CommonSettings.DeviceId(document, macAddress, Limits.ClientIdLengthMax);
            settings.Root = CommonSettings.Root(document, settings.Root);
            settings.IntervalMs = document.Integer("intervalMs", settings.IntervalMs, ConstrainedSettings.IntervalMinMs, ConstrainedSettings.IntervalLimitMs);
            settings.RingSize = document.Integer("ringSize", settings.RingSize, 1, ConstrainedSettings.RingSizeMax);
            ReadGateway(document, settings);
            ReadReadings(document, settings);
            ReadSleep(document, settings);
            ReadBoard(document, settings);
            document.RejectUnknownKeys();
            problems = document.Problems;
            return problems.Length == 0 ? settings : null;
        }

        private static void ReadGateway(SettingsDocument document, ConstrainedSettings settings)
        {
            settings.GatewayHost = CommonSettings.Host(document, "gatewayHost");
            settings.GatewayPort = document.Integer("gatewayPort", settings.GatewayPort, 1, 65535);
            settings.LocalPort = document.Integer("localPort", settings.GatewayHost == null ? settings.GatewayPort : 0, 0, 65535);
            settings.BroadcastAddress = CommonSettings.Address(document, "broadcastAddress", settings.BroadcastAddress);
            settings.KeepAliveSeconds = document.Integer("keepAliveSeconds", settings.KeepAliveSeconds, 5, 3600);
            settings.CongestionWaitSeconds = document.Integer("congestionWaitSeconds", settings.CongestionWaitSeconds, 1, 3600);
            settings.RetryMs = document.Integer("retryMs", settings.RetryMs, 200, 30000);
        }

        private static void ReadReadings(SettingsDocument document, ConstrainedSettings settings)
        {
            settings.Payload = SensorSettingsReader.Payload(document);
            settings.Qos = document.Integer("qos", settings.Qos, -1, 1);
            settings.TopicId = document.Integer("topicId", 0, Limits.TopicIdMin, Limits.TopicIdMax);
            settings.ShortTopic = document.Text("shortTopic", 2, 2, false);
            if (settings.ShortTopic != null)
            {
                byte[] octets = Encoding.UTF8.GetBytes(settings.ShortTopic);
                if (TopicNames.CheckShortName(TopicNames.ToShortId(octets, 0)) != DecodeError.None)
                {
                    document.Reject("shortTopic", "two bytes without + and #");
                }
            }

            if (document.Has("topicId") && document.Has("shortTopic"))
            {
                document.AddProblem("shortTopic: topicId is there too; allowed is one of them");
            }

            bool isConnected = settings.Qos >= 0;
            if (!isConnected && !document.Has("topicId") && !document.Has("shortTopic"))
            {
                // MQTT-SN 1.2, 6.8: QoS −1 is for predefined topic ids and short topic names only.
                document.AddProblem("topicId: it is missing; with qos -1 the readings need a topicId (1 to 65534) or a shortTopic (two bytes)");
            }

            settings.HasWill = document.Boolean("will", isConnected);
            settings.CommandsQos = document.Integer("commandsQos", isConnected ? 1 : ConstrainedSettings.NoCommands, ConstrainedSettings.NoCommands, 2);
            if (!isConnected && settings.HasWill)
            {
                document.Reject("will", "false: with qos -1 there is no connection to have a will");
            }

            if (!isConnected && settings.CommandsQos >= 0)
            {
                document.Reject("commandsQos", "-1: with qos -1 there is no connection to receive commands over");
            }
        }

        private static void ReadSleep(SettingsDocument document, ConstrainedSettings settings)
        {
            int choice = document.Choice("sleep", SleepWords);
            settings.Sleep = choice < 0 ? SleepMode.None : (SleepMode)choice;
            settings.CheckSeconds = document.Integer("checkSeconds", 0, 0, 3600);
            if (settings.CheckSeconds > 0 && (settings.Sleep != SleepMode.Light || settings.CommandsQos < 0))
            {
                document.Reject("checkSeconds", "0, or light sleep with commandsQos 0 to 2: otherwise there is nothing to look for");
            }
            // MQTT-SN 1.2, 5.4.21: the gateway is told the duration in seconds, in two octets.
            else if (settings.IntervalMs > settings.IntervalMaxMs)
            {
                document.Reject("intervalMs", "at most " + settings.IntervalMaxMs.ToString() + " for a node that sleeps");
            }
        }

        private static void ReadBoard(SettingsDocument document, ConstrainedSettings settings)
        {
            settings.WifiSsid = CommonSettings.WifiSsid(document);
            settings.WifiPassword = CommonSettings.WifiPassword(document);
            settings.Sensor = SensorSettingsReader.Read(document);
        }
    }
}
