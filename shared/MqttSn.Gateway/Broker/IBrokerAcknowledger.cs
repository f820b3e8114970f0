namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// A broker link that acknowledges the broker's messages at QoS 1 and 2 when the gateway says so: a client then has them before the broker
    /// forgets them. A link that acknowledges by itself is none; it gives each message the token 0.
    /// </summary>
    public interface IBrokerAcknowledger
    {
        /// <summary>
        /// Says that a message of <c>OnBrokerMessage</c> has been taken over, so that PUBACK (QoS 1) or PUBREC (QoS 2) may go to the broker. Can
        /// come from within <c>OnBrokerMessage</c>, and after the connection was lost: then it is to be ignored.
        /// </summary>
        /// <param name="connection">The connection that the message came on.</param>
        /// <param name="ackToken">What <c>OnBrokerMessage</c> was given.</param>
        void Acknowledge(int connection, int ackToken);
    }
}
