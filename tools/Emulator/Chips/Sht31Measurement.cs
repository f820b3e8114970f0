using System;

namespace SensorNet.Emulator;

/// <summary>A way to measure that a command of an SHT31 asks for (data sheet SHT3x-DIS, tables 9, 10 and 12).</summary>
/// <param name="Duration">From the command to the values, at its longest (table 4), so that a driver that waits for less is found out.</param>
/// <param name="StretchesClock">Whether a read that comes too early is held by the clock, and not refused.</param>
/// <param name="Period">From one measurement to the next; null for a single one.</param>
internal sealed record Sht31Measurement(TimeSpan Duration, bool StretchesClock = false, TimeSpan? Period = null)
{
    private static readonly TimeSpan s_low = TimeSpan.FromMilliseconds(4.5);
    private static readonly TimeSpan s_medium = TimeSpan.FromMilliseconds(6.5);
    private static readonly TimeSpan s_high = TimeSpan.FromMilliseconds(15.5);

    /// <summary>What a command asks for; null when it is no command to measure.</summary>
    public static Sht31Measurement? Of(int command) => command switch
    {
        0x2400 => new(s_high),
        0x240B => new(s_medium),
        0x2416 => new(s_low),
        0x2C06 => new(s_high, StretchesClock: true),
        0x2C0D => new(s_medium, StretchesClock: true),
        0x2C10 => new(s_low, StretchesClock: true),
        0x2032 => Periodic(s_high, 0.5),
        0x2024 => Periodic(s_medium, 0.5),
        0x202F => Periodic(s_low, 0.5),
        0x2130 => Periodic(s_high, 1),
        0x2126 => Periodic(s_medium, 1),
        0x212D => Periodic(s_low, 1),
        0x2236 => Periodic(s_high, 2),
        0x2220 => Periodic(s_medium, 2),
        0x222B => Periodic(s_low, 2),
        0x2334 => Periodic(s_high, 4),
        0x2322 => Periodic(s_medium, 4),
        0x2329 => Periodic(s_low, 4),
        0x2737 => Periodic(s_high, 10),
        0x2721 => Periodic(s_medium, 10),
        0x272A => Periodic(s_low, 10),

        // ART: accelerated response time.
        0x2B32 => Periodic(s_high, 4),
        _ => null,
    };

    private static Sht31Measurement Periodic(TimeSpan duration, double perSecond) => new(duration, Period: TimeSpan.FromSeconds(1 / perSecond));
}
