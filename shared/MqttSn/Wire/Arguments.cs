using System;

namespace SensorNet.MqttSn
{
    /// <summary>Arguments that no message can have: <see cref="ArgumentException"/> with the argument's name and the rule.</summary>
    internal static class Arguments
    {
        internal static void CheckTopic(TopicIdType topicIdType, int topicId)
        {
            if (topicIdType < TopicIdType.ShortName)
            {
                CheckTopicId(topicId);
                return;
            }

            CheckTopicIdType(topicIdType);
            CheckWord(topicId, "topicId");
            Refuse(TopicNames.CheckShortName(topicId), "topicId");
        }

        internal static void CheckTopicIdType(TopicIdType topicIdType)
        {
            if (topicIdType >= TopicIdType.Reserved)
            {
                throw new ArgumentException("the topic id type 0b11 is reserved (5.3.4)", "topicIdType");
            }
        }

        internal static void CheckFlags(int flags, int allowed)
        {
            if ((flags & ~allowed) != 0)
            {
                throw new ArgumentException("flags that the message does not have (5.3.4, 5.4)", "flags");
            }
        }

        internal static void CheckGiven(object argument, string name)
        {
            if (argument == null)
            {
                throw new ArgumentNullException(name);
            }
        }

        internal static void CheckClientId(Slice clientId)
        {
            CheckGiven(clientId, "clientId");
            Refuse(ClientIds.Check(clientId.Octets, clientId.Start, clientId.Count), "clientId");
        }

        internal static void CheckTopicName(Slice topic)
        {
            CheckGiven(topic, "topic");
            Refuse(TopicNames.CheckName(topic.Octets, topic.Start, topic.Count), "topic");
        }

        internal static void Refuse(DecodeError error, string name)
        {
            if (error != DecodeError.None)
            {
                throw new ArgumentException(DecodeErrors.Describe(error), name);
            }
        }

        internal static void CheckTopicId(int topicId)
        {
            if (topicId < Limits.TopicIdMin || topicId > Limits.TopicIdMax)
            {
                throw new ArgumentException("a topic id is 0x0001 to 0xFFFE (5.3.11)", "topicId");
            }
        }

        internal static void CheckMessageId(int messageId)
        {
            if (messageId < 1 || messageId > Limits.MessageIdMax)
            {
                throw new ArgumentException("a message id is 0x0001 to 0xFFFF (5.3.7, MQTT-2.3.1-1)", "messageId");
            }
        }

        internal static void CheckQos(int qos)
        {
            if (qos < 0 || qos > 2)
            {
                throw new ArgumentException("QoS is 0 to 2 here (5.3.4)", "qos");
            }
        }

        internal static void CheckReturnCode(ReturnCode returnCode)
        {
            if (returnCode > ReturnCode.NotSupported)
            {
                throw new ArgumentException("the return codes 0x04 to 0xFF are reserved (5.3.10)", "returnCode");
            }
        }

        internal static void CheckOctet(int value, string name)
        {
            if (value < 0 || value > 0xFF)
            {
                throw new ArgumentOutOfRangeException(name, "one octet: 0 to 255");
            }
        }

        internal static void CheckWord(int value, string name)
        {
            if (value < 0 || value > 0xFFFF)
            {
                throw new ArgumentOutOfRangeException(name, "two octets: 0 to 65535");
            }
        }
    }
}
