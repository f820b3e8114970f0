namespace SensorNet.EndToEnd.Tests.Service;

/// <summary>What the service's scenarios are run with.</summary>
internal static class Modes
{
    /// <summary>Each mode of the gateway with QoS 0, 1 and 2.</summary>
    public static IEnumerable<(string Mode, int Qos)> AtEveryQos =>
        from mode in new[] { "aggregating", "transparent" }
        from qos in new[] { 0, 1, 2 }
        select (mode, qos);
}
