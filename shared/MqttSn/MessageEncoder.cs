using System;

namespace SensorNet.MqttSn
{
    /// <summary>
    /// Writes MQTT-SN 1.2 messages into the caller's buffer. Every method returns the octets written, or 0 when the message does not fit into
    /// the capacity or a length field (65,535 octets); then nothing has been written. Nothing is allocated.
    /// </summary>
    /// <remarks>
    /// <para>Every method begins with <c>buffer</c>, <c>offset</c>, where the message begins in it, and <c>capacity</c>, the octets
    /// that it may have from there. Topic ids are 1 to 65534, message ids 1 to 65535, durations in seconds 0 to 65535. Names are ranges of UTF-8 octets.</para>
    /// <para>Arguments that no message can have throw <see cref="ArgumentException"/> before the first octet is written. An array of length 0 may be null.
    /// Name and data may lie in the same buffer, even where the message is written to.</para>
    /// </remarks>
    public static class MessageEncoder
    {
        /// <summary>ADVERTISE (5.4.1).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="gatewayId">0 to 255.</param>
        /// <param name="duration">Seconds to the next one.</param>
        public static int WriteAdvertise(byte[] buffer, int offset, int capacity, int gatewayId, int duration)
        {
            CheckRange(buffer, offset, capacity);
            CheckOctet(gatewayId, "gatewayId");
            CheckWord(duration, "duration");
            if (capacity < 5)
            {
                return 0;
            }

            buffer[offset] = 5;
            buffer[offset + 1] = (byte)MessageType.Advertise;
            buffer[offset + 2] = (byte)gatewayId;
            buffer[offset + 3] = (byte)(duration >> 8);
            buffer[offset + 4] = (byte)duration;
            return 5;
        }

        /// <summary>SEARCHGW (5.4.2).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="radius">The broadcast radius, 0 (all nodes) to 255.</param>
        public static int WriteSearchGw(byte[] buffer, int offset, int capacity, int radius)
        {
            CheckOctet(radius, "radius");
            return WriteOctet(buffer, offset, capacity, MessageType.SearchGw, radius);
        }

        /// <summary>GWINFO of a gateway: without an address (5.4.3).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="gatewayId">0 to 255.</param>
        public static int WriteGwInfo(byte[] buffer, int offset, int capacity, int gatewayId)
        {
            CheckOctet(gatewayId, "gatewayId");
            return WriteOctet(buffer, offset, capacity, MessageType.GwInfo, gatewayId);
        }

        /// <summary>GWINFO of a client: with the gateway's address (5.4.3).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="gatewayId">0 to 255.</param>
        /// <param name="address">Holds the address as the network has it; written as it is (5.3.5).</param>
        /// <param name="addressOffset">Its first octet.</param>
        /// <param name="addressLength">Its octets, 1 or more.</param>
        public static int WriteGwInfo(
            byte[] buffer, int offset, int capacity, int gatewayId, byte[] address, int addressOffset, int addressLength)
        {
            CheckRange(buffer, offset, capacity);
            CheckOctet(gatewayId, "gatewayId");
            CheckSource(address, addressOffset, addressLength, "address");
            if (addressLength == 0)
            {
                throw new ArgumentException("the gateway's address is empty", "addressLength");
            }

            int at = Place(buffer, offset, capacity, 1, address, addressOffset, addressLength);
            if (at == 0)
            {
                return 0;
            }

            buffer[at] = (byte)gatewayId;
            return WriteHeader(buffer, offset, at + 1 + addressLength, at, MessageType.GwInfo);
        }

