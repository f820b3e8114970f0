namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What most classes go by: the settings, the counters and the time.</summary>
    internal sealed class GatewayBasics
    {
        internal readonly GatewaySettings Settings;
        internal readonly GatewayCounters Counters = new GatewayCounters();
        internal readonly GatewayClock Clock = new GatewayClock();

        internal GatewayBasics(GatewaySettings settings)
        {
            Settings = settings;
        }
    }
}
