namespace SensorNet.Emulator;

/// <summary>What the wires do to one transfer.</summary>
public enum BusFault
{
    /// <summary>Nothing: every bit arrives.</summary>
    None,

    /// <summary>The address is not acknowledged, and the chip has seen nothing.</summary>
    NotAcknowledged,

    /// <summary>
    /// It ends early. Of a write the last byte is missing. Of a read the second half reads as ones, while the chip takes it for sent.
    /// </summary>
    CutShort,

    /// <summary>Every byte is acknowledged, and one bit arrives wrong: of what is read, or else of what is written.</summary>
    FlippedBit,
}
