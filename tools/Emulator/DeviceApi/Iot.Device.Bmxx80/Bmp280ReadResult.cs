using UnitsNet;

namespace Iot.Device.Bmxx80.ReadResult;

/// <summary>A measurement of temperature and pressure.</summary>
public class Bmp280ReadResult(Temperature temperature, bool temperatureIsValid, Pressure pressure, bool pressureIsValid)
{
    /// <summary>The temperature.</summary>
    public Temperature Temperature { get; } = temperature;

    /// <summary>False when temperature was not measured.</summary>
    public bool TemperatureIsValid { get; } = temperatureIsValid;

    /// <summary>The pressure.</summary>
    public Pressure Pressure { get; } = pressure;

    /// <summary>False when pressure was not measured.</summary>
    public bool PressureIsValid { get; } = pressureIsValid;
}
