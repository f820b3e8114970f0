using UnitsNet;

namespace Iot.Device.Bmxx80.ReadResult;

/// <summary>A measurement of temperature, pressure and humidity.</summary>
public class Bme280ReadResult(
    Temperature temperature, bool temperatureIsValid, Pressure pressure, bool pressureIsValid, RelativeHumidity humidity, bool humidityIsValid)
    : Bmp280ReadResult(temperature, temperatureIsValid, pressure, pressureIsValid)
{
    /// <summary>The humidity.</summary>
    public RelativeHumidity Humidity { get; } = humidity;

    /// <summary>False when humidity was not measured.</summary>
    public bool HumidityIsValid { get; } = humidityIsValid;
}
