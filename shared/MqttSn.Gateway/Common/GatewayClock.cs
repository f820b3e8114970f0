namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The time that the call at hand was given. Written by <see cref="MqttSnGateway"/>.</summary>
    internal sealed class GatewayClock
    {
        internal long NowMs;
    }
}
