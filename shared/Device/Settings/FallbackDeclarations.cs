namespace SensorNet.Device
{
    /// <summary>The settings of the fallback access point.</summary>
    public sealed class FallbackDeclarations
    {
        private readonly SettingDeclaration _isAllowed;
        private readonly SettingDeclaration _afterSeconds;

        /// <summary>Adds them to those of a firmware.</summary>
        public FallbackDeclarations(SettingDeclarations all)
        {
            FallbackSettings defaults = new FallbackSettings();
            _isAllowed = all.Add(SettingDeclaration.Boolean(
                "fallbackAccessPoint", defaults.IsAllowed, "whether a board whose Wi-Fi fails opens an access point with a set-up page"));
            _afterSeconds = all.Add(SettingDeclaration.Integer(
                "fallbackAfterSeconds", 60, 86400, defaults.AfterSeconds, "for how long Wi-Fi must fail before that").In("s"));
        }

        /// <summary>Reads them; the document collects the problems.</summary>
        public void Read(SettingsDocument document, FallbackSettings settings)
        {
            settings.IsAllowed = document.Boolean(_isAllowed);
            settings.AfterSeconds = document.Integer(_afterSeconds);
        }

        /// <summary>Whether settings that are not valid as a whole allow the access point: they do unless they say otherwise.</summary>
        /// <param name="text">A JSON object as UTF-8, or null where there is none.</param>
        public static bool Allows(byte[] text) => text == null || new SettingsDocument(text).Boolean("fallbackAccessPoint", true);
    }
}
