namespace SensorNet.GatewayService.Hosting;

/// <summary>A bound on what peers may send.</summary>
/// <param name="Words">What was beyond it, with the setting.</param>
/// <param name="Count">How often it was hit since the start.</param>
internal readonly record struct Bound(string Words, Func<long> Count);
