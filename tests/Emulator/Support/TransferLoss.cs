namespace SensorNet.Emulator.Tests.Support;

/// <summary>How a transfer on the bus is lost.</summary>
internal enum TransferLoss
{
    /// <summary>The chip does not acknowledge its address.</summary>
    Address,

    /// <summary>It acknowledges its address, and no byte after it.</summary>
    Data,
}
