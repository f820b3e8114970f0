namespace SensorNet.Sensing
{
    /// <summary>Makes readings of what is in a BME280's or BMP280's registers. What is no measurement is a fault, and no value.</summary>
    public sealed class Bmx280Converter
    {
        /// <summary>The first data register: pressure, temperature and humidity follow each other.</summary>
        public const byte DataRegister = 0xF7;

        /// <summary>Bytes of a BME280's data.</summary>
        public const int DataBytes = 8;

        /// <summary>Bytes of a BMP280's data, which has no humidity.</summary>
        public const int DataBytesWithoutHumidity = 6;

        // What a value reads as that is skipped (BST-BME280-DS002, 5.4.3 and 5.4.5), or was not measured since the reset (table 18).
        private const int Skipped20Bits = 0x80000;
        private const int Skipped16Bits = 0x8000;
        private const int Max20Bits = 0xFFFFF;
        private const int Max16Bits = 0xFFFF;

        // BST-BME280-DS002, table 1: −40 to 85 °C, 0 to 100 %RH, 300 to 1100 hPa, with a little more at each end for the tolerance.
        private static readonly QuantityRange Temperature = new QuantityRange(Quantity.Temperature, -4100, 8600);
        private static readonly QuantityRange Humidity = new QuantityRange(Quantity.Humidity, 0, 100000);
        private static readonly QuantityRange Pressure = new QuantityRange(Quantity.Pressure, 298000, 1102000);

        private Bmx280Trimming _trimming;

        /// <summary>What a BME280 gives.</summary>
        public static readonly QuantityRange[] Quantities = { Temperature, Humidity, Pressure };

        /// <summary>What a BMP280 gives.</summary>
        public static readonly QuantityRange[] QuantitiesWithoutHumidity = { Temperature, Pressure };

        /// <summary>What the last fault was, in words with its numbers. Null when there was none.</summary>
        public string FaultDetail { get; private set; }

        /// <summary>Takes the chip's trimming, which was read twice. With a fault there is none to convert with.</summary>
        public SensorFault TakeTrimming(byte[] block, byte[] again, bool hasHumidity)
        {
            FaultDetail = Bmx280Trimming.Problem(block, again, hasHumidity);
            _trimming = FaultDetail == null ? new Bmx280Trimming(block, hasHumidity) : null;
            return FaultDetail == null ? SensorFault.None : SensorFault.BadTrimming;
        }

        /// <summary>Fills a reading with the values of the data registers, read in one burst. With a fault it fills in nothing.</summary>
        public SensorFault Convert(byte[] data, Reading into)
        {
            if (_trimming == null)
            {
                return SensorFault.BadTrimming;
            }

            int rawPressure = Raw20Bits(data, 0);
            int rawTemperature = Raw20Bits(data, 3);
            int rawHumidity = _trimming.HasHumidity ? (data[6] << 8) | data[7] : 0;
            FaultDetail = null;
            SensorFault fault = Check("temperature", rawTemperature, Skipped20Bits, Max20Bits);
            if (fault == SensorFault.None)
            {
                fault = Check("pressure", rawPressure, Skipped20Bits, Max20Bits);
            }

            if (fault == SensorFault.None && _trimming.HasHumidity)
            {
                fault = Check("humidity", rawHumidity, Skipped16Bits, Max16Bits);
            }

            if (fault == SensorFault.None)
            {
                Fill(into, rawTemperature, rawPressure, rawHumidity);
            }

            return fault;
        }

        private void Fill(Reading into, int rawTemperature, int rawPressure, int rawHumidity)
        {
            int temperatureFine = Bmx280Formulas.TemperatureFine(_trimming, rawTemperature);
            into.Set(Quantity.Temperature, Bmx280Formulas.CentiCelsius(temperatureFine));
            into.Set(Quantity.Pressure, Bmx280Formulas.DeciPascals(_trimming, rawPressure, temperatureFine));
            if (_trimming.HasHumidity)
            {
                into.Set(Quantity.Humidity, Bmx280Formulas.MilliPercent(_trimming, rawHumidity, temperatureFine));
            }
        }

        // At either end the converter cannot say how far beyond it is, and the humidity's formula would make 0 or 100 %RH of it.
        private SensorFault Check(string name, int raw, int skipped, int max)
        {
            if (raw == skipped)
            {
                FaultDetail = name + " was not measured (0x" + raw.ToString("X") + ")";
                return SensorFault.NoValue;
            }

            if (raw == 0 || raw == max)
            {
                FaultDetail = "raw " + name + " 0x" + raw.ToString("X") + " is the end of the converter's range";
                return SensorFault.Implausible;
            }

            return SensorFault.None;
        }

        private static int Raw20Bits(byte[] data, int index) => (data[index] << 12) | (data[index + 1] << 4) | (data[index + 2] >> 4);
    }
}