        /// <summary>CONNECT (5.4.4).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="will">Whether the gateway is to ask for the will.</param>
        /// <param name="cleanSession">Whether the session begins anew (6.3).</param>
        /// <param name="keepAlive">Keep alive in seconds; 0 means none.</param>
        /// <param name="clientId">Holds the client id.</param>
        /// <param name="clientIdOffset">Its first octet.</param>
        /// <param name="clientIdLength">Its octets, 1 to 23.</param>
        public static int WriteConnect(
            byte[] buffer,
            int offset,
            int capacity,
            bool will,
            bool cleanSession,
            int keepAlive,
            byte[] clientId,
            int clientIdOffset,
            int clientIdLength)
        {
            CheckRange(buffer, offset, capacity);
            CheckWord(keepAlive, "keepAlive");
            CheckClientId(clientId, clientIdOffset, clientIdLength);
            int at = Place(buffer, offset, capacity, 4, clientId, clientIdOffset, clientIdLength);
            if (at == 0)
            {
                return 0;
            }

            buffer[at] = (byte)((will ? MessageFlags.Will : 0) | (cleanSession ? MessageFlags.CleanSession : 0));
            buffer[at + 1] = Limits.ProtocolId;
            buffer[at + 2] = (byte)(keepAlive >> 8);
            buffer[at + 3] = (byte)keepAlive;
            return WriteHeader(buffer, offset, at + 4 + clientIdLength, at, MessageType.Connect);
        }

        /// <summary>CONNACK (5.4.5).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WriteConnAck(byte[] buffer, int offset, int capacity, ReturnCode returnCode)
        {
            CheckReturnCode(returnCode);
            return WriteOctet(buffer, offset, capacity, MessageType.ConnAck, (int)returnCode);
        }

        /// <summary>WILLTOPICREQ (5.4.6).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        public static int WriteWillTopicReq(byte[] buffer, int offset, int capacity)
        {
            return WriteNothing(buffer, offset, capacity, MessageType.WillTopicReq);
        }

        /// <summary>WILLTOPIC (5.4.7).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="qos">The will's QoS, 0 to 2.</param>
        /// <param name="retain">Whether the will is retained.</param>
        /// <param name="topic">Holds the will topic.</param>
        /// <param name="topicOffset">Its first octet.</param>
        /// <param name="topicLength">Its octets, 1 or more.</param>
        public static int WriteWillTopic(
            byte[] buffer, int offset, int capacity, int qos, bool retain, byte[] topic, int topicOffset, int topicLength)
        {
            return WriteWillTopicOf(buffer, offset, capacity, MessageType.WillTopic, qos, retain, topic, topicOffset, topicLength);
        }

        /// <summary>The empty WILLTOPIC, which deletes the will (5.4.7).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        public static int WriteEmptyWillTopic(byte[] buffer, int offset, int capacity)
        {
            return WriteNothing(buffer, offset, capacity, MessageType.WillTopic);
        }

        /// <summary>WILLMSGREQ (5.4.8).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        public static int WriteWillMsgReq(byte[] buffer, int offset, int capacity)
        {
            return WriteNothing(buffer, offset, capacity, MessageType.WillMsgReq);
        }

        /// <summary>WILLMSG (5.4.9).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="data">Holds the will message.</param>
        /// <param name="dataOffset">Its first octet.</param>
        /// <param name="dataLength">Its octets, 0 or more.</param>
        public static int WriteWillMsg(byte[] buffer, int offset, int capacity, byte[] data, int dataOffset, int dataLength)
        {
            return WriteData(buffer, offset, capacity, MessageType.WillMsg, data, dataOffset, dataLength);
        }

        /// <summary>REGISTER (5.4.10).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="topicId">Of a client 0; of a gateway the topic id of the name.</param>
        /// <param name="messageId">1 to 65535.</param>
        /// <param name="topic">Holds the topic name.</param>
        /// <param name="topicOffset">Its first octet.</param>
        /// <param name="topicLength">Its octets, 1 or more.</param>
        public static int WriteRegister(
            byte[] buffer, int offset, int capacity, int topicId, int messageId, byte[] topic, int topicOffset, int topicLength)
        {
            CheckRange(buffer, offset, capacity);
            if (topicId != 0)
            {
                CheckTopicId(topicId);
            }

            CheckMessageId(messageId);
            CheckTopicName(topic, topicOffset, topicLength);
            int at = Place(buffer, offset, capacity, 4, topic, topicOffset, topicLength);
            if (at == 0)
            {
                return 0;
            }

            WriteWord(buffer, at, topicId);
            WriteWord(buffer, at + 2, messageId);
            return WriteHeader(buffer, offset, at + 4 + topicLength, at, MessageType.Register);
        }

