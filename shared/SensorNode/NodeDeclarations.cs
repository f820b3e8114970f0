using SensorNet.Broker;
using SensorNet.Device;
using SensorNet.Sensing;

namespace SensorNet.SensorNode
{
    /// <summary>The settings of a sensor node.</summary>
    public sealed class NodeDeclarations : SettingDeclarations
    {
        private readonly IdentityDeclarations _identity;
        private readonly SettingDeclaration _intervalMs;
        private readonly SettingDeclaration _ringSize;
        private readonly SettingDeclaration _flashReadings;
        private readonly BrokerDeclarations _broker;
        private readonly WifiDeclarations _wifi;
        private readonly FallbackDeclarations _fallback;
        private readonly SensorDeclarations _sensor;
        private readonly CommandDeclarations _commands;

        /// <summary>Declares them.</summary>
        public NodeDeclarations()
        {
            NodeSettings defaults = new NodeSettings();
            _identity = new IdentityDeclarations(this, 64, "the node's name, and its MQTT client id", defaults.Root);
            _intervalMs = Add(SettingDeclaration.Integer("intervalMs", 1000, 86400000, defaults.IntervalMs, "from one reading to the next")
                .In("ms").Live());
            _ringSize = Add(SettingDeclaration.Integer(
                "ringSize", 1, 1024, defaults.RingSize, "readings kept while the broker is away; then the oldest is dropped"));
            _flashReadings = Add(SettingDeclaration.Integer(
                "flashReadings", 0, FlashReadings.ReadingsMax, defaults.FlashReadings,
                "readings kept on the flash, over restarts, while the broker is away; 0 for none")
                .Noting("with ringSize " + FlashReadings.SegmentReadings.ToString() + " or more"));
            _broker = new BrokerDeclarations(this, defaults);
            _wifi = new WifiDeclarations(this);
            _fallback = new FallbackDeclarations(this);
            _sensor = new SensorDeclarations(this);
            _commands = new CommandDeclarations(this, true);
        }

        /// <inheritdoc/>
        public override string[] CheckDocument(byte[] text, byte[] macAddress)
        {
            string[] problems;
            NodeSettingsReader.Read(text, macAddress, out problems);
            return problems;
        }

        /// <summary>Reads them; the document collects the problems.</summary>
        internal NodeSettings Read(SettingsDocument document, byte[] macAddress)
        {
            NodeSettings settings = new NodeSettings();
            settings.DeviceId = _identity.ReadDeviceId(document, macAddress);
            settings.Root = _identity.ReadRoot(document);
            settings.IntervalMs = document.Integer(_intervalMs);
            settings.RingSize = document.Integer(_ringSize);
            settings.FlashReadings = document.Integer(_flashReadings);
            if (settings.FlashReadings > 0 && settings.RingSize < FlashReadings.SegmentReadings)
            {
                document.Reject(_flashReadings.Key, "0, or a ringSize of at least " + FlashReadings.SegmentReadings.ToString()
                    + ": readings go to the flash in blocks of so many");
            }

            settings.Payload = _sensor.ReadPayload(document);
            _broker.Read(document, settings).CheckInterval(settings.IntervalMs);
            settings.WifiSsid = _wifi.ReadSsid(document);
            settings.WifiPassword = _wifi.ReadPassword(document);
            _fallback.Read(document, settings.Fallback);
            settings.Sensor = _sensor.Read(document);
            settings.ObeysCommands = _commands.ReadCommands(document);
            settings.LedPin = _commands.ReadLedPin(document);
            return settings;
        }
    }
}
