using System;
using nanoFramework.Runtime.Native;
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
            ILog log = new DebugLog();
            IClock clock = new BoardClock();
            IFileStore files = new FlashFiles();
            IBoard board = new RecordedBoard(new Esp32Board(), files, log);
            SetUpMode setUp = SetUpBoard.Create("SensorNode", () => new NodeDeclarations(), files, board, clock, log);
            FirmwareHost.Run(
                "SensorNode",
                files,
                board,
                clock,
                log,
                NodeSettingsReader.Read,
                () => new NodeDeclarations(),
                (settings, changes) => MakeLoop((NodeSettings)settings, changes, files, board, clock, log, setUp),
                setUp);
        }

        private static DeviceLoop MakeLoop(
            NodeSettings settings, SettingsChanges changes, IFileStore files, IBoard board, IClock clock, ILog log, SetUpMode setUp)
        {
            Random random = BoardRandom.Create(board);
            INetwork network = new WatchedNetwork(
                new WifiNetwork(settings.WifiSsid, settings.WifiPassword, clock),
                new TcpReach(settings.BrokerHost, settings.BrokerPort),
                settings.Fallback,
                setUp,
                clock);
            SensingLoop loop = new SensingLoop(
                "SensorNode",
                settings,
                board,
                Sensors.Create(settings.Sensor),
                network,
                new MqttClients(files, random, clock),
                new ThreadWorker(),
                clock,
                log,
                random,
                settings.ObeysCommands ? new CommandParts { Changes = changes, Lamp = GpioLamp.At(settings.LedPin) } : null);
            new ThreadWorker().Start(new Watchdog(loop, board, log).Run);
            Power.OnRebootEvent += () => loop.Stop(FirmwareHost.StopTimeoutMs);
            log.Write(settings.DeviceId + ": a reading every " + settings.IntervalMs.ToString() + " ms to " + settings.BrokerHost + ":"
                + settings.BrokerPort.ToString());
            return loop;
        }
    }
}