        /// <summary>REGACK (5.4.11).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="topicId">The id for the name; with a rejection anything from 0 to 65535.</param>
        /// <param name="messageId">That of the REGISTER, 0 to 65535: there are clients that leave it at 0, and wait for that in the answer.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WriteRegAck(byte[] buffer, int offset, int capacity, int topicId, int messageId, ReturnCode returnCode)
        {
            CheckWord(messageId, "messageId");
            return WriteTopicAck(buffer, offset, capacity, MessageType.RegAck, topicId, messageId, returnCode);
        }

        /// <summary>PUBLISH (5.4.12).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="dup">Whether it is sent again; with QoS 1 and 2 only [MQTT-3.3.1-2].</param>
        /// <param name="qos">−1 to 2; −1 not with <see cref="TopicIdType.Normal"/> (6.8).</param>
        /// <param name="retain">Whether it is retained.</param>
        /// <param name="topicIdType">The kind of topic id.</param>
        /// <param name="topicId">The topic id, or a short topic name as <see cref="TopicNames.ToShortId"/> makes it.</param>
        /// <param name="messageId">1 to 65535 with QoS 1 and 2, otherwise 0.</param>
        /// <param name="data">Holds the data.</param>
        /// <param name="dataOffset">Its first octet.</param>
        /// <param name="dataLength">Its octets, 0 or more.</param>
        public static int WritePublish(
            byte[] buffer,
            int offset,
            int capacity,
            bool dup,
            int qos,
            bool retain,
            TopicIdType topicIdType,
            int topicId,
            int messageId,
            byte[] data,
            int dataOffset,
            int dataLength)
        {
            CheckRange(buffer, offset, capacity);
            CheckPublish(dup, qos, topicIdType, topicId, messageId);
            CheckSource(data, dataOffset, dataLength, "data");
            int at = Place(buffer, offset, capacity, 5, data, dataOffset, dataLength);
            if (at == 0)
            {
                return 0;
            }

            // QoS −1 has the bits 0b11 (5.3.4).
            int flags = ((qos & 3) << MessageFlags.QosShift) | (int)topicIdType;
            if (dup)
            {
                flags |= MessageFlags.Dup;
            }

            if (retain)
            {
                flags |= MessageFlags.Retain;
            }

            buffer[at] = (byte)flags;
            buffer[at + 1] = (byte)(topicId >> 8);
            buffer[at + 2] = (byte)topicId;
            buffer[at + 3] = (byte)(messageId >> 8);
            buffer[at + 4] = (byte)messageId;
            return WriteHeader(buffer, offset, at + 5 + dataLength, at, MessageType.Publish);
        }

        /// <summary>PUBACK (5.4.13).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="topicId">That of the PUBLISH; with a rejection anything from 0 to 65535.</param>
        /// <param name="messageId">That of the PUBLISH, 1 to 65535; with a rejection 0 as well, which a PUBLISH of QoS 0 or −1 has.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WritePubAck(byte[] buffer, int offset, int capacity, int topicId, int messageId, ReturnCode returnCode)
        {
            if (messageId != 0 || returnCode == ReturnCode.Accepted)
            {
                CheckMessageId(messageId);
            }

            return WriteTopicAck(buffer, offset, capacity, MessageType.PubAck, topicId, messageId, returnCode);
        }

        /// <summary>PUBREC (5.4.14).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="messageId">That of the PUBLISH, 1 to 65535.</param>
        public static int WritePubRec(byte[] buffer, int offset, int capacity, int messageId)
        {
            return WriteMessageId(buffer, offset, capacity, MessageType.PubRec, messageId);
        }

        /// <summary>PUBREL (5.4.14).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="messageId">That of the PUBLISH, 1 to 65535.</param>
        public static int WritePubRel(byte[] buffer, int offset, int capacity, int messageId)
        {
            return WriteMessageId(buffer, offset, capacity, MessageType.PubRel, messageId);
        }

        /// <summary>PUBCOMP (5.4.14).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="messageId">That of the PUBLISH, 1 to 65535.</param>
        public static int WritePubComp(byte[] buffer, int offset, int capacity, int messageId)
        {
            return WriteMessageId(buffer, offset, capacity, MessageType.PubComp, messageId);
        }

