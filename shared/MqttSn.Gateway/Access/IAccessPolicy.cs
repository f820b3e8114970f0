namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Who may connect, and what a client may publish and receive. Each method answers at once, does not call the gateway, and uses the buffers
    /// during the call only. A gateway without a policy asks nobody.
    /// </summary>
    /// <remarks>
    /// A client is named by its client id and its identity: who it is by what secures its datagrams, as UTF-8 octets; null where nothing does. A
    /// PUBLISH at QoS −1 of somebody who is not connected has neither.
    /// </remarks>
    public interface IAccessPolicy
    {
        /// <summary>Another number whenever an answer may have changed: what the gateway remembers of earlier answers is void then.</summary>
        int Version { get; }

        /// <summary>Whether a client may connect, and wake from another address.</summary>
        /// <param name="from">Where the datagram came from.</param>
        /// <param name="identity">The identity of its sender, or null.</param>
        /// <param name="buffer">Holds the client id.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        bool MayConnect(ref NetworkAddress from, byte[] identity, byte[] buffer, int offset, int length);

        /// <summary>Whether a client may publish to a topic; asked for its PUBLISHes, its REGISTERs and its will.</summary>
        /// <param name="clientId">Its client id, or null.</param>
        /// <param name="identity">Its identity, or null.</param>
        /// <param name="buffer">Holds the topic name.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        bool MayPublish(byte[] clientId, byte[] identity, byte[] buffer, int offset, int length);

        /// <summary>Whether a client may get a message; asked for each message that its subscriptions match.</summary>
        /// <param name="clientId">Its client id.</param>
        /// <param name="identity">Its identity, or null.</param>
        /// <param name="buffer">Holds the topic name.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        bool MayReceive(byte[] clientId, byte[] identity, byte[] buffer, int offset, int length);

        /// <summary>Whether a client may subscribe to a topic filter; what comes by the subscription is asked for by itself.</summary>
        /// <param name="clientId">Its client id.</param>
        /// <param name="identity">Its identity, or null.</param>
        /// <param name="buffer">Holds the topic filter.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        bool MaySubscribe(byte[] clientId, byte[] identity, byte[] buffer, int offset, int length);
    }
}
