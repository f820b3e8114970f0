namespace SensorNet.Node
{
    /// <summary>Reads which sensor there is, where, and what is made of its readings.</summary>
    public static class SensorSettingsReader
    {
        // GPIO 34 to 39 are inputs only.
        private const int PinMax = 33;
        private const int FlashPinFirst = 6;
        private const int FlashPinLast = 11;

        /// <summary>Reads the settings; the document collects the problems.</summary>
        public static SensorSettings Read(SettingsDocument document)
        {
            SensorSettings settings = new SensorSettings();
            int kind = document.Choice("sensor", SensorKinds.Words);
            settings.Kind = kind < 0 ? SensorKinds.Auto : kind;
            settings.Address = Address(document, settings.Kind);
            settings.SdaPin = Pin(document, "sdaPin", settings.SdaPin);
            settings.SclPin = Pin(document, "sclPin", settings.SclPin);
            if (settings.SdaPin == settings.SclPin)
            {
                document.AddProblem("sclPin: " + settings.SclPin.ToString() + " is not allowed; allowed is another pin than sdaPin");
            }

            return settings;
        }

        /// <summary>Reads the number of the readings' format; <see cref="ReadingEncoders.Json"/> where there is none.</summary>
        public static int Payload(SettingsDocument document)
        {
            int choice = document.Choice("payload", ReadingEncoders.Words);
            return choice < 0 ? ReadingEncoders.Json : choice;
        }

        private static int Address(SettingsDocument document, int kind)
        {
            int[] addresses = SensorKinds.AddressesOf(SensorKinds.Auto);
            string[] words = new string[addresses.Length];
            for (int i = 0; i < words.Length; i++)
            {
                words[i] = SensorKinds.AddressWord(addresses[i]);
            }

            int choice = document.Choice("sensorAddress", words);
            if (choice < 0)
            {
                return SensorSettings.AddressAuto;
            }

            if (!SensorKinds.HasAddress(kind, addresses[choice]))
            {
                document.Reject("sensorAddress", "one of " + AddressWords(kind) + " for the sensor \"" + SensorKinds.Words[kind] + "\"");
            }

            return addresses[choice];
        }

        private static string AddressWords(int kind)
        {
            int[] addresses = SensorKinds.AddressesOf(kind);
            string words = "";
            for (int i = 0; i < addresses.Length; i++)
            {
                words += (i == 0 ? "\"" : ", \"") + SensorKinds.AddressWord(addresses[i]) + "\"";
            }

            return words;
        }

        private static int Pin(SettingsDocument document, string key, int absent)
        {
            int pin = document.Integer(key, absent, 0, PinMax);
            if (pin >= FlashPinFirst && pin <= FlashPinLast)
            {
                document.Reject(key, "a GPIO other than 6 to 11, which the board's flash is on");
            }

            return pin;
        }
    }
}