        /// <summary>SUBSCRIBE to a topic filter (5.4.15).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="dup">Whether it is sent again.</param>
        /// <param name="qos">The highest QoS asked for, 0 to 2.</param>
        /// <param name="messageId">1 to 65535.</param>
        /// <param name="filter">Holds the topic filter.</param>
        /// <param name="filterOffset">Its first octet.</param>
        /// <param name="filterLength">Its octets, 1 or more.</param>
        public static int WriteSubscribe(
            byte[] buffer, int offset, int capacity, bool dup, int qos, int messageId, byte[] filter, int filterOffset, int filterLength)
        {
            return WriteFilter(
                buffer, offset, capacity, MessageType.Subscribe, SubscribeFlags(dup, qos), messageId, filter, filterOffset, filterLength);
        }

        /// <summary>SUBSCRIBE to a predefined topic id or a short topic name (5.4.15).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="dup">Whether it is sent again.</param>
        /// <param name="qos">The highest QoS asked for, 0 to 2.</param>
        /// <param name="messageId">1 to 65535.</param>
        /// <param name="topicIdType"><see cref="TopicIdType.Predefined"/> or <see cref="TopicIdType.ShortName"/>.</param>
        /// <param name="topicId">The topic id, or a short topic name as <see cref="TopicNames.ToShortId"/> makes it.</param>
        public static int WriteSubscribe(
            byte[] buffer, int offset, int capacity, bool dup, int qos, int messageId, TopicIdType topicIdType, int topicId)
        {
            return WriteTopicId(
                buffer, offset, capacity, MessageType.Subscribe, SubscribeFlags(dup, qos), messageId, topicIdType, topicId);
        }

        /// <summary>SUBACK (5.4.16).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="qos">The QoS granted, 0 to 2.</param>
        /// <param name="topicId">The id for the name, 0 for a filter with wildcards and a short topic name (6.9); with a rejection anything from 0 to 65535.</param>
        /// <param name="messageId">That of the SUBSCRIBE, 0 to 65535.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WriteSubAck(
            byte[] buffer, int offset, int capacity, int qos, int topicId, int messageId, ReturnCode returnCode)
        {
            CheckRange(buffer, offset, capacity);
            CheckQos(qos);
            CheckWord(messageId, "messageId");
            CheckReturnCode(returnCode);
            CheckWord(topicId, "topicId");
            if (returnCode == ReturnCode.Accepted && topicId != 0)
            {
                CheckTopicId(topicId);
            }

            if (capacity < 8)
            {
                return 0;
            }

            buffer[offset] = 8;
            buffer[offset + 1] = (byte)MessageType.SubAck;
            buffer[offset + 2] = (byte)(qos << MessageFlags.QosShift);
            WriteWord(buffer, offset + 3, topicId);
            WriteWord(buffer, offset + 5, messageId);
            buffer[offset + 7] = (byte)returnCode;
            return 8;
        }

        /// <summary>UNSUBSCRIBE from a topic filter (5.4.17).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="messageId">1 to 65535.</param>
        /// <param name="filter">Holds the topic filter.</param>
        /// <param name="filterOffset">Its first octet.</param>
        /// <param name="filterLength">Its octets, 1 or more.</param>
        public static int WriteUnsubscribe(
            byte[] buffer, int offset, int capacity, int messageId, byte[] filter, int filterOffset, int filterLength)
        {
            return WriteFilter(
                buffer, offset, capacity, MessageType.Unsubscribe, 0, messageId, filter, filterOffset, filterLength);
        }

        /// <summary>UNSUBSCRIBE from a predefined topic id or a short topic name (5.4.17).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="messageId">1 to 65535.</param>
        /// <param name="topicIdType"><see cref="TopicIdType.Predefined"/> or <see cref="TopicIdType.ShortName"/>.</param>
        /// <param name="topicId">The topic id, or a short topic name as <see cref="TopicNames.ToShortId"/> makes it.</param>
        public static int WriteUnsubscribe(
            byte[] buffer, int offset, int capacity, int messageId, TopicIdType topicIdType, int topicId)
        {
            return WriteTopicId(buffer, offset, capacity, MessageType.Unsubscribe, 0, messageId, topicIdType, topicId);
        }

