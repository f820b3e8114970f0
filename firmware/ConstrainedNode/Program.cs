using System;
using System.Text;
using SensorNet.Boards;
using SensorNet.Device;
using SensorNet.MqttSn;
using SensorNet.SetUp;

namespace SensorNet.ConstrainedNode
{
    /// <summary>The firmware of a node that reads a sensor, speaks MQTT-SN over UDP, and sleeps between readings if it is told to.</summary>
    public static class Program
    {
        private const string StatePath = "I:\\sensornet.state";

        // A gateway may send several messages at once to a node that wakes up.
        private const int DatagramsMax = 8;

        /// <summary>Runs until the board restarts or goes to deep sleep.</summary>
        public static void Main()
        {
            FirmwareParts parts = BoardFirmware.Create("ConstrainedNode", ConstrainedSettingsReader.Read, () => new ConstrainedDeclarations());
            SetUpMode setUp = SetUpBoard.Create(parts);
            FirmwareHost.Run(parts, setUp, (settings, changes) => MakeLoop((ConstrainedSettings)settings, changes, parts, setUp));
        }

        private static DeviceLoop MakeLoop(ConstrainedSettings settings, SettingsChanges changes, FirmwareParts parts, SetUpMode setUp)
        {
            Random random = BoardRandom.Create(parts.Board);
            WifiNetwork network = new WifiNetwork(settings.WifiSsid, settings.WifiPassword, new KeptWifi(parts.Files, parts.Log), parts.Clock);
            ConstrainedLoop loop = new ConstrainedLoop(
                parts.Name,
                settings,
                parts.Board,
                Sensors.Create(settings.Sensor),
                new WatchedNetwork(network, null, settings.Fallback, setUp, changes, parts.Clock),
                MakeSocket(settings, parts, random),
                new Esp32Sleep(network, parts.Log),
                new FlashState(StatePath, parts.Files),
                new ThreadWorker(),
                parts.Clock,
                parts.Log,
                random,
                new CommandParts { Changes = changes, Lamp = GpioLamp.At(settings.LedPin) });
            BoardFirmware.Guard(loop, parts);
            parts.Log.Write(settings.DeviceId + ": a reading every " + settings.IntervalMs.ToString() + " ms over MQTT-SN to "
                + (settings.GatewayHost == null ? "any gateway at port " : settings.GatewayHost + ":") + settings.GatewayPort.ToString());
            return loop;
        }

        private static IDatagramSocket MakeSocket(ConstrainedSettings settings, FirmwareParts parts, Random random)
        {
            UdpSocket socket = new UdpSocket(
                settings.LocalPort,
                settings.BroadcastAddress,
                settings.GatewayPort,
                GatewayLink.DatagramBytesMax + ProtectionFormat.Overhead,
                DatagramsMax,
                parts.Clock);
            if (settings.ProtectionKey == null)
            {
                return socket;
            }

            ProtectionKey key = new ProtectionKey(Encoding.UTF8.GetBytes(settings.DeviceId), settings.ProtectionKey, new HmacMac());
            return new ProtectedSocket(
                socket, key, new CounterFile(parts.Files, parts.Log), random, parts.Log, GatewayLink.DatagramBytesMax);
        }
    }
}
