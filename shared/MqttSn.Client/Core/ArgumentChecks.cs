using System;
using System.Text;

namespace SensorNet.MqttSn.Client
{
    /// <summary>Checks what commands are given, so that each message fits into a datagram.</summary>
    internal sealed class ArgumentChecks
    {
        private readonly int _datagramBytesMax;

        internal ArgumentChecks(ClientSettings settings)
        {
            _datagramBytesMax = settings.DatagramBytesMax;
        }

        internal static byte[] EncodeClientId(string clientId)
        {
            if (clientId == null)
            {
                throw new ArgumentException("ClientId is not set (5.3.1)", "ClientId");
            }

            byte[] octets = Encoding.UTF8.GetBytes(clientId);
            DecodeError error = ClientIds.Check(octets, 0, octets.Length);
            if (error != DecodeError.None)
            {
                throw new ArgumentException("ClientId: " + DecodeErrors.Describe(error), "ClientId");
            }

            return octets;
        }

        internal static void CheckQos(int qos)
        {
            if (qos < 0 || qos > 2)
            {
                throw new ArgumentException("QoS is 0 to 2 here; PublishWithoutConnection is for QoS -1 (5.3.4)", "qos");
            }
        }

        internal void CheckTopicName(Topic topic)
        {
            CheckTopic(topic);
            if (topic.HasWildcard)
            {
                throw new ArgumentException(DecodeErrors.Describe(DecodeError.TopicHasWildcard), "topic");
            }
        }

        internal void CheckTopic(Topic topic)
        {
            if (topic == null)
            {
                throw new ArgumentNullException("topic");
            }

            if (topic.Octets.Length > _datagramBytesMax - MessageSender.NameOverheadMax)
            {
                throw new ArgumentException("the topic name does not fit into a datagram of DatagramBytesMax", "topic");
            }
        }

        // Null is none.
        internal void CheckWill(Will will)
        {
            if (will != null)
            {
                CheckTopic(will.Topic);
                CheckWillMessage(will.Message);
            }
        }

        internal void CheckWillMessage(byte[] message)
        {
            if (message == null)
            {
                throw new ArgumentNullException("message");
            }

            if (message.Length > _datagramBytesMax - MessageSender.NameOverheadMax)
            {
                throw new ArgumentException("the will message does not fit into a datagram of DatagramBytesMax", "message");
            }
        }
    }
}