        /// <summary>UNSUBACK (5.4.18).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="messageId">That of the UNSUBSCRIBE, 0 to 65535.</param>
        public static int WriteUnsubAck(byte[] buffer, int offset, int capacity, int messageId)
        {
            CheckWord(messageId, "messageId");
            return WriteWordOnly(buffer, offset, capacity, MessageType.UnsubAck, messageId);
        }

        /// <summary>PINGREQ of a connected client or a gateway (5.4.19).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        public static int WritePingReq(byte[] buffer, int offset, int capacity)
        {
            return WriteNothing(buffer, offset, capacity, MessageType.PingReq);
        }

        /// <summary>PINGREQ of a sleeping client that is awake (5.4.19, 6.14).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="clientId">Holds the client id.</param>
        /// <param name="clientIdOffset">Its first octet.</param>
        /// <param name="clientIdLength">Its octets, 1 to 23.</param>
        public static int WritePingReq(
            byte[] buffer, int offset, int capacity, byte[] clientId, int clientIdOffset, int clientIdLength)
        {
            CheckClientId(clientId, clientIdOffset, clientIdLength);
            return WriteData(buffer, offset, capacity, MessageType.PingReq, clientId, clientIdOffset, clientIdLength);
        }

        /// <summary>PINGRESP (5.4.20).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        public static int WritePingResp(byte[] buffer, int offset, int capacity)
        {
            return WriteNothing(buffer, offset, capacity, MessageType.PingResp);
        }

        /// <summary>DISCONNECT without a duration (5.4.21).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        public static int WriteDisconnect(byte[] buffer, int offset, int capacity)
        {
            return WriteNothing(buffer, offset, capacity, MessageType.Disconnect);
        }

        /// <summary>DISCONNECT of a client that goes to sleep (5.4.21, 6.14).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="duration">Seconds of sleep, 0 to 65535.</param>
        public static int WriteDisconnect(byte[] buffer, int offset, int capacity, int duration)
        {
            CheckWord(duration, "duration");
            return WriteWordOnly(buffer, offset, capacity, MessageType.Disconnect, duration);
        }

        /// <summary>WILLTOPICUPD (5.4.22).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="qos">The will's QoS, 0 to 2.</param>
        /// <param name="retain">Whether the will is retained.</param>
        /// <param name="topic">Holds the will topic.</param>
        /// <param name="topicOffset">Its first octet.</param>
        /// <param name="topicLength">Its octets, 1 or more.</param>
        public static int WriteWillTopicUpd(
            byte[] buffer, int offset, int capacity, int qos, bool retain, byte[] topic, int topicOffset, int topicLength)
        {
            return WriteWillTopicOf(buffer, offset, capacity, MessageType.WillTopicUpd, qos, retain, topic, topicOffset, topicLength);
        }

        /// <summary>The empty WILLTOPICUPD, which deletes the will (5.4.22).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        public static int WriteEmptyWillTopicUpd(byte[] buffer, int offset, int capacity)
        {
            return WriteNothing(buffer, offset, capacity, MessageType.WillTopicUpd);
        }

        /// <summary>WILLTOPICRESP (5.4.24).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WriteWillTopicResp(byte[] buffer, int offset, int capacity, ReturnCode returnCode)
        {
            CheckReturnCode(returnCode);
            return WriteOctet(buffer, offset, capacity, MessageType.WillTopicResp, (int)returnCode);
        }

        /// <summary>WILLMSGUPD (5.4.23).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="data">Holds the will message.</param>
        /// <param name="dataOffset">Its first octet.</param>
        /// <param name="dataLength">Its octets, 0 or more.</param>
        public static int WriteWillMsgUpd(byte[] buffer, int offset, int capacity, byte[] data, int dataOffset, int dataLength)
        {
            return WriteData(buffer, offset, capacity, MessageType.WillMsgUpd, data, dataOffset, dataLength);
        }

        /// <summary>WILLMSGRESP (5.4.25).</summary>
        /// <param name="buffer">Gets the message.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="returnCode">The answer.</param>
        public static int WriteWillMsgResp(byte[] buffer, int offset, int capacity, ReturnCode returnCode)
        {
            CheckReturnCode(returnCode);
            return WriteOctet(buffer, offset, capacity, MessageType.WillMsgResp, (int)returnCode);
        }

