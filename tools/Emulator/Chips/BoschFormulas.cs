using System;

namespace SensorNet.Emulator;

/// <summary>
/// Bosch's compensation formulas in double precision (BME280 data sheet, appendix 8.1; BMP280 data sheet, 8.1), and their inverse by search: the
/// raw value whose compensated value is nearest to a physical one.
/// </summary>
internal sealed class BoschFormulas(ChipCalibration dig)
{
    private const int Raw20BitsMax = 0xFFFFF;
    private const int Raw16BitsMax = 0xFFFF;

    /// <summary>t_fine, in 1/5120 °C.</summary>
    public double TemperatureFine(double rawTemperature)
    {
        double var1 = ((rawTemperature / 16384.0) - (dig.T1 / 1024.0)) * dig.T2;
        double var2 = (rawTemperature / 131072.0) - (dig.T1 / 8192.0);
        return var1 + (var2 * var2 * dig.T3);
    }

    /// <summary>Temperature in °C.</summary>
    public double TemperatureCelsius(double rawTemperature) => TemperatureFine(rawTemperature) / 5120.0;

    /// <summary>Pressure in Pa.</summary>
    public double PressurePascals(double rawPressure, double temperatureFine)
    {
        double var1 = (temperatureFine / 2.0) - 64000.0;
        double var2 = var1 * var1 * dig.P6 / 32768.0;
        var2 += var1 * dig.P5 * 2.0;
        var2 = (var2 / 4.0) + (dig.P4 * 65536.0);
        var1 = ((dig.P3 * var1 * var1 / 524288.0) + (dig.P2 * var1)) / 524288.0;
        var1 = (1.0 + (var1 / 32768.0)) * dig.P1;
        double p = (1048576.0 - rawPressure - (var2 / 4096.0)) * 6250.0 / var1;
        return p + (((dig.P9 * p * p / 2147483648.0) + (p * dig.P8 / 32768.0) + dig.P7) / 16.0);
    }

    /// <summary>Relative humidity in %, not limited to 0 to 100.</summary>
    public double HumidityPercent(double rawHumidity, double temperatureFine)
    {
        double t = temperatureFine - 76800.0;
        double offset = (dig.H4 * 64.0) + (dig.H5 / 16384.0 * t);
        double slope = dig.H2 / 65536.0 * (1.0 + (dig.H6 / 67108864.0 * t * (1.0 + (dig.H3 / 67108864.0 * t))));
        double h = (rawHumidity - offset) * slope;
        return h * (1.0 - (dig.H1 * h / 524288.0));
    }

    /// <summary>The raw temperature, 20 bits.</summary>
    public int RawTemperature(double celsius) => Nearest(Raw20BitsMax, celsius, raw => TemperatureCelsius(raw));

    /// <summary>The raw pressure, 20 bits, at a temperature.</summary>
    public int RawPressure(double pascals, double celsius)
    {
        // Higher pressure gives a lower raw value.
        double temperatureFine = celsius * 5120.0;
        return Raw20BitsMax - Nearest(Raw20BitsMax, pascals, fromAbove => PressurePascals(Raw20BitsMax - fromAbove, temperatureFine));
    }

    /// <summary>The raw humidity, 16 bits, at a temperature.</summary>
    public int RawHumidity(double percent, double celsius)
    {
        double temperatureFine = celsius * 5120.0;
        return Nearest(Raw16BitsMax, percent, raw => HumidityPercent(raw, temperatureFine));
    }

    // Bisection over the integers from 0 to max, on which the value rises.
    private static int Nearest(int max, double wanted, Func<int, double> value)
    {
        int below = 0;
        int above = max;
        while (above - below > 1)
        {
            int middle = (below + above) / 2;
            if (value(middle) < wanted)
            {
                below = middle;
            }
            else
            {
                above = middle;
            }
        }

        return Math.Abs(value(below) - wanted) < Math.Abs(value(above) - wanted) ? below : above;
    }
}
