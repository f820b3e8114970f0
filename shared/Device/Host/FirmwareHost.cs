using System;

namespace SensorNet.Device
{
    /// <summary>What every firmware does around its loop: says what it is, waits for valid settings, and restarts the board after a bug.</summary>
    public static class FirmwareHost
    {
        /// <summary>Where the settings are on the board's flash.</summary>
        public const string SettingsPath = "I:\\sensornet.json";

        /// <summary>How long a planned stop may take, in ms: "offline", its acknowledgement (5 s) and about 2 s for DISCONNECT.</summary>
        public const int StopTimeoutMs = 10000;

        /// <summary>From a bug that ended the loop to the restart, in ms: time to read what it was.</summary>
        public const int CrashPauseMs = 10000;

        /// <summary>Runs a firmware until its loop has ended.</summary>
        /// <param name="parts">The firmware and its board.</param>
        /// <param name="setUp">Waits for valid settings.</param>
        /// <param name="maker">Makes the loop.</param>
        public static void Run(FirmwareParts parts, ISetUp setUp, LoopMaker maker)
        {
            IBoard board = parts.Board;
            ILog log = parts.Log;
            try
            {
                log.Write(parts.Name + " " + Firmware.Version + " on " + board.Name);
                SettingsChanges changes = new SettingsChanges(parts.Files, board, log, parts.Parser, parts.Table);
                object settings = setUp.WaitForSettings(
                    new SettingsGate(parts.Files, SettingsPath, board, parts.Clock, log, parts.Parser, changes));
                if (settings != null)
                {
                    RunLoop(maker(settings, changes), board);
                }
            }
            catch (Exception e)
            {
                // A bug. A board starts again by itself: say what it was first.
                string reason = "stopped by " + ExceptionText.Describe(e);
                log.Write(reason + "; restarting in " + (CrashPauseMs / 1000).ToString() + " s");
                parts.Clock.Wait(CrashPauseMs);
                board.Reboot(reason);
            }
        }

        private static void RunLoop(DeviceLoop loop, IBoard board)
        {
            loop.Run();
            if (loop.RestartReason != null)
            {
                board.Reboot(loop.RestartReason);
            }
        }
    }
}
