namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// A broker connection for each client, which a transparent gateway needs beside <see cref="IBroker"/>; what is said there holds here.
    /// </summary>
    public interface IClientConnections
    {
        /// <summary>
        /// Opens a connection for a client. The answer is <c>OnBrokerConnected</c> or <c>OnBrokerLost</c>. Where the session is not clean, the link
        /// may open a connection that was up again by itself, and go on with its exchanges [MQTT-4.4.0-1]: it says so with <c>OnBrokerLost</c>, and
        /// <c>OnBrokerConnected</c> follows.
        /// </summary>
        /// <param name="connection">Its number from now on; it does not come again before <see cref="Close"/> or an <c>OnBrokerLost</c> that ends
        /// it.</param>
        /// <param name="clientId">The client id, UTF-8.</param>
        /// <param name="cleanSession">MQTT's CleanSession.</param>
        /// <param name="keepAliveSeconds">
        /// The client's keep alive, 0 to 65535, or, while it sleeps, its sleep duration: the connection may use a keep alive of its own, and has the
        /// broker keep the session for at least as long (MQTT 5, 3.1.2.11.2).
        /// </param>
        /// <param name="will">The will, or null.</param>
        /// <returns>False when there are too many connections.</returns>
        bool Open(int connection, byte[] clientId, bool cleanSession, int keepAliveSeconds, Will will);

        /// <summary>Closes a connection that <see cref="Open"/> made. Nothing is reported of it any more, and its tokens are void.</summary>
        /// <param name="connection">The connection.</param>
        /// <param name="sendDisconnect">Whether the broker is told, so that it drops the will; false has it publish the will.</param>
        void Close(int connection, bool sendDisconnect);
    }
}
