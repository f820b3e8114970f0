using System;
using SensorNet.Emulator;

namespace nanoFramework.Runtime.Native;

/// <summary>What the firmware runs on.</summary>
public static partial class SystemInfo
{
    private static readonly Version s_version = new(1, 14, 0, 0);

    /// <summary>Version of nanoFramework's firmware.</summary>
    public static Version Version => Of(s_version);

    /// <summary>Who made it.</summary>
    public static string OEMString => Of("SensorNet.Emulator");

    /// <summary>Number of the maker.</summary>
    public static byte OEM => Of<byte>(0);

    /// <summary>Number of the model.</summary>
    public static byte Model => Of<byte>(0);

    /// <summary>Number of the variant.</summary>
    public static ushort SKU => Of<ushort>(0);

    /// <summary>The board's target name.</summary>
    public static string TargetName => Of("ESP32_REV3");

    /// <summary>The platform.</summary>
    public static string Platform => Of("ESP32");

    /// <summary>What the processor computes with.</summary>
    public static FloatingPoint FloatingPointSupport => Of(FloatingPoint.DoublePrecisionSoftware);

    private static T Of<T>(T value)
    {
        BoardRuntime.Current.ThrowIfOff();
        return value;
    }
}
