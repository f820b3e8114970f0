namespace Iot.Device.Bmxx80;

/// <summary>Register map of BME280 and BMP280 (BME280 data sheet, chapter 5.3; BMP280's, chapter 4.2).</summary>
internal static class Bmxx80Register
{
    public const byte DigT1 = 0x88;
    public const byte DigP1 = 0x8E;
    public const byte DigH1 = 0xA1;
    public const byte ChipId = 0xD0;
    public const byte Reset = 0xE0;
    public const byte DigH2 = 0xE1;
    public const byte DigH3 = 0xE3;
    public const byte DigH4 = 0xE4;
    public const byte DigH5 = 0xE5;
    public const byte DigH6 = 0xE7;
    public const byte CtrlHum = 0xF2;
    public const byte Status = 0xF3;
    public const byte CtrlMeas = 0xF4;
    public const byte Config = 0xF5;
    public const byte PressureData = 0xF7;
    public const byte TemperatureData = 0xFA;
    public const byte HumidityData = 0xFD;
}
