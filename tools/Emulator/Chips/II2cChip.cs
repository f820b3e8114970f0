using System;

namespace SensorNet.Emulator;

/// <summary>A chip on an I2C bus, as its wires see it. Its calls come one at a time, with times that never go back.</summary>
public interface II2cChip
{
    /// <summary>Whether the chip acknowledges its address for a write.</summary>
    /// <param name="now">The bus's time.</param>
    bool AcknowledgesAddress(TimeSpan now);

    /// <summary>Whether the chip acknowledges its address for a read: one that has nothing to give may not.</summary>
    /// <param name="now">The bus's time.</param>
    bool AcknowledgesRead(TimeSpan now) => AcknowledgesAddress(now);

    /// <summary>Until when the chip holds the clock before the first byte of a read; <paramref name="now"/> when it does not.</summary>
    /// <param name="now">The bus's time.</param>
    TimeSpan HoldsClockUntil(TimeSpan now) => now;

    /// <summary>Takes bytes; false when it stops acknowledging them.</summary>
    bool Write(ReadOnlySpan<byte> bytes, TimeSpan now);

    /// <summary>Gives bytes; false when it has none (the wire then reads as ones).</summary>
    bool Read(Span<byte> buffer, TimeSpan now);
}
