namespace Iot.Device.Sht3x;

/// <summary>Commands of an SHT3x. The first is the upper byte of one.</summary>
internal enum Register : ushort
{
    Measure = 0x24,
    Reset = 0x30A2,
    HeaterEnable = 0x306D,
    HeaterDisable = 0x3066,
}
