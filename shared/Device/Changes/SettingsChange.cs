namespace SensorNet.Device
{
    /// <summary>A change of the settings that is allowed.</summary>
    public sealed class SettingsChange
    {
        /// <summary>All changes to the settings file, this one included, as a JSON object.</summary>
        public string Json;

        /// <summary>The settings with it, as the parser gave them.</summary>
        public object Settings;

        /// <summary>Whether it holds after a restart only.</summary>
        public bool NeedsRestart;
    }
}
