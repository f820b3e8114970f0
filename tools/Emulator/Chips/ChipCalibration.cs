using System.Collections.Generic;

namespace SensorNet.Emulator;

/// <summary>The trimming values of one chip (BME280 data sheet, table 16). A BMP280 uses those of temperature and pressure.</summary>
/// <param name="T1">dig_T1.</param>
/// <param name="T2">dig_T2.</param>
/// <param name="T3">dig_T3.</param>
/// <param name="P1">dig_P1.</param>
/// <param name="P2">dig_P2.</param>
/// <param name="P3">dig_P3.</param>
/// <param name="P4">dig_P4.</param>
/// <param name="P5">dig_P5.</param>
/// <param name="P6">dig_P6.</param>
/// <param name="P7">dig_P7.</param>
/// <param name="P8">dig_P8.</param>
/// <param name="P9">dig_P9.</param>
/// <param name="H1">dig_H1.</param>
/// <param name="H2">dig_H2.</param>
/// <param name="H3">dig_H3.</param>
/// <param name="H4">dig_H4, −2048 to 2047.</param>
/// <param name="H5">dig_H5, −2048 to 2047.</param>
/// <param name="H6">dig_H6.</param>
public sealed record ChipCalibration(
    ushort T1,
    short T2,
    short T3,
    ushort P1,
    short P2,
    short P3,
    short P4,
    short P5,
    short P6,
    short P7,
    short P8,
    short P9,
    byte H1,
    short H2,
    byte H3,
    short H4,
    short H5,
    sbyte H6)
{
    /// <summary>Temperature and pressure from the worked example of the BMP280's data sheet (3.12); humidity as on a chip that was sold.</summary>
    public static readonly ChipCalibration DataSheetExample =
        new(27504, 26435, -1000, 36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000, 75, 370, 0, 313, 50, 30);

    /// <summary>As on a chip that was sold, with dig_H5 = 0.</summary>
    public static readonly ChipCalibration SoldA =
        new(28009, 25654, 50, 39145, -10750, 3024, 5667, -120, -7, 15500, -14600, 6000, 75, 357, 0, 341, 0, 30);

    /// <summary>As on a chip that was sold.</summary>
    public static readonly ChipCalibration SoldB =
        new(28485, 26735, 50, 36738, -10635, 3024, 6980, -4, -7, 9900, -10230, 4285, 75, 355, 0, 333, 50, 30);

    /// <summary>
    /// Values that the format allows and no chip is known to have: dig_H3 is not 0, dig_H5 is negative. Bosch's formulas understand it;
    /// the device's driver reads humidity wrong with it.
    /// </summary>
    public static readonly ChipCalibration UnusualHumidity = SoldB with { H3 = 40, H4 = 300, H5 = -20 };

    /// <summary>The sets of chips as they are sold, which boards get by their seed.</summary>
    public static readonly IReadOnlyList<ChipCalibration> Sold = [DataSheetExample, SoldA, SoldB];
}
