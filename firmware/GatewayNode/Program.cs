using System;
using nanoFramework.Runtime.Native;
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
            ILog log = new DebugLog();
            IClock clock = new BoardClock();
            IFileStore files = new FlashFiles();
            IBoard board = new RecordedBoard(new Esp32Board(), files, log);
            SetUpMode setUp = SetUpBoard.Create("GatewayNode", () => new GatewayNodeDeclarations(), files, board, clock, log);
            FirmwareHost.Run(
                "GatewayNode",
                files,
                board,
                clock,
                log,
                GatewayNodeSettingsReader.Read,
                () => new GatewayNodeDeclarations(),
                (settings, changes) => MakeLoop((GatewayNodeSettings)settings, changes, files, board, clock, log, setUp),
                setUp);
        }

        private static DeviceLoop MakeLoop(
            GatewayNodeSettings settings, SettingsChanges changes, IFileStore files, IBoard board, IClock clock, ILog log, SetUpMode setUp)
        {
            Random random = BoardRandom.Create(board);
            INetwork network = new WatchedNetwork(
                new WifiNetwork(settings.WifiSsid, settings.WifiPassword, clock),
                new TcpReach(settings.Broker.BrokerHost, settings.Broker.BrokerPort),
                settings.Fallback,
                setUp,
                clock);
            GatewayLoop loop = new GatewayLoop(
                "GatewayNode",
                settings,
                board,
                network,
                new UdpSocket(settings.UdpPort, settings.BroadcastAddress, settings.UdpPort, DatagramPort.BytesMax, DatagramsMax, clock),
                new MqttClients(files, random, clock),
                new ThreadWorker(),
                clock,
                log,
                random,
                settings.ObeysCommands ? new CommandParts { Changes = changes, Lamp = GpioLamp.At(settings.LedPin) } : null);
            new ThreadWorker().Start(new Watchdog(loop, board, log).Run);
            Power.OnRebootEvent += () => loop.Stop(FirmwareHost.StopTimeoutMs);
            log.Write(settings.Broker.DeviceId + ": MQTT-SN at UDP port " + settings.UdpPort.ToString() + " to "
                + settings.Broker.BrokerHost + ":" + settings.Broker.BrokerPort.ToString());
            return loop;
        }
    }
}