        /// <summary>
        /// The header of the forwarder encapsulation (5.5), alone: the message, or another such header, follows it in the datagram.
        /// A reader takes at most <see cref="Limits.ForwarderDepthMax"/> of them.
        /// </summary>
        /// <param name="buffer">Gets the header.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="capacity">The octets it may have.</param>
        /// <param name="radius">The broadcast radius, 0 to 3; relevant from gateway to forwarder only.</param>
        /// <param name="nodeId">Holds the wireless node id.</param>
        /// <param name="nodeIdOffset">Its first octet.</param>
        /// <param name="nodeIdLength">Its octets, 1 to 252.</param>
        public static int WriteForwarder(
            byte[] buffer, int offset, int capacity, int radius, byte[] nodeId, int nodeIdOffset, int nodeIdLength)
        {
            CheckRange(buffer, offset, capacity);
            CheckSource(nodeId, nodeIdOffset, nodeIdLength, "nodeId");
            if (nodeIdLength == 0 || nodeIdLength > Limits.WirelessNodeIdLengthMax)
            {
                throw new ArgumentException("a wireless node id has 1 to 252 octets (5.5)", "nodeIdLength");
            }

            if (radius < 0 || radius > Limits.ForwarderRadiusMax)
            {
                throw new ArgumentException("the radius is 0 to 3 (5.5)", "radius");
            }

            int total = 3 + nodeIdLength;
            if (total > capacity)
            {
                return 0;
            }

            Array.Copy(nodeId, nodeIdOffset, buffer, offset + 3, nodeIdLength);
            buffer[offset] = (byte)total;
            buffer[offset + 1] = (byte)MessageType.Forwarder;
            buffer[offset + 2] = (byte)radius;
            return total;
        }

        private static int WriteWillTopicOf(
            byte[] buffer, int offset, int capacity, MessageType type, int qos, bool retain, byte[] topic, int topicOffset, int topicLength)
        {
            CheckRange(buffer, offset, capacity);
            CheckQos(qos);
            CheckTopicName(topic, topicOffset, topicLength);
            int at = Place(buffer, offset, capacity, 1, topic, topicOffset, topicLength);
            if (at == 0)
            {
                return 0;
            }

            buffer[at] = (byte)((qos << MessageFlags.QosShift) | (retain ? MessageFlags.Retain : 0));
            return WriteHeader(buffer, offset, at + 1 + topicLength, at, type);
        }

        private static int WriteFilter(
            byte[] buffer, int offset, int capacity, MessageType type, int flags, int messageId, byte[] filter, int filterOffset, int filterLength)
        {
            CheckRange(buffer, offset, capacity);
            CheckMessageId(messageId);
            CheckSource(filter, filterOffset, filterLength, "filter");
            Refuse(TopicNames.CheckFilter(filter, filterOffset, filterLength), "filter");
            int at = Place(buffer, offset, capacity, 3, filter, filterOffset, filterLength);
            if (at == 0)
            {
                return 0;
            }

            buffer[at] = (byte)flags;
            WriteWord(buffer, at + 1, messageId);
            return WriteHeader(buffer, offset, at + 3 + filterLength, at, type);
        }

        private static int WriteTopicId(
            byte[] buffer, int offset, int capacity, MessageType type, int flags, int messageId, TopicIdType topicIdType, int topicId)
        {
            CheckRange(buffer, offset, capacity);
            CheckMessageId(messageId);
            if (topicIdType == TopicIdType.Normal)
            {
                throw new ArgumentException("a subscription has a topic name, a predefined topic id or a short topic name (5.4.15)", "topicIdType");
            }

            CheckTopic(topicIdType, topicId);
            if (capacity < 7)
            {
                return 0;
            }

            buffer[offset] = 7;
            buffer[offset + 1] = (byte)type;
            buffer[offset + 2] = (byte)(flags | (int)topicIdType);
            WriteWord(buffer, offset + 3, messageId);
            WriteWord(buffer, offset + 5, topicId);
            return 7;
        }

