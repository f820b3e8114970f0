namespace SensorNet.MqttSn.Gateway
{
    /// <summary>How often a client has changed its address. Written by Limits; null until it has.</summary>
    internal sealed class ClientMoves
    {
        /// <summary>Changes since <see cref="SinceMs"/>, up to one more than may be in a minute.</summary>
        internal int Count;

        internal long SinceMs;
    }
}
