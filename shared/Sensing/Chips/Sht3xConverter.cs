namespace SensorNet.Sensing
{
    /// <summary>Makes readings of what an SHT3x sends (Sensirion data sheet SHT3x-DIS). What is no measurement is a fault, and no value.</summary>
    public sealed class Sht3xConverter
    {
        /// <summary>Bytes of a measurement: temperature and humidity, each of two bytes and a checksum (4.4).</summary>
        public const int DataBytes = 6;

        /// <summary>Bytes of the status register: two and a checksum (4.11).</summary>
        public const int StatusBytes = 3;

        private const int WordBytes = 2;
        private const int HumidityOffset = 3;

        // 4.13 divides by 2^16 - 1. Both factors and the divisor are a fifth of what is written there, so that products fit in 32 bits.
        private const int Divisor = 65535 / 5;
        private const int TemperatureFactor = 17500 / 5;
        private const int TemperatureOffset = 4500;
        private const int HumidityFactor = 100000 / 5;

        /// <summary>
        /// The operating range (table 2: −40 to 125 °C), with a little more at each end for the tolerance. At either end of the humidity's the
        /// chip gives 0 or 100 %RH.
        /// </summary>
        public static readonly QuantityRange[] Quantities =
        {
            new QuantityRange(Quantity.Temperature, -4100, 12600),
            new QuantityRange(Quantity.Humidity, 0, 100000),
        };

        /// <summary>What the last fault was, in words with its numbers. Null when there was none.</summary>
        public string FaultDetail { get; private set; }

        /// <summary>Fills a reading with the values of a measurement. With a fault it fills in nothing.</summary>
        /// <param name="data">The <see cref="DataBytes"/> that the chip sent.</param>
        /// <param name="into">The reading.</param>
        public SensorFault Convert(byte[] data, Reading into)
        {
            FaultDetail = ChecksumProblem("temperature", data, 0) ?? ChecksumProblem("humidity", data, HumidityOffset);
            if (FaultDetail != null)
            {
                return SensorFault.BadChecksum;
            }

            into.Set(Quantity.Temperature, CentiCelsius(Word(data, 0)));
            into.Set(Quantity.Humidity, MilliPercent(Word(data, HumidityOffset)));
            return SensorFault.None;
        }

        /// <summary>The status register's value, or −1 when its checksum is wrong.</summary>
        /// <param name="data">The <see cref="StatusBytes"/> that the chip sent.</param>
        public int Status(byte[] data)
        {
            FaultDetail = ChecksumProblem("status", data, 0);
            return FaultDetail == null ? Word(data, 0) : -1;
        }

        /// <summary>A raw temperature in 0.01 °C, to the nearest: −45 + 175 · raw / 65535 °C.</summary>
        public static int CentiCelsius(int raw) => ((raw * TemperatureFactor) + (Divisor / 2)) / Divisor - TemperatureOffset;

        /// <summary>A raw humidity in 0.001 %RH, to the nearest: 100 · raw / 65535 %RH.</summary>
        public static int MilliPercent(int raw) => ((raw * HumidityFactor) + (Divisor / 2)) / Divisor;

        private static int Word(byte[] data, int offset) => (data[offset] << 8) | data[offset + 1];

        // Null when the checksum is right.
        private static string ChecksumProblem(string name, byte[] data, int offset)
        {
            byte expected = SensirionCrc.Compute(data, offset, WordBytes);
            byte actual = data[offset + WordBytes];
            return actual == expected
                ? null
                : "checksum of the " + name + " is 0x" + actual.ToString("X2") + " where 0x" + expected.ToString("X2") + " is right";
        }
    }
}
