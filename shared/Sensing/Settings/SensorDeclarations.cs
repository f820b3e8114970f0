using SensorNet.Device;

namespace SensorNet.Sensing
{
    /// <summary>The settings that say which sensor there is, where, and what is made of its readings.</summary>
    public sealed class SensorDeclarations
    {
        // GPIO 34 to 39 are inputs only.
        private const int PinMax = 33;
        private const int FlashPinFirst = 6;
        private const int FlashPinLast = 11;
        private const string PinText = "a GPIO other than 6 to 11, which the board's flash is on";

        private readonly SettingDeclaration _sensor;
        private readonly SettingDeclaration _address;
        private readonly SettingDeclaration _payload;
        private readonly SettingDeclaration _sdaPin;
        private readonly SettingDeclaration _sclPin;

        /// <summary>Adds them to those of a firmware.</summary>
        public SensorDeclarations(SettingDeclarations all)
        {
            SensorSettings defaults = new SensorSettings();
            _sensor = all.Add(SettingDeclaration.Choice(
                "sensor", SensorKinds.Words, defaults.Kind,
                "the kind of sensor: a BME280 or BMP280, an SHT30, SHT31 or SHT35; auto is what is found on the bus"));
            _address = all.Add(SettingDeclaration.Choice(
                "sensorAddress", AddressWords(SensorKinds.Auto), 0, "the sensor's I2C address; auto tries each that the sensor can have")
                .Noting("0x76 or 0x77 for a bme280, 0x44 or 0x45 for an sht31"));
            _payload = all.Add(SettingDeclaration.Choice("payload", ReadingEncoders.Words, ReadingEncoders.Json, "the format of the readings"));
            _sdaPin = all.Add(Pin("sdaPin", defaults.SdaPin, "the GPIO of the I2C data line"));
            _sclPin = all.Add(Pin("sclPin", defaults.SclPin, "the GPIO of the I2C clock line, another than sdaPin"));
        }

        /// <summary>Reads which sensor there is and where; the document collects the problems.</summary>
        public SensorSettings Read(SettingsDocument document)
        {
            SensorSettings settings = new SensorSettings();
            settings.Kind = document.Choice(_sensor);
            settings.Address = Address(document, settings.Kind);
            settings.SdaPin = document.Integer(_sdaPin);
            settings.SclPin = document.Integer(_sclPin);
            if (settings.SdaPin == settings.SclPin)
            {
                document.AddProblem("sclPin: " + settings.SclPin.ToString() + " is not allowed; allowed is another pin than sdaPin");
            }

            return settings;
        }

        /// <summary>Reads the number of the readings' format in <see cref="ReadingEncoders"/>.</summary>
        public int ReadPayload(SettingsDocument document) => document.Choice(_payload);

        private static SettingDeclaration Pin(string key, int absent, string help) =>
            SettingDeclaration.Integer(key, 0, PinMax, absent, help).Obeying(CheckPin, "without 6 to 11");

        private static string CheckPin(string value)
        {
            int pin = int.Parse(value);
            return pin >= FlashPinFirst && pin <= FlashPinLast ? PinText : null;
        }

        private static string[] AddressWords(int kind)
        {
            int[] addresses = SensorKinds.AddressesOf(kind);
            string[] words = new string[addresses.Length];
            for (int i = 0; i < words.Length; i++)
            {
                words[i] = SensorKinds.AddressWord(addresses[i]);
            }

            return words;
        }

        private int Address(SettingsDocument document, int kind)
        {
            int address = SensorKinds.AddressesOf(SensorKinds.Auto)[document.Choice(_address)];
            if (!SensorKinds.HasAddress(kind, address))
            {
                document.Reject(
                    _address.Key, "one of " + SettingsDocument.List(AddressWords(kind)) + " for the sensor \"" + SensorKinds.Words[kind] + "\"");
            }

            return address;
        }
    }
}
