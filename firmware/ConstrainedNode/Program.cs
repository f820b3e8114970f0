using System;
using nanoFramework.Runtime.Native;
using SensorNet.Boards;
using SensorNet.Device;
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
            ILog log = new DebugLog();
            IClock clock = new BoardClock();
            IFileStore files = new FlashFiles();
            IBoard board = new RecordedBoard(new Esp32Board(), files, log);
            SetUpMode setUp = SetUpBoard.Create("ConstrainedNode", () => new ConstrainedDeclarations(), files, board, clock, log);
            FirmwareHost.Run(
                "ConstrainedNode",
                files,
                board,
                clock,
                log,
                ConstrainedSettingsReader.Read,
                () => new ConstrainedDeclarations(),
                (settings, changes) => MakeLoop((ConstrainedSettings)settings, changes, board, clock, log, setUp),
                setUp);
        }

        private static DeviceLoop MakeLoop(
            ConstrainedSettings settings, SettingsChanges changes, IBoard board, IClock clock, ILog log, SetUpMode setUp)
        {
            WifiNetwork network = new WifiNetwork(settings.WifiSsid, settings.WifiPassword, clock);
            ConstrainedLoop loop = new ConstrainedLoop(
                "ConstrainedNode",
                settings,
                board,
                Sensors.Create(settings.Sensor),
                new WatchedNetwork(network, null, settings.Fallback, setUp, clock),
                new UdpSocket(settings.LocalPort, settings.BroadcastAddress, settings.GatewayPort, GatewayLink.DatagramBytesMax, DatagramsMax, clock),
                new Esp32Sleep(network, clock, log),
                new FlashState(StatePath, new FlashFiles()),
                new ThreadWorker(),
                clock,
                log,
                BoardRandom.Create(board));
            new ThreadWorker().Start(new Watchdog(loop, board, log).Run);
            Power.OnRebootEvent += () => loop.Stop(FirmwareHost.StopTimeoutMs);
            log.Write(settings.DeviceId + ": a reading every " + settings.IntervalMs.ToString() + " ms over MQTT-SN to "
                + (settings.GatewayHost == null ? "any gateway at port " : settings.GatewayHost + ":") + settings.GatewayPort.ToString());
            return loop;
        }
    }
}
