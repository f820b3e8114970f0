namespace SensorNet.Emulator;

/// <summary>What comes due in <see cref="SimulatedTime"/>.</summary>
internal abstract class DueItem
{
    /// <summary>True when it need not come due any more.</summary>
    public abstract bool IsOver { get; }

    /// <summary>Its time has come. With the gate of <see cref="BoardWaits"/> held.</summary>
    public abstract void ComeDueLocked();
}
