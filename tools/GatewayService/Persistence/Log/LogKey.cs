namespace SensorNet.GatewayService.Persistence.Log;

/// <summary>What a record of the log is about: one thing, whose latest record counts.</summary>
/// <param name="Kind">The kind of thing; the numbers are part of the format.</param>
/// <param name="Owner">Whose it is; 0 where the id alone tells.</param>
/// <param name="Id">Which of them.</param>
internal readonly record struct LogKey(byte Kind, ulong Owner, long Id);
