namespace SensorNet.Device
{
    /// <summary>What every firmware is made of: its name, its settings and the board.</summary>
    public sealed class FirmwareParts
    {
        /// <summary>The firmware's name.</summary>
        public string Name;

        /// <summary>Reads the settings.</summary>
        public SettingsParser Parser;

        /// <summary>Makes the declarations of the settings.</summary>
        public SettingsTable Table;

        /// <summary>The flash.</summary>
        public IFileStore Files;

        /// <summary>The board.</summary>
        public IBoard Board;

        /// <summary>The clocks.</summary>
        public IClock Clock;

        /// <summary>The debug output.</summary>
        public ILog Log;
    }
}
