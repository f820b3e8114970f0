namespace SensorNet.Sensing
{
    /// <summary>
    /// A quantity that sensors measure. A new one is a number and a line here: readings, their ring, what waits on the flash and the payloads
    /// take it from here.
    /// </summary>
    public sealed class Quantity
    {
        /// <summary>The temperature of the air, in 0.01 °C.</summary>
        public const int Temperature = 0;

        /// <summary>The relative humidity, in 0.001 %RH.</summary>
        public const int Humidity = 1;

        /// <summary>The pressure of the air, in 0.001 hPa, which is 0.1 Pa.</summary>
        public const int Pressure = 2;

        /// <summary>How many there are. At most <see cref="CountMax"/>.</summary>
        public const int Count = 3;

        /// <summary>The most that a reading can have: one octet says which of them it has.</summary>
        public const int CountMax = 8;

        // By number. A new one comes last: what waits on the flash has the numbers of before.
        private static readonly Quantity[] All =
        {
            new Quantity("temperature", "C", 2),
            new Quantity("humidity", "%RH", 3),
            new Quantity("pressure", "hPa", 3),
        };

        private Quantity(string name, string unit, int decimals)
        {
            Name = name;
            Unit = unit;
            Decimals = decimals;
        }

        /// <summary>The member's name in a payload, in ASCII.</summary>
        public string Name { get; }

        /// <summary>The unit for people, in ASCII.</summary>
        public string Unit { get; }

        /// <summary>How many digits of a value are behind the point: the resolution.</summary>
        public int Decimals { get; }

        /// <summary>The quantity with a number, from 0 to <see cref="Count"/> less 1.</summary>
        public static Quantity Of(int number) => All[number];

        /// <summary>The bytes that the names of all take.</summary>
        public static int NameBytes()
        {
            int bytes = 0;
            for (int i = 0; i < All.Length; i++)
            {
                bytes += All[i].Name.Length;
            }

            return bytes;
        }

        /// <summary>A value for people: <c>temperature -41.01 C</c>.</summary>
        /// <param name="value">The value times ten to the power of <see cref="Decimals"/>.</param>
        public string Describe(int value)
        {
            string digits = (value < 0 ? -(long)value : value).ToString();
            while (digits.Length <= Decimals)
            {
                digits = "0" + digits;
            }

            int whole = digits.Length - Decimals;
            return Name + (value < 0 ? " -" : " ") + digits.Substring(0, whole)
                + (Decimals > 0 ? "." : "") + digits.Substring(whole) + " " + Unit;
        }
    }
}
