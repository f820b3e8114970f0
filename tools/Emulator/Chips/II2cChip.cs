using System;

namespace SensorNet.Emulator;

/// <summary>A chip on an I2C bus, as its wires see it.</summary>
public interface II2cChip
{
    /// <summary>Whether the chip acknowledges its address.</summary>
    /// <param name="now">The bus's time.</param>
    bool AcknowledgesAddress(TimeSpan now);

    /// <summary>Takes bytes; false when it stops acknowledging them.</summary>
    bool Write(ReadOnlySpan<byte> bytes, TimeSpan now);

    /// <summary>Gives bytes; false when it has none (the wire then reads as ones).</summary>
    bool Read(Span<byte> buffer, TimeSpan now);
}