        private static int WriteTopicAck(
            byte[] buffer, int offset, int capacity, MessageType type, int topicId, int messageId, ReturnCode returnCode)
        {
            CheckRange(buffer, offset, capacity);
            CheckReturnCode(returnCode);
            CheckWord(topicId, "topicId");
            if (returnCode == ReturnCode.Accepted)
            {
                CheckTopicId(topicId);
            }

            if (capacity < 7)
            {
                return 0;
            }

            buffer[offset] = 7;
            buffer[offset + 1] = (byte)type;
            WriteWord(buffer, offset + 2, topicId);
            WriteWord(buffer, offset + 4, messageId);
            buffer[offset + 6] = (byte)returnCode;
            return 7;
        }

        private static int WriteMessageId(byte[] buffer, int offset, int capacity, MessageType type, int messageId)
        {
            CheckMessageId(messageId);
            return WriteWordOnly(buffer, offset, capacity, type, messageId);
        }

        private static int WriteData(
            byte[] buffer, int offset, int capacity, MessageType type, byte[] data, int dataOffset, int dataLength)
        {
            CheckRange(buffer, offset, capacity);
            CheckSource(data, dataOffset, dataLength, "data");
            int at = Place(buffer, offset, capacity, 0, data, dataOffset, dataLength);
            return at == 0 ? 0 : WriteHeader(buffer, offset, at + dataLength, at, type);
        }

        private static int WriteWordOnly(byte[] buffer, int offset, int capacity, MessageType type, int value)
        {
            CheckRange(buffer, offset, capacity);
            if (capacity < 4)
            {
                return 0;
            }

            buffer[offset] = 4;
            buffer[offset + 1] = (byte)type;
            WriteWord(buffer, offset + 2, value);
            return 4;
        }

        private static int WriteOctet(byte[] buffer, int offset, int capacity, MessageType type, int value)
        {
            CheckRange(buffer, offset, capacity);
            if (capacity < 3)
            {
                return 0;
            }

            buffer[offset] = 3;
            buffer[offset + 1] = (byte)type;
            buffer[offset + 2] = (byte)value;
            return 3;
        }

        private static int WriteNothing(byte[] buffer, int offset, int capacity, MessageType type)
        {
            CheckRange(buffer, offset, capacity);
            if (capacity < 2)
            {
                return 0;
            }

            buffer[offset] = 2;
            buffer[offset + 1] = (byte)type;
            return 2;
        }

        // Puts the variable part where it belongs, first of all, so that it may come from the octets that the header is written over.
        // Returns where the fields between header and variable part begin, or 0 (no header ends there) when the message does not fit.
        private static int Place(
            byte[] buffer, int offset, int capacity, int fieldsLength, byte[] source, int sourceOffset, int sourceLength)
        {
            // No sum here can overflow: an array is shorter than int.MaxValue by more than the header and the fields.
            int total = 2 + fieldsLength + sourceLength;
            int header = 2;
            if (total > Limits.ShortLengthMax)
            {
                total += 2;
                header = 4;
            }

            if (total > capacity || total > Limits.MessageLengthMax)
            {
                return 0;
            }

            if (sourceLength != 0)
            {
                Array.Copy(source, sourceOffset, buffer, offset + header + fieldsLength, sourceLength);
            }

            return offset + header;
        }

        // 5.2.1: from 256 octets on the length has three octets, the first of them 0x01.
        private static int WriteHeader(byte[] buffer, int offset, int end, int fieldsAt, MessageType type)
        {
            int total = end - offset;
            if (fieldsAt - offset == 2)
            {
                buffer[offset] = (byte)total;
            }
            else
            {
                buffer[offset] = 1;
                buffer[offset + 1] = (byte)(total >> 8);
                buffer[offset + 2] = (byte)total;
            }

            buffer[fieldsAt - 1] = (byte)type;
            return total;
        }

        private static void WriteWord(byte[] buffer, int at, int value)
        {
            buffer[at] = (byte)(value >> 8);
            buffer[at + 1] = (byte)value;
        }

        private static int SubscribeFlags(bool dup, int qos)
        {
            CheckQos(qos);
            return (qos << MessageFlags.QosShift) | (dup ? MessageFlags.Dup : 0);
        }

