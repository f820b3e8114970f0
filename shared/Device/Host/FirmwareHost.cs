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
        /// <param name="firmware">The firmware's name.</param>
        /// <param name="files">The flash.</param>
        /// <param name="board">The board.</param>
        /// <param name="clock">The clocks.</param>
        /// <param name="log">The debug output.</param>
        /// <param name="parser">Reads the settings.</param>
        /// <param name="table">Makes the declarations of the settings.</param>
        /// <param name="maker">Makes the loop.</param>
        /// <param name="setUp">Waits for valid settings.</param>
        public static void Run(
            string firmware,
            IFileStore files,
            IBoard board,
            IClock clock,
            ILog log,
            SettingsParser parser,
            SettingsTable table,
            LoopMaker maker,
            ISetUp setUp)
        {
            try
            {
                log.Write(firmware + " " + Firmware.Version + " on " + board.Name);
                SettingsChanges changes = new SettingsChanges(files, board, log, parser, table);
                object settings = setUp.WaitForSettings(new SettingsGate(files, SettingsPath, board, clock, log, parser, changes));
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
                clock.Wait(CrashPauseMs);
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
