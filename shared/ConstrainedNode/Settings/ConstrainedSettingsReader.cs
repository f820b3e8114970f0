using SensorNet.Device;
using SensorNet.MqttSn;

namespace SensorNet.ConstrainedNode
{
    /// <summary>Reads a constrained node's settings from JSON and says everything that is wrong with them at once.</summary>
    public static class ConstrainedSettingsReader
    {
        /// <summary>Reads the settings.</summary>
        /// <param name="text">A JSON object as UTF-8.</param>
        /// <param name="macAddress">The board's MAC address, which names a node that has no <c>deviceId</c>, or null.</param>
        /// <param name="problems">Every problem, each with key, value and what is allowed; empty when there is none.</param>
        /// <returns>The settings, or null when there is any problem.</returns>
        public static ConstrainedSettings Read(byte[] text, byte[] macAddress, out string[] problems)
        {
            SettingsDocument document = new SettingsDocument(text);
            ConstrainedDeclarations all = new ConstrainedDeclarations();
            ConstrainedSettings settings = new ConstrainedSettings();
            settings.DeviceId = all.Identity.ReadDeviceId(document, macAddress);
            settings.Root = all.Identity.ReadRoot(document);
            settings.IntervalMs = document.Integer(all.IntervalMs);
            settings.RingSize = document.Integer(all.RingSize);
            ReadGateway(document, all, settings);
            ReadReadings(document, all, settings);
            ReadProtection(document, all, settings);
            ReadSleep(document, all, settings);
            settings.WifiSsid = all.Wifi.ReadSsid(document);
            settings.WifiPassword = all.Wifi.ReadPassword(document);
            all.Fallback.Read(document, settings.Fallback);
            settings.Sensor = all.Sensor.Read(document);
            settings.LedPin = all.Commands.ReadLedPin(document);
            document.RejectUnknownKeys();
            problems = document.Problems;
            return problems.Length == 0 ? settings : null;
        }

        private static void ReadGateway(SettingsDocument document, ConstrainedDeclarations all, ConstrainedSettings settings)
        {
            settings.GatewayHost = document.Text(all.GatewayHost);
            settings.GatewayPort = document.Integer(all.GatewayPort);
            settings.LocalPort = document.Integer(all.LocalPort, settings.GatewayHost == null ? settings.GatewayPort : 0);
            settings.BroadcastAddress = document.Text(all.BroadcastAddress);
            settings.KeepAliveSeconds = document.Integer(all.KeepAliveSeconds);
            settings.CongestionWaitSeconds = document.Integer(all.CongestionWaitSeconds);
            settings.RetryMs = document.Integer(all.RetryMs);
        }

        private static void ReadProtection(SettingsDocument document, ConstrainedDeclarations all, ConstrainedSettings settings)
        {
            string key = document.TextOfRange(all.ProtectionKey);
            settings.ProtectionKey = key == null ? null : ProtectionKeyText.Parse(key);
            if (key != null && settings.ProtectionKey == null)
            {
                document.AddProblem("protectionKey: (not shown) is not allowed; allowed are " + ProtectionKeyText.AllowedText);
            }

            if (settings.Qos < 0 && document.Has(all.ProtectionKey.Key))
            {
                document.AddProblem("protectionKey: with qos -1 the node hears no answer, and a gateway that has restarted would not take it");
            }
        }

        private static void ReadReadings(SettingsDocument document, ConstrainedDeclarations all, ConstrainedSettings settings)
        {
            settings.Payload = all.Sensor.ReadPayload(document);
            settings.Qos = document.Integer(all.Qos);
            settings.TopicId = document.Integer(all.TopicId);
            settings.ShortTopic = document.Text(all.ShortTopic);
            bool isConnected = settings.Qos >= 0;
            if (document.Has(all.TopicId.Key) && document.Has(all.ShortTopic.Key))
            {
                document.AddProblem("shortTopic: topicId is there too; allowed is one of them");
            }

            if (!isConnected && !document.Has(all.TopicId.Key) && !document.Has(all.ShortTopic.Key))
            {
                // MQTT-SN 1.2, 6.8: QoS −1 is for predefined topic ids and short topic names only.
                document.AddProblem("topicId: it is missing; with qos -1 the readings need a topicId (1 to 65534) or a shortTopic (two bytes)");
            }

            settings.HasWill = document.Boolean(all.Will, isConnected);
            settings.CommandsQos = document.Integer(all.CommandsQos, isConnected ? all.CommandsQos.DefaultNumber : ConstrainedSettings.NoCommands);
            if (!isConnected && settings.HasWill)
            {
                document.Reject(all.Will.Key, "false: with qos -1 there is no connection to have a will");
            }

            if (!isConnected && settings.CommandsQos >= 0)
            {
                document.Reject(all.CommandsQos.Key, "-1: with qos -1 there is no connection to receive commands over");
            }
        }

        private static void ReadSleep(SettingsDocument document, ConstrainedDeclarations all, ConstrainedSettings settings)
        {
            settings.Sleep = (SleepMode)document.Choice(all.Sleep);
            settings.CheckSeconds = document.Integer(all.CheckSeconds);
            if (settings.CheckSeconds > 0 && (settings.Sleep != SleepMode.Light || settings.CommandsQos < 0))
            {
                document.Reject(all.CheckSeconds.Key, "0, or light sleep with commandsQos 0 to 2: otherwise there is nothing to look for");
            }
            // MQTT-SN 1.2, 5.4.21: the gateway is told the duration in seconds, in two octets.
            else if (settings.IntervalMs > settings.IntervalMaxMs)
            {
                document.Reject(all.IntervalMs.Key, "at most " + settings.IntervalMaxMs.ToString() + " for a node that sleeps");
            }
        }
    }
}
