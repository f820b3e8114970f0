namespace SensorNet.Emulator;

/// <summary>What is soldered to the board's I2C bus.</summary>
public enum SensorKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Bosch BME280: temperature, humidity, pressure.</summary>
    Bme280,

    /// <summary>Bosch BMP280: temperature and pressure.</summary>
    Bmp280,

    /// <summary>Sensirion SHT31: temperature and humidity.</summary>
    Sht31,
}
