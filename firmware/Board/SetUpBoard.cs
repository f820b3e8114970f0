using SensorNet.Device;
using SensorNet.SetUp;

namespace SensorNet.Boards
{
    /// <summary>The set-up of a firmware on a board.</summary>
    public static class SetUpBoard
    {
        /// <summary>Makes it; reads its state from the flash.</summary>
        public static SetUpMode Create(string firmware, SettingsTable declarations, IFileStore files, IBoard board, IClock clock, ILog log)
        {
            return new SetUpMode(new SetUpParts
            {
                Firmware = firmware,
                MakeDeclarations = declarations,
                AccessPoint = new SoftAccessPoint(log),
                Files = files,
                Board = board,
                Clock = clock,
                Log = log,
                Random = BoardRandom.Create(board),
            });
        }
    }
}
