using System;
using nanoFramework.Runtime.Native;
using SensorNet.Node;
using SensorNet.Boards;

namespace SensorNet.SensorNode
{
    /// <summary>The firmware of a node that reads a sensor and publishes to an MQTT broker over Wi-Fi.</summary>
    public static class Program
    {
        private const string SettingsPath = "I:\\sensornet.json";

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
                log.Write("SensorNode " + Firmware.Version + " on " + board.Name);
                SettingsGate gate = new SettingsGate(new FlashFiles(), SettingsPath, board, clock, log, NodeSettingsReader.Read);
                Run((NodeSettings)gate.WaitForAny(), board, clock, log);
            }
            catch (Exception e)
            {
                // A bug. Nobody is there to press a button: say what it was, and start again.
                log.Write("stopped by " + ExceptionText.Describe(e) + "; restarting in " + (CrashPauseMs / 1000).ToString() + " s");
                clock.Wait(CrashPauseMs);
                board.Reboot();
            }
        }

        private static void Run(NodeSettings settings, IBoard board, IClock clock, ILog log)
        {
            SensingLoop loop = new SensingLoop(
                "SensorNode",
                settings,
                board,
                Sensors.Create(settings.Sensor),
                new WifiNetwork(settings.WifiSsid, settings.WifiPassword, clock),
                new MqttClients(),
                new ThreadWorker(),
                clock,
                log,
                BoardRandom.Create(board));
            Power.OnRebootEvent += () => loop.Stop(StopTimeoutMs);
            log.Write(settings.DeviceId + ": a reading every " + settings.IntervalMs.ToString() + " ms to " + settings.BrokerHost + ":" + settings.BrokerPort.ToString());
            loop.Run();
        }
    }
}
