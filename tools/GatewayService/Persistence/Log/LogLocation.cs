namespace SensorNet.GatewayService.Persistence.Log;

/// <summary>Where a thing's latest record is.</summary>
/// <param name="Position">Octets of records before it, since the log began: segments begin at a position.</param>
/// <param name="Length">The record's octets, with its header.</param>
internal readonly record struct LogLocation(long Position, int Length);
