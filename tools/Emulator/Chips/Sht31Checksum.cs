using System;

namespace SensorNet.Emulator;

/// <summary>The checksum behind each two bytes of a Sensirion chip (data sheet SHT3x-DIS, 4.12: polynomial 0x31, begins with 0xFF).</summary>
public static class Sht31Checksum
{
    private const int Polynomial = 0x31;
    private const int Initial = 0xFF;

    /// <summary>The checksum of some bytes. That of 0xBE 0xEF is 0x92.</summary>
    public static byte Of(ReadOnlySpan<byte> bytes)
    {
        int crc = Initial;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x80) != 0 ? (crc << 1) ^ Polynomial : crc << 1;
            }
        }

        return (byte)crc;
    }
}
