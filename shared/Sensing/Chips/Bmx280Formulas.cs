namespace SensorNet.Sensing
{
    /// <summary>
    /// Bosch's integer formulas (BST-BME280-DS002, 4.2.3 and appendix 8.2; BST-BMP280-DS001, 3.11.3), in 64 bits throughout: equal to Bosch's where
    /// those do not overflow, and not wrapped into a plausible value where they do.
    /// </summary>
    public static class Bmx280Formulas
    {
        // A result that no int holds is out of every range all the same.
        private const int ResultMax = 2000000000;

        /// <summary>t_fine of a raw temperature of 20 bits, in 1/5120 °C: the other two formulas build on it.</summary>
        public static int TemperatureFine(Bmx280Trimming dig, int raw)
        {
            long coarse = (((long)(raw >> 3) - (dig.T1 << 1)) * dig.T2) >> 11;
            long offset = (raw >> 4) - dig.T1;
            return (int)(coarse + ((((offset * offset) >> 12) * dig.T3) >> 14));
        }

        /// <summary>The temperature in 0.01 °C.</summary>
        public static int CentiCelsius(int temperatureFine) => ((temperatureFine * 5) + 128) >> 8;

        /// <summary>The pressure in 0.1 Pa of a raw one of 20 bits; 0 where the trimming allows none.</summary>
        public static int DeciPascals(Bmx280Trimming dig, int raw, int temperatureFine)
        {
            long t = (long)temperatureFine - 128000;
            long offset = (t * t * dig.P[5]) + ((t * dig.P[4]) << 17) + ((long)dig.P[3] << 35);
            long divisor = ((t * t * dig.P[2]) >> 8) + ((t * dig.P[1]) << 12);
            divisor = (((1L << 47) + divisor) * dig.P[0]) >> 33;
            if (divisor <= 0)
            {
                // As Bosch's: no division by zero.
                return 0;
            }

            long p = (((((long)1048576 - raw) << 31) - offset) * 3125) / divisor;
            long square = (dig.P[8] * (p >> 13) * (p >> 13)) >> 25;
            long linear = (dig.P[7] * p) >> 19;

            // In 1/256 Pa.
            p = ((p + square + linear) >> 8) + ((long)dig.P[6] << 4);
            long result = ((p * 10) + 128) >> 8;
            return result > ResultMax ? ResultMax : result < -ResultMax ? -ResultMax : (int)result;
        }

        /// <summary>The relative humidity in 0.001 %RH of a raw one of 16 bits, limited to 0 and 100 %RH as Bosch's is.</summary>
        public static int MilliPercent(Bmx280Trimming dig, int raw, int temperatureFine)
        {
            long t = (long)temperatureFine - 76800;
            long slope = ((((t * dig.H6) >> 10) * (((t * dig.H3) >> 11) + 32768)) >> 10) + 2097152;
            slope = ((slope * dig.H2) + 8192) >> 14;
            long h = ((((long)raw << 14) - ((long)dig.H4 << 20) - (dig.H5 * t) + 16384) >> 15) * slope;
            h -= ((((h >> 15) * (h >> 15)) >> 7) * dig.H1) >> 4;
            h = h < 0 ? 0 : h > 419430400 ? 419430400 : h;

            // In 1/1024 %RH.
            return (int)((((h >> 12) * 1000) + 512) >> 10);
        }
    }
}
