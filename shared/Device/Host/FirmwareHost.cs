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
            DeviceLoop loop = null;
            Exception bug = null;
            try
            {
                loop = MakeLoop(parts, setUp, maker);
                if (loop != null)
                {
                    RunLoop(loop, parts.Board);
                }
            }
            catch (Exception e)
            {
                bug = e;
            }

            if (bug != null)
            {
                // A board starts again by itself.
                string reason = Describe(bug);
                TryWrite(parts.Log, reason);
                if (!TryPutAway(loop))
                {
                    TryWrite(parts.Log, "what the loop had to put away is lost");
                }

                parts.Clock.Wait(CrashPauseMs);
                parts.Board.Reboot(reason);
            }
        }

        // Null when the settings say that there is nothing to run.
        private static DeviceLoop MakeLoop(FirmwareParts parts, ISetUp setUp, LoopMaker maker)
        {
            parts.Log.Write(parts.Name + " " + Firmware.Version + " on " + parts.Board.Name);
            SettingsChanges changes = new SettingsChanges(parts.Files, parts.Board, parts.Log, parts.Parser, parts.Table);
            object settings = setUp.WaitForSettings(
                new SettingsGate(parts.Files, SettingsPath, parts.Board, parts.Clock, parts.Log, parts.Parser, changes));
            return settings == null ? null : maker(settings, changes);
        }

        private static void RunLoop(DeviceLoop loop, IBoard board)
        {
            loop.Run();
            if (loop.RestartReason != null)
            {
                board.Reboot(loop.RestartReason);
            }
        }

        // The heap may be exhausted: nothing of what is said and kept may stand in the way of the restart.
        private static string Describe(Exception bug)
        {
            try
            {
                return "stopped by " + ExceptionText.Describe(bug);
            }
            catch (Exception)
            {
                return "stopped by an exception";
            }
        }

        private static void TryWrite(ILog log, string text)
        {
            try
            {
                log.Write(text);
            }
            catch (Exception)
            {
                // There is nowhere else to say it.
            }
        }

        private static bool TryPutAway(DeviceLoop loop)
        {
            try
            {
                if (loop != null)
                {
                    loop.PutAway();
                }

                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }
    }
}
