namespace SensorNet.Node
{
    /// <summary>
    /// The operating range of BME280 and BMP280 (Bosch BST-BME280-DS002, table 1: −40 to 85 °C, 0 to 100 %RH, 300 to 1100 hPa), with a
    /// little more at each end for the sensor's tolerance. What lies outside was not measured but misread.
    /// </summary>
    public static class PlausibleRange
    {
        private const int TemperatureMin = -4100;
        private const int TemperatureMax = 8600;
        private const int HumidityMin = 0;
        private const int HumidityMax = 100000;
        private const int PressureMin = 298000;
        private const int PressureMax = 1102000;

        /// <summary>Takes back the validity of each value outside its range, and names the first of them with its value; null when there is none.</summary>
        public static string Reject(Reading reading)
        {
            string problem = null;
            if (reading.HasTemperature && IsOutside(reading.TemperatureCentiCelsius, TemperatureMin, TemperatureMax))
            {
                problem = "temperature " + reading.TemperatureCentiCelsius.ToString() + " x 0.01 C";

                // The other two are compensated with the temperature.
                reading.ClearValues();
            }

            if (reading.HasHumidity && IsOutside(reading.HumidityMilliPercent, HumidityMin, HumidityMax))
            {
                problem = problem ?? "humidity " + reading.HumidityMilliPercent.ToString() + " x 0.001 %RH";
                reading.HasHumidity = false;
                reading.HumidityMilliPercent = 0;
            }

            if (reading.HasPressure && IsOutside(reading.PressureDeciPascals, PressureMin, PressureMax))
            {
                problem = problem ?? "pressure " + reading.PressureDeciPascals.ToString() + " x 0.1 Pa";
                reading.HasPressure = false;
                reading.PressureDeciPascals = 0;
            }

            return problem;
        }

        private static bool IsOutside(int value, int min, int max)
        {
            return value < min || value > max;
        }
    }
}
