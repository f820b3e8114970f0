namespace SensorNet.Device
{
    /// <summary>The settings of the Wi-Fi network.</summary>
    public sealed class WifiDeclarations
    {
        private const string Stored = "what the board has stored";
        private readonly SettingDeclaration _ssid;
        private readonly SettingDeclaration _password;

        /// <summary>Adds them to those of a firmware.</summary>
        public WifiDeclarations(SettingDeclarations all)
        {
            _ssid = all.Add(SettingDeclaration.Text("wifiSsid", 1, 32, null, "the Wi-Fi network's name")
                .Noting("with wifiPassword or neither").DefaultingTo(Stored));
            _password = all.Add(SettingDeclaration.Text("wifiPassword", 0, 64, null, "the Wi-Fi network's password")
                .Obeying(SettingRules.WifiPassword, SettingRules.WifiPasswordText).DefaultingTo(Stored).Secret());
        }

        /// <summary>Reads the network's name, or null for the one that the board has stored.</summary>
        public string ReadSsid(SettingsDocument document) => document.Text(_ssid);

        /// <summary>Reads the network's password, or null for the one that the board has stored. To be called after <see cref="ReadSsid"/>.</summary>
        public string ReadPassword(SettingsDocument document)
        {
            string password = document.TextOfRange(_password);
            if (password != null && SettingRules.WifiPassword(password) != null)
            {
                document.AddProblem("wifiPassword: (not shown) is not allowed; allowed is " + SettingRules.WifiPasswordText);
            }

            if (document.Has(_ssid.Key) != document.Has(_password.Key))
            {
                document.AddProblem((document.Has(_ssid.Key) ? _password.Key : _ssid.Key)
                    + ": it is missing; wifiSsid and wifiPassword come together, or neither when the board has them stored");
            }

            return password;
        }
    }
}
