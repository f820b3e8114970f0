namespace SensorNet.GatewayService.Persistence;

/// <summary>
/// Another process has the store. That is no failure of the disk: two gateways with the same sessions at the broker would end each other's.
/// </summary>
internal sealed class StoreTakenException(string message, Exception inner) : Exception(message, inner);
