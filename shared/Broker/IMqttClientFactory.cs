using System;
using nanoFramework.M2Mqtt;

namespace SensorNet.Broker
{
    /// <summary>Makes a client for one connection to the broker; a client is never used twice.</summary>
    public interface IMqttClientFactory
    {
        /// <summary>Makes a client for the broker of the settings. Blocks while it resolves the broker's name, and throws when that fails.</summary>
        /// <param name="settings">Which broker.</param>
        /// <param name="connack">Where the client notes the broker's answer to CONNECT as soon as it comes.</param>
        IMqttClient Create(BrokerSessionSettings settings, Connack connack);

        /// <summary>Tells how far a client came whose connecting threw. The types of these exceptions are known only here.</summary>
        /// <param name="failure">What it threw.</param>
        ConnectFault FaultOf(Exception failure);
    }
}