        private static void CheckPublish(bool dup, int qos, TopicIdType topicIdType, int topicId, int messageId)
        {
            if (qos < -1 || qos > 2)
            {
                throw new ArgumentException("QoS is -1 to 2 (5.3.4)", "qos");
            }

            CheckTopic(topicIdType, topicId);
            if (qos > 0)
            {
                CheckMessageId(messageId);
                return;
            }

            if (messageId != 0)
            {
                throw new ArgumentException("the message id is 0 with QoS 0 and -1 (5.4.12)", "messageId");
            }

            if (dup)
            {
                throw new ArgumentException("DUP is for QoS 1 and 2 (MQTT-3.3.1-2)", "dup");
            }

            if (qos < 0 && topicIdType == TopicIdType.Normal)
            {
                throw new ArgumentException("QoS -1 needs a predefined topic id or a short topic name (6.8)", "topicIdType");
            }
        }

        private static void CheckTopic(TopicIdType topicIdType, int topicId)
        {
            if (topicIdType == TopicIdType.ShortName)
            {
                CheckWord(topicId, "topicId");
                Refuse(TopicNames.CheckShortName(topicId), "topicId");
                return;
            }

            if (topicIdType >= TopicIdType.Reserved)
            {
                throw new ArgumentException("the topic id type 0b11 is reserved (5.3.4)", "topicIdType");
            }

            CheckTopicId(topicId);
        }

        private static void CheckRange(byte[] buffer, int offset, int capacity)
        {
            if (buffer == null)
            {
                throw new ArgumentNullException("buffer");
            }

            if (offset < 0 || capacity < 0 || offset > buffer.Length - capacity)
            {
                throw new ArgumentOutOfRangeException("capacity", "offset and capacity must lie in the buffer");
            }
        }

        private static void CheckSource(byte[] source, int offset, int length, string name)
        {
            if (source == null)
            {
                if (length == 0)
                {
                    return;
                }

                throw new ArgumentNullException(name);
            }

            if (offset < 0 || length < 0 || offset > source.Length - length)
            {
                throw new ArgumentOutOfRangeException(name, "offset and length must lie in the array");
            }
        }

        private static void CheckClientId(byte[] clientId, int offset, int length)
        {
            CheckSource(clientId, offset, length, "clientId");
            Refuse(ClientIds.Check(clientId, offset, length), "clientId");
        }

        private static void CheckTopicName(byte[] topic, int offset, int length)
        {
            CheckSource(topic, offset, length, "topic");
            Refuse(TopicNames.CheckName(topic, offset, length), "topic");
        }

        private static void Refuse(DecodeError error, string name)
        {
            if (error != DecodeError.None)
            {
                throw new ArgumentException(DecodeErrors.Describe(error), name);
            }
        }

        private static void CheckTopicId(int topicId)
        {
            if (topicId < Limits.TopicIdMin || topicId > Limits.TopicIdMax)
            {
                throw new ArgumentException("a topic id is 0x0001 to 0xFFFE (5.3.11)", "topicId");
            }
        }

        private static void CheckMessageId(int messageId)
        {
            if (messageId < 1 || messageId > Limits.MessageIdMax)
            {
                throw new ArgumentException("a message id is 0x0001 to 0xFFFF (5.3.7, MQTT-2.3.1-1)", "messageId");
            }
        }

        private static void CheckQos(int qos)
        {
            if (qos < 0 || qos > 2)
            {
                throw new ArgumentException("QoS is 0 to 2 here (5.3.4)", "qos");
            }
        }

        private static void CheckReturnCode(ReturnCode returnCode)
        {
            if (returnCode > ReturnCode.NotSupported)
            {
                throw new ArgumentException("the return codes 0x04 to 0xFF are reserved (5.3.10)", "returnCode");
            }
        }

        private static void CheckOctet(int value, string name)
        {
            if (value < 0 || value > 0xFF)
            {
                throw new ArgumentOutOfRangeException(name, "one octet: 0 to 255");
            }
        }

        private static void CheckWord(int value, string name)
        {
            if (value < 0 || value > 0xFFFF)
            {
                throw new ArgumentOutOfRangeException(name, "two octets: 0 to 65535");
            }
        }
    }
}
