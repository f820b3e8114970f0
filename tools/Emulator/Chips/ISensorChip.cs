using System.Collections.Generic;

namespace SensorNet.Emulator;

/// <summary>
/// A chip that a board can have as its sensor. A new one is a class, its <see cref="SensorKind"/> and its line in <see cref="SensorChips"/>.
/// </summary>
public interface ISensorChip : II2cChip
{
    /// <summary>The addresses that the chip can be strapped to, the usual one first.</summary>
    IReadOnlyList<int> Addresses { get; }

    /// <summary>What is wrong with the chip. Can be changed at any time, from any thread.</summary>
    ChipFaults Faults { get; set; }

    /// <summary>The supply went away and came back: the chip is as after power-on, and its start-up is over before anybody can ask.</summary>
    void LosePower();
}
