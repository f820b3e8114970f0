using SensorNet.Device;
using SensorNet.SetUp;

namespace SensorNet.Boards
{
    /// <summary>The set-up of a firmware on a board.</summary>
    public static class SetUpBoard
    {
        /// <summary>Makes it; reads its state from the flash.</summary>
        public static SetUpMode Create(FirmwareParts parts)
        {
            return new SetUpMode(new SetUpParts
            {
                Firmware = parts.Name,
                MakeDeclarations = parts.Table,
                AccessPoint = new SoftAccessPoint(parts.Log),
                Files = parts.Files,
                Board = parts.Board,
                Clock = parts.Clock,
                Log = parts.Log,
                Random = BoardRandom.Create(parts.Board),
            });
        }
    }
}
