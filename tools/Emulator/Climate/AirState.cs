namespace SensorNet.Emulator;

/// <summary>The air at one moment.</summary>
/// <param name="TemperatureCelsius">Temperature in °C.</param>
/// <param name="HumidityPercent">Relative humidity in %, 0 to 100.</param>
/// <param name="PressurePascals">Pressure in Pa.</param>
public readonly record struct AirState(double TemperatureCelsius, double HumidityPercent, double PressurePascals);
