using nanoFramework.Runtime.Native;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>What every firmware does with the board, whatever its loop is.</summary>
    public static class BoardFirmware
    {
        /// <summary>The board's part of a firmware.</summary>
        /// <param name="name">The firmware's name.</param>
        /// <param name="parser">Reads its settings.</param>
        /// <param name="table">Makes the declarations of its settings.</param>
        public static FirmwareParts Create(string name, SettingsParser parser, SettingsTable table)
        {
            ILog log = new DebugLog();
            IFileStore files = new FlashFiles();
            return new FirmwareParts
            {
                Name = name,
                Parser = parser,
                Table = table,
                Files = files,
                Board = new RecordedBoard(new Esp32Board(), files, log),
                Clock = new BoardClock(),
                Log = log,
            };
        }

        /// <summary>Watches a loop from a thread of its own, and stops it before a planned restart.</summary>
        public static void Guard(DeviceLoop loop, FirmwareParts parts)
        {
            new ThreadWorker().Start(new Watchdog(loop, parts.Board, parts.Log).Run);
            Power.OnRebootEvent += () => loop.Stop(FirmwareHost.StopTimeoutMs);
        }
    }
}
