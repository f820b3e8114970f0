using SensorNet.Device.Tests;

namespace SensorNet.Sensing.Tests
{
    /// <summary>One chip and one measurement, the same for the same seed, computed by both kinds of formula.</summary>
    public static class FormulaCase
    {
        // The integer formulas drop bits on the way: seen over 300,000 such cases were 0.0076 °C (half of it the rounding to 0.01 °C),
        // 0.54 Pa (the temperature's dropped bits) and 0.011 %RH.
        private const double CentiCelsiusTolerance = 0.9;
        private const double DeciPascalsTolerance = 7.0;
        private const double MilliPercentTolerance = 13.0;

        // The data sheet's operating range: the bits that are dropped weigh more the higher the pressure.
        private const double DeciPascalsMin = 300000.0;
        private const double DeciPascalsMax = 1100000.0;

        /// <summary>What differs by more than the tolerance, in words; null when nothing does.</summary>
        public static string Problem(int seed)
        {
            SeededRandom random = new SeededRandom(seed * 7919);
            int[] words = TrimmingBlock.RandomWords(random);
            Bmx280Trimming trimming = new Bmx280Trimming(TrimmingBlock.Of(words), true);
            FloatingPointFormulas other = new FloatingPointFormulas(words);
            int rawTemperature = 380000 + random.Next(300000);
            int rawPressure = 250000 + random.Next(350000);
            int rawHumidity = 1 + random.Next(65534);
            double fine = other.TemperatureFine(rawTemperature);
            if (fine < -40.0 * 5120.0 || fine > 85.0 * 5120.0)
            {
                return null;
            }

            int temperatureFine = Bmx280Formulas.TemperatureFine(trimming, rawTemperature);
            string of = "seed " + seed.ToString() + ": ";
            if (IsApart(Bmx280Formulas.CentiCelsius(temperatureFine), fine / 51.2, CentiCelsiusTolerance))
            {
                return of + Bmx280Formulas.CentiCelsius(temperatureFine).ToString() + " x 0.01 C";
            }

            int pressure = Bmx280Formulas.DeciPascals(trimming, rawPressure, temperatureFine);
            double exact = other.Pascals(rawPressure, fine) * 10.0;
            bool isApart = (IsInRange(exact) || IsInRange(pressure)) && IsApart(pressure, exact, DeciPascalsTolerance);
            if (isApart)
            {
                return of + pressure.ToString() + " x 0.1 Pa";
            }

            int humidity = Bmx280Formulas.MilliPercent(trimming, rawHumidity, temperatureFine);
            isApart = IsApart(humidity, other.Percent(rawHumidity, fine) * 1000.0, MilliPercentTolerance);
            return isApart ? of + humidity.ToString() + " x 0.001 %RH" : null;
        }

        private static bool IsInRange(double deciPascals) => deciPascals >= DeciPascalsMin && deciPascals <= DeciPascalsMax;

        private static bool IsApart(int value, double other, double tolerance)
        {
            double difference = value - other;
            return difference > tolerance || difference < -tolerance;
        }
    }
}
