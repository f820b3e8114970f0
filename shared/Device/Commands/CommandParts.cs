namespace SensorNet.Device
{
    /// <summary>What a loop needs to obey commands, besides itself.</summary>
    public sealed class CommandParts
    {
        /// <summary>The changes of the settings.</summary>
        public SettingsChanges Changes;

        /// <summary>The board's light, or null.</summary>
        public ILamp Lamp;
    }
}
