namespace SensorNet.Readings.Devices;

/// <summary>How a reading follows the one before.</summary>
/// <param name="Missed">Readings between the two that did not arrive.</param>
/// <param name="Restarted">The node began to count anew.</param>
public readonly record struct SequenceStep(long Missed, bool Restarted);
