namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The time that the call at hand was given.</summary>
    internal sealed class GatewayClock
    {
        internal long NowMs;

        /// <summary>A call has come in. It does not go back.</summary>
        internal void Set(long nowMs) => NowMs = nowMs;
    }
}
