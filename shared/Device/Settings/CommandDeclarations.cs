namespace SensorNet.Device
{
    /// <summary>The settings of commands.</summary>
    public sealed class CommandDeclarations
    {
        private const int NoPin = -1;
        private readonly SettingDeclaration _commands;
        private readonly SettingDeclaration _ledPin;

        /// <summary>Adds them to those of a firmware.</summary>
        /// <param name="all">The firmware's settings.</param>
        /// <param name="hasSwitch">Whether commands are switched by a setting of their own.</param>
        public CommandDeclarations(SettingDeclarations all, bool hasSwitch)
        {
            if (hasSwitch)
            {
                _commands = all.Add(SettingDeclaration.Boolean("commands", true, "whether it obeys [commands](commands.md)").Fixed());
            }

            _ledPin = all.Add(SettingDeclaration.Integer("ledPin", 0, 33, NoPin, "the GPIO of a light that blinks for the command `identify`"));
        }

        /// <summary>Reads whether commands are obeyed.</summary>
        public bool ReadCommands(SettingsDocument document) => document.Boolean(_commands);

        /// <summary>Reads the pin of the light; below 0 for none.</summary>
        public int ReadLedPin(SettingsDocument document) => document.Integer(_ledPin);
    }
}
