using System;
using nanoFramework.Runtime.Native;
using SensorNet.Boards;
using SensorNet.Device;

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
            IBoard board = new Esp32Board();
            FirmwareHost.Run(
                "SensorNode",
                new FlashFiles(),
                board,
                clock,
                log,
                NodeSettingsReader.Read,
                settings => MakeLoop((NodeSettings)settings, board, clock, log));
        }

        private static DeviceLoop MakeLoop(NodeSettings settings, IBoard board, IClock clock, ILog log)
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
            Power.OnRebootEvent += () => loop.Stop(FirmwareHost.StopTimeoutMs);
            log.Write(settings.DeviceId + ": a reading every " + settings.IntervalMs.ToString() + " ms to " + settings.BrokerHost + ":" + settings.BrokerPort.ToString());
            return loop;
        }
    }
}
