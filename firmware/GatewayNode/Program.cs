using System;
using nanoFramework.Runtime.Native;
using SensorNet.Boards;
using SensorNet.Node;

namespace SensorNet.GatewayNode
{
    /// <summary>The firmware of an MQTT-SN gateway: UDP over Wi-Fi on one side, an MQTT broker on the other.</summary>
    public static class Program
    {
        private const string SettingsPath = "I:\\sensornet.json";

        // As many as the loop takes in one step.
        private const int DatagramsMax = 32;

        // The session waits 5 s for its acknowledgement and about 2 s for the client to close.
        private const int StopTimeoutMs = 10000;

        private const int CrashPauseMs = 10000;

        /// <summary>Runs until the board restarts.</summary>
        public static void Main()
        {
            ILog log = new DebugLog();
            IClock clock = new BoardClock();
            IBoard board = new Esp32Board();
            try
            {
                log.Write("Gateway " + Firmware.Version + " on " + board.Name);
                SettingsGate gate = new SettingsGate(new FlashFiles(), SettingsPath, board, clock, log, GatewayNodeSettingsReader.Read);
                Run((GatewayNodeSettings)gate.WaitForAny(), board, clock, log);
            }
            catch (Exception e)
            {
                // A bug. Nobody is there to press a button: say what it was, and start again.
                log.Write("stopped by " + ExceptionText.Describe(e) + "; restarting in " + (CrashPauseMs / 1000).ToString() + " s");
                clock.Wait(CrashPauseMs);
                board.Reboot();
            }
        }

        private static void Run(GatewayNodeSettings settings, IBoard board, IClock clock, ILog log)
        {
            GatewayLoop loop = new GatewayLoop(
                "Gateway",
                settings,
                board,
                new WifiNetwork(settings.Broker.WifiSsid, settings.Broker.WifiPassword, clock),
                new UdpSocket(settings.UdpPort, settings.BroadcastAddress, settings.UdpPort, DatagramPort.BytesMax, DatagramsMax, clock),
                new MqttClients(),
                new ThreadWorker(),
                clock,
                log,
                BoardRandom.Create(board));
            Power.OnRebootEvent += () => loop.Stop(StopTimeoutMs);
            log.Write(settings.Broker.DeviceId + ": MQTT-SN at UDP port " + settings.UdpPort.ToString() + " to "
                + settings.Broker.BrokerHost + ":" + settings.Broker.BrokerPort.ToString());
            loop.Run();
        }
    }
}
