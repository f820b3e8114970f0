using System;

namespace SensorNet.Emulator;

/// <summary>Air that stays as it is until it is set.</summary>
public sealed class FixedEnvironment(double temperatureCelsius, double humidityPercent, double pressurePascals) : IEnvironment
{
    private readonly object _lock = new();
    private AirState _air = new(temperatureCelsius, humidityPercent, pressurePascals);

    /// <summary>The air from now on.</summary>
    public AirState Air
    {
        get
        {
            lock (_lock)
            {
                return _air;
            }
        }

        set
        {
            lock (_lock)
            {
                _air = value;
            }
        }
    }

    /// <inheritdoc/>
    public AirState At(DateTimeOffset time) => Air;
}
