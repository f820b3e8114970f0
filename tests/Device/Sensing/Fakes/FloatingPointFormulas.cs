namespace SensorNet.Sensing.Tests
{
    /// <summary>A second opinion: the data sheet's formulas in floating point (BST-BME280-DS002, 8.1), over the words as numbers.</summary>
    public sealed class FloatingPointFormulas
    {
        private readonly int[] _dig;

        /// <summary>Takes dig_T1 to dig_T3, dig_P1 to dig_P9 and dig_H1 to dig_H6.</summary>
        public FloatingPointFormulas(int[] words)
        {
            _dig = words;
        }

        /// <summary>t_fine, in 1/5120 °C.</summary>
        public double TemperatureFine(int raw)
        {
            double var1 = ((raw / 16384.0) - (_dig[0] / 1024.0)) * _dig[1];
            double var2 = (raw / 131072.0) - (_dig[0] / 8192.0);
            return var1 + (var2 * var2 * _dig[2]);
        }

        /// <summary>The pressure in Pa.</summary>
        public double Pascals(int raw, double temperatureFine)
        {
            double var1 = (temperatureFine / 2.0) - 64000.0;
            double var2 = var1 * var1 * _dig[8] / 32768.0;
            var2 = var2 + (var1 * _dig[7] * 2.0);
            var2 = (var2 / 4.0) + (_dig[6] * 65536.0);
            var1 = ((_dig[5] * var1 * var1 / 524288.0) + (_dig[4] * var1)) / 524288.0;
            var1 = (1.0 + (var1 / 32768.0)) * _dig[3];
            double p = (1048576.0 - raw - (var2 / 4096.0)) * 6250.0 / var1;
            var1 = _dig[11] * p * p / 2147483648.0;
            var2 = p * _dig[10] / 32768.0;
            return p + ((var1 + var2 + _dig[9]) / 16.0);
        }

        /// <summary>The relative humidity in %.</summary>
        public double Percent(int raw, double temperatureFine)
        {
            double var = temperatureFine - 76800.0;
            var = (raw - ((_dig[15] * 64.0) + (_dig[16] / 16384.0 * var)))
                * (_dig[13] / 65536.0 * (1.0 + (_dig[17] / 67108864.0 * var * (1.0 + (_dig[14] / 67108864.0 * var)))));
            var = var * (1.0 - (_dig[12] * var / 524288.0));
            return var > 100.0 ? 100.0 : var < 0.0 ? 0.0 : var;
        }
    }
}
