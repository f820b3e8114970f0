using System;
using SensorNet.Boards;
using SensorNet.Device;
using SensorNet.SetUp;

namespace SensorNet.SensorNode
{
    /// <summary>The firmware of a node that reads a sensor and publishes to an MQTT broker over Wi-Fi.</summary>
    public static class Program
    {
        /// <summary>Runs until the board restarts.</summary>
        public static void Main()
        {
            FirmwareParts parts = BoardFirmware.Create("SensorNode", NodeSettingsReader.Read, () => new NodeDeclarations());
            SetUpMode setUp = SetUpBoard.Create(parts);
            FirmwareHost.Run(parts, setUp, (settings, changes) => MakeLoop((NodeSettings)settings, changes, parts, setUp));
        }

        private static DeviceLoop MakeLoop(NodeSettings settings, SettingsChanges changes, FirmwareParts parts, SetUpMode setUp)
        {
            Random random = BoardRandom.Create(parts.Board);
            INetwork network = new WatchedNetwork(
                new WifiNetwork(settings.WifiSsid, settings.WifiPassword, new KeptWifi(parts.Files, parts.Log), parts.Clock),
                new TcpReach(settings.BrokerHost, settings.BrokerPort),
                settings.Fallback,
                setUp,
                changes,
                parts.Clock);
            SensingLoop loop = new SensingLoop(
                parts.Name,
                settings,
                parts.Board,
                Sensors.Create(settings.Sensor),
                network,
                new MqttClients(parts.Files, random, parts.Clock),
                new ThreadWorker(),
                parts.Clock,
                parts.Log,
                random,
                settings.ObeysCommands ? new CommandParts { Changes = changes, Lamp = GpioLamp.At(settings.LedPin) } : null,
                parts.Files);
            BoardFirmware.Guard(loop, parts);
            parts.Log.Write(settings.DeviceId + ": a reading every " + settings.IntervalMs.ToString() + " ms to " + settings.BrokerHost + ":"
                + settings.BrokerPort.ToString());
            return loop;
        }
    }
}
