namespace SensorNet.Device
{
    /// <summary>The settings that name a device and its topics.</summary>
    public sealed class IdentityDeclarations
    {
        private readonly SettingDeclaration _deviceId;
        private readonly SettingDeclaration _root;

        /// <summary>Adds them to those of a firmware.</summary>
        /// <param name="all">The firmware's settings.</param>
        /// <param name="idBytesMax">The longest device id in bytes of UTF-8.</param>
        /// <param name="idHelp">What the device id is for.</param>
        /// <param name="root">The first levels of the topics where there are none.</param>
        public IdentityDeclarations(SettingDeclarations all, int idBytesMax, string idHelp, string root)
        {
            _deviceId = all.Add(SettingDeclaration.Text("deviceId", 1, idBytesMax, null, idHelp)
                .Obeying(SettingRules.TopicLevel, SettingRules.TopicLevelText).DefaultingTo("the MAC address, 12 hex digits").Fixed());
            _root = all.Add(SettingDeclaration.Text("root", 1, 128, root, "what the topics begin with")
                .Obeying(SettingRules.TopicLevels, SettingRules.TopicLevelsText).Fixed());
        }

        /// <summary>Reads the device id: the MAC address in hex where there is none.</summary>
        /// <param name="document">The settings.</param>
        /// <param name="macAddress">The board's MAC address, or null.</param>
        public string ReadDeviceId(SettingsDocument document, byte[] macAddress)
        {
            string name = document.Text(_deviceId) ?? MacText.Hex(macAddress);
            if (name == null && !document.Has(_deviceId.Key))
            {
                document.AddProblem("deviceId: it is missing and this board gives no MAC address to take its place; allowed is a string of 1 to "
                    + _deviceId.Maximum.ToString() + " bytes");
            }

            return name;
        }

        /// <summary>Reads the first levels of the topics.</summary>
        public string ReadRoot(SettingsDocument document) => document.Text(_root);
    }
}
