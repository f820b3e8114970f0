using System;

namespace SensorNet.Emulator;

/// <summary>
/// Plausible weather, a function of time and seed alone: warmest in the afternoon, drier when warmer, slow highs and lows of pressure, and a
/// little noise.
/// </summary>
public sealed class DaylightEnvironment : IEnvironment
{
    private const double WarmestHour = 15;
    private const double TemperatureNoise = 0.02;
    private const double HumidityNoise = 0.1;
    private const double PressureNoisePascals = 4;

    private readonly int _seed;
    private readonly double _meanCelsius;
    private readonly double _dailySwing;
    private readonly double _dewPointDistance;
    private readonly double[] _phases = new double[4];

    /// <summary>The weather of a seed.</summary>
    public DaylightEnvironment(int seed)
    {
        _seed = seed;
        Random random = new(seed);
        _meanCelsius = 14 + (random.NextDouble() * 8);
        _dailySwing = 3 + (random.NextDouble() * 3);
        _dewPointDistance = 5 + (random.NextDouble() * 5);
        for (int index = 0; index < _phases.Length; index++)
        {
            _phases[index] = random.NextDouble() * 2 * Math.PI;
        }
    }

    /// <inheritdoc/>
    public AirState At(DateTimeOffset time)
    {
        double days = (time.UtcDateTime - System.DateTime.UnixEpoch).TotalDays;
        double hours = days % 1 * 24;
        double front = Wave(days, 5.3, 0);
        double temperature = _meanCelsius + (2 * front) + (_dailySwing * Math.Cos((hours - WarmestHour) / 24 * 2 * Math.PI));
        double dewPoint = _meanCelsius - _dewPointDistance + (2 * front) + (1.2 * Wave(days, 2.1, 1));
        double humidity = 100 * VapourPressure(Math.Min(dewPoint, temperature)) / VapourPressure(temperature);

        // Highs and lows of some days, and the air's tide of twelve hours.
        double pressure = 101_325 + (700 * Wave(days, 6.7, 2)) + (350 * Wave(days, 2.9, 3)) + (60 * Math.Cos((hours - 10) / 12 * 2 * Math.PI));
        return new AirState(
            temperature + (TemperatureNoise * Noise(time, 0)),
            Math.Clamp(humidity + (HumidityNoise * Noise(time, 1)), 0, 100),
            pressure + (PressureNoisePascals * Noise(time, 2)));
    }

    // Magnus' formula; only ratios of it are used.
    private static double VapourPressure(double celsius) => Math.Exp(17.62 * celsius / (243.12 + celsius));

    private double Wave(double days, double periodDays, int index) => Math.Sin((days / periodDays * 2 * Math.PI) + _phases[index]);

    // From −1 to 1, another one each millisecond, and the same again for the same time and seed.
    private double Noise(DateTimeOffset time, int value)
    {
        ulong x = (ulong)time.ToUnixTimeMilliseconds() ^ ((ulong)(uint)_seed << 40) ^ ((ulong)value << 32);
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return ((x ^ (x >> 31)) >> 11) / (double)(1UL << 52) - 1;
    }
}
