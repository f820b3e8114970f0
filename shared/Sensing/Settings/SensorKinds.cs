namespace SensorNet.Sensing
{
    /// <summary>
    /// The kinds of sensor by number. A new one is a number, a word and its addresses here, and a line where the board makes its sensor.
    /// </summary>
    public static class SensorKinds
    {
        /// <summary>The first that is found on the bus.</summary>
        public const int Auto = 0;

        /// <summary>A BME280 or BMP280, which tell themselves apart.</summary>
        public const int Bme280 = 1;

        /// <summary>An SHT30, SHT31 or SHT35, which cannot be told apart.</summary>
        public const int Sht31 = 2;

        /// <summary>The settings' words, by number.</summary>
        public static readonly string[] Words = { "auto", "bme280", "sht31" };

        // By number: the first of two, which follow each other.
        private static readonly int[] FirstAddresses = { SensorSettings.AddressAuto, 0x76, 0x44 };

        private const int AddressesEach = 2;

        /// <summary>Whether sensors of a kind can have an address. <see cref="Auto"/> can have any.</summary>
        public static bool HasAddress(int kind, int address)
        {
            return kind == Auto || address == SensorSettings.AddressAuto
                || (address >= FirstAddresses[kind] && address < FirstAddresses[kind] + AddressesEach);
        }

        /// <summary>The word for an address: <c>0x76</c>.</summary>
        public static string AddressWord(int address) => address == SensorSettings.AddressAuto ? Words[Auto] : "0x" + address.ToString("X2");

        /// <summary>The addresses that sensors of a kind can have; first of all <see cref="SensorSettings.AddressAuto"/>.</summary>
        public static int[] AddressesOf(int kind)
        {
            int kinds = kind == Auto ? FirstAddresses.Length - 1 : 1;
            int[] addresses = new int[1 + (kinds * AddressesEach)];
            for (int i = 1; i < addresses.Length; i++)
            {
                int first = FirstAddresses[kind == Auto ? 1 + ((i - 1) / AddressesEach) : kind];
                addresses[i] = first + ((i - 1) % AddressesEach);
            }

            return addresses;
        }
    }
}
