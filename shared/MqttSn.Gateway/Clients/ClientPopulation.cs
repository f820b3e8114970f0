namespace SensorNet.MqttSn.Gateway
{
    /// <summary>How many clients are in states that are limited. Written by the clients as they change.</summary>
    internal sealed class ClientPopulation
    {
        /// <summary>Clients whose CONNECT is not finished.</summary>
        internal int UnderWay;
    }
}
