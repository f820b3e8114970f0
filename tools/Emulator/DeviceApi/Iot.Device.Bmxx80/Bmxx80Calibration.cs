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

    public byte DigH1 { get; private set; }

    public short DigH2 { get; private set; }

    public ushort DigH3 { get; private set; }

    public short DigH4 { get; private set; }

    public short DigH5 { get; private set; }

    public sbyte DigH6 { get; private set; }

    public static Bmxx80Calibration Read(Bmxx80Base chip, bool hasHumidity) =>
        hasHumidity ? ReadWithHumidity(chip) : ReadTemperatureAndPressure(chip);

    private static Bmxx80Calibration ReadTemperatureAndPressure(Bmxx80Base chip)
    {
        Bmxx80Calibration calibration = new()
        {
            DigT1 = chip.Read16BitsFromRegister(Bmxx80Register.DigT1),
            DigT2 = (short)chip.Read16BitsFromRegister(Bmxx80Register.DigT1 + 2),
            DigT3 = (short)chip.Read16BitsFromRegister(Bmxx80Register.DigT1 + 4),
        };
        for (int index = 0; index < calibration.DigP.Length; index++)
        {
            ushort raw = chip.Read16BitsFromRegister((byte)(Bmxx80Register.DigP1 + (2 * index)));
            calibration.DigP[index] = index == 0 ? raw : (short)raw;
        }

        return calibration;
    }

    // In the device's driver humidity comes first. dig_H4 and dig_H5 share a register, which it reads for each; it takes both for unsigned.
    private static Bmxx80Calibration ReadWithHumidity(Bmxx80Base chip)
    {
        byte h1 = chip.Read8BitsFromRegister(Bmxx80Register.DigH1);
        short h2 = (short)chip.Read16BitsFromRegister(Bmxx80Register.DigH2);
        byte h3 = chip.Read8BitsFromRegister(Bmxx80Register.DigH3);
        int h4 = (chip.Read8BitsFromRegister(Bmxx80Register.DigH4) << 4) | (chip.Read8BitsFromRegister(Bmxx80Register.DigH4 + 1) & 0x0F);
        int h5 = (chip.Read8BitsFromRegister(Bmxx80Register.DigH5 + 1) << 4) | (chip.Read8BitsFromRegister(Bmxx80Register.DigH5) >> 4);
        sbyte h6 = (sbyte)chip.Read8BitsFromRegister(Bmxx80Register.DigH6);
        Bmxx80Calibration calibration = ReadTemperatureAndPressure(chip);
        calibration.DigH1 = h1;
        calibration.DigH2 = h2;
        calibration.DigH3 = h3;
        calibration.DigH4 = (short)h4;
        calibration.DigH5 = (short)h5;
        calibration.DigH6 = h6;
        return calibration;
    }
}
