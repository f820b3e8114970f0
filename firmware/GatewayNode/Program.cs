using System;
using SensorNet.Boards;
using SensorNet.Device;
using SensorNet.SetUp;

namespace SensorNet.GatewayNode
{
    /// <summary>The firmware of an MQTT-SN gateway: UDP over Wi-Fi on one side, an MQTT broker on the other.</summary>
    public static class Program
    {
        // As many as the loop takes in one step.
        private const int DatagramsMax = 32;

        /// <summary>Runs until the board restarts.</summary>
        public static void Main()
        {
            FirmwareParts parts = BoardFirmware.Create("GatewayNode", GatewayNodeSettingsReader.Read, () => new GatewayNodeDeclarations());
            SetUpMode setUp = SetUpBoard.Create(parts);
            FirmwareHost.Run(parts, setUp, (settings, changes) => MakeLoop((GatewayNodeSettings)settings, changes, parts, setUp));
        }

        private static DeviceLoop MakeLoop(GatewayNodeSettings settings, SettingsChanges changes, FirmwareParts parts, SetUpMode setUp)
        {
            Random random = BoardRandom.Create(parts.Board);
            INetwork network = new WatchedNetwork(
                new WifiNetwork(settings.WifiSsid, settings.WifiPassword, new KeptWifi(parts.Files, parts.Log), parts.Clock),
                new TcpReach(settings.Broker.BrokerHost, settings.Broker.BrokerPort),
                settings.Fallback,
                setUp,
                changes,
                parts.Clock);
            GatewayLoop loop = new GatewayLoop(
                parts.Name,
                settings,
                parts.Board,
                network,
                new UdpSocket(settings.UdpPort, settings.BroadcastAddress, settings.UdpPort, DatagramPort.BytesMax, DatagramsMax, parts.Clock),
                new MqttClients(parts.Files, random, parts.Clock),
                new ThreadWorker(),
                parts.Clock,
                parts.Log,
                random,
                settings.ObeysCommands ? new CommandParts { Changes = changes, Lamp = GpioLamp.At(settings.LedPin) } : null,
                MakeProtection(settings, parts, random));
            BoardFirmware.Guard(loop, parts);
            parts.Log.Write(settings.Broker.DeviceId + ": MQTT-SN at UDP port " + settings.UdpPort.ToString() + " to "
                + settings.Broker.BrokerHost + ":" + settings.Broker.BrokerPort.ToString());
            return loop;
        }

        private static ClientProtection MakeProtection(GatewayNodeSettings settings, FirmwareParts parts, Random random)
        {
            if (settings.ClientKeys.Length == 0)
            {
                return null;
            }

            parts.Log.Write("protection: " + settings.ClientKeys.Length.ToString() + " clients have a key");
            return new ClientProtection(settings, new HmacMac(), new CounterFile(parts.Files, parts.Log), random, parts.Log);
        }
    }
}
