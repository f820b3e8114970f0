using System;
using nanoFramework.M2Mqtt;

namespace SensorNet.Broker
{
    /// <summary>Makes a client for one connection to the broker; a client is never used twice.</summary>
    public interface IMqttClientFactory
    {
        /// <summary>What the board does for TLS besides.</summary>
        ITlsSupport Tls { get; }

        /// <summary>
        /// Makes a client for a broker. Blocks while it resolves the broker's name, and throws when that fails or a certificate cannot be read.
        /// </summary>
        /// <param name="credentials">Which broker.</param>
        /// <param name="connack">Where the client notes the broker's answer to CONNECT as soon as it comes.</param>
        IMqttClient Create(BrokerCredentials credentials, Connack connack);

        /// <summary>Tells how far a client came whose connecting threw. The types of these exceptions are known only here.</summary>
        /// <param name="failure">What it threw.</param>
        ConnectFault FaultOf(Exception failure);

        /// <summary>
        /// The number with which a TLS handshake failed, one of <see cref="TlsCodes"/> or another; <see cref="TlsCodes.None"/> when that is not
        /// what failed.
        /// </summary>
        /// <param name="failure">What connecting with TLS threw.</param>
        int TlsCodeOf(Exception failure);
    }
}
