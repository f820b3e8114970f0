namespace Iot.Device.Bmxx80;

/// <summary>The calibration as the driver reads it, register by register.</summary>
internal sealed class Bmxx80Calibration
{
    private Bmxx80Calibration()
    {
    }

    public ushort DigT1 { get; private init; }

    public short DigT2 { get; private init; }

    public short DigT3 { get; private init; }

    /// <summary>dig_P1 at index 0, to dig_P9. The first is unsigned, the others are signed.</summary>
    public int[] DigP { get; } = new int[9];

    public byte DigH1 { get; private init; }

    public short DigH2 { get; private init; }

    public ushort DigH3 { get; private init; }

    public short DigH4 { get; private init; }

    public short DigH5 { get; private init; }

    public sbyte DigH6 { get; private init; }

    public static Bmxx80Calibration Read(Bmxx80Base chip, bool hasHumidity)
    {
        Bmxx80Calibration calibration = hasHumidity ? ReadWithHumidity(chip) : ReadTemperature(chip);
        for (int index = 0; index < calibration.DigP.Length; index++)
        {
            ushort raw = chip.Read16BitsFromRegister((byte)(Bmxx80Register.DigP1 + (2 * index)));
            calibration.DigP[index] = index == 0 ? raw : (short)raw;
        }

        return calibration;
    }

    private static Bmxx80Calibration ReadTemperature(Bmxx80Base chip) => new()
    {
        DigT1 = chip.Read16BitsFromRegister(Bmxx80Register.DigT1),
        DigT2 = (short)chip.Read16BitsFromRegister(Bmxx80Register.DigT1 + 2),
        DigT3 = (short)chip.Read16BitsFromRegister(Bmxx80Register.DigT1 + 4),
    };

    // dig_H3 is one byte; dig_H4 and dig_H5 share one and are 12 bits wide. The device's driver does not extend their sign.
    private static Bmxx80Calibration ReadWithHumidity(Bmxx80Base chip)
    {
        Bmxx80Calibration temperature = ReadTemperature(chip);
        byte shared = chip.Read8BitsFromRegister(Bmxx80Register.DigH5);
        return new Bmxx80Calibration
        {
            DigT1 = temperature.DigT1,
            DigT2 = temperature.DigT2,
            DigT3 = temperature.DigT3,
            DigH1 = chip.Read8BitsFromRegister(Bmxx80Register.DigH1),
            DigH2 = (short)chip.Read16BitsFromRegister(Bmxx80Register.DigH2),
            DigH3 = chip.Read8BitsFromRegister(Bmxx80Register.DigH3),
            DigH4 = (short)((chip.Read8BitsFromRegister(Bmxx80Register.DigH4) << 4) | (shared & 0x0F)),
            DigH5 = (short)((chip.Read8BitsFromRegister(Bmxx80Register.DigH5 + 1) << 4) | (shared >> 4)),
            DigH6 = (sbyte)chip.Read8BitsFromRegister(Bmxx80Register.DigH6),
        };
    }
}
