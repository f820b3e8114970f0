using System;

namespace SensorNet.MqttSn
{
    /// <summary>
    /// Reads MQTT-SN 1.2 messages. It takes what is exactly one message and refuses everything else with a reason; no octets make it throw.
    /// </summary>
    /// <remarks>
    /// Where the specification is silent or says "not used" the decoder is liberal: flags that a type does not use, the reserved bits of a
    /// forwarder's Ctrl octet, reserved return codes, a message id in a PUBLISH of QoS 0 or −1, DUP with QoS 0, the topic id of an
    /// acknowledgement that rejects, a three-octet length field before a short message, a duration of 0 and empty data are accepted. The encoder
    /// writes none of them.
    /// </remarks>
    public static class MessageDecoder
    {
        /// <summary>Reads one datagram. Allocates nothing.</summary>
        /// <param name="datagram">Holds the datagram.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets; none is possible.</param>
        /// <param name="into">Gets what was read. After a refusal: see the remarks of <see cref="Message"/>.</param>
        /// <param name="error">Why it was refused; <see cref="DecodeError.None"/> when it was not.</param>
        /// <returns>Whether the datagram is a message.</returns>
        /// <exception cref="ArgumentException">The datagram or the message is null, or the range is not in the array: the caller's error, not the
        /// sender's.</exception>
        public static bool TryDecode(byte[] datagram, int offset, int length, Message into, out DecodeError error)
        {
            if (datagram == null || into == null)
            {
                throw new ArgumentNullException(datagram == null ? "datagram" : "into");
            }

            if (offset < 0 || length < 0 || offset > datagram.Length - length)
            {
                throw new ArgumentOutOfRangeException("length", "offset and length must lie in the array");
            }

            into.Clear();
            into.Buffer = datagram;
            error = DecodeFrame(datagram, offset, offset + length, into);
            return error == DecodeError.None;
        }

        private static DecodeError DecodeFrame(byte[] b, int at, int end, Message m)
        {
            m.ForwarderOffset = at;
            while (true)
            {
                int available = end - at;
                if (available < 2)
                {
                    return DecodeError.NoHeader;
                }

                // 5.2.1: a first octet of 0x01 says that the length is in the next two.
                int declared = b[at];
                int header = 2;
                if (declared == 1)
                {
                    if (available < 4)
                    {
                        return DecodeError.NoHeader;
                    }

                    declared = (b[at + 1] << 8) | b[at + 2];
                    header = 4;
                }

                MessageType type = (MessageType)b[at + header - 1];
                if (type != MessageType.Forwarder)
                {
                    return DecodeHeader(b, at, declared, header, available, type, m);
                }

                DecodeError error = DecodeForwarder(at, declared, header, available, m);
                if (error != DecodeError.None)
                {
                    return error;
                }

                at += declared;
            }
        }

        // 5.5: here the length covers the header alone. The loop above ends because the count is bounded and each header has at least 4 octets.
        private static DecodeError DecodeForwarder(int at, int declared, int header, int available, Message m)
        {
            if (header != 2)
            {
                return DecodeError.ForwarderLengthForm;
            }

            if (declared < 3)
            {
                return DecodeError.LengthTooSmall;
            }

            if (declared > available)
            {
                return DecodeError.Truncated;
            }

            if (declared == 3)
            {
                return DecodeError.ForwarderNodeIdEmpty;
            }

            int index = m.ForwarderCount;
            if (index == Limits.ForwarderDepthMax)
            {
                return DecodeError.ForwarderTooDeep;
            }

            m.NodeIdOffsets[index] = at + 3;
            m.NodeIdLengths[index] = declared - 3;
            m.ForwarderCount = index + 1;
            m.ForwarderLength += declared;
            return DecodeError.None;
        }

        private static DecodeError DecodeHeader(byte[] b, int at, int declared, int header, int available, MessageType type, Message m)
        {
            if (declared < header)
            {
                return DecodeError.LengthTooSmall;
            }

            if (MessageTypes.IsReserved(type))
            {
                return DecodeError.ReservedMessageType;
            }

            m.Type = type;
            if (declared != available)
            {
                return declared > available ? DecodeError.Truncated : DecodeError.TrailingOctets;
            }

            m.Offset = at;
            m.Length = declared;
            m.HeaderLength = header;
            return DecodeBody(b, at + header, declared - header, type, m);
        }

        private static DecodeError DecodeBody(byte[] b, int at, int length, MessageType type, Message m)
        {
            switch (type)
            {
                case MessageType.Publish: return DecodePublish(b, at, length, m);
                case MessageType.PubAck: return DecodeTopicAck(b, at, length, m);
                case MessageType.RegAck: return DecodeTopicAck(b, at, length, m);
                case MessageType.PubComp:
                case MessageType.PubRec:
                case MessageType.PubRel:
                case MessageType.UnsubAck: return DecodeMessageId(b, at, length, m);
                case MessageType.PingReq: return DecodePingReq(b, at, length, m);
                case MessageType.WillTopicReq:
                case MessageType.WillMsgReq:
                case MessageType.PingResp: return DecodeNothing(length, m);
                case MessageType.Disconnect: return DecodeDisconnect(b, at, length, m);
                case MessageType.Connect: return DecodeConnect(b, at, length, m);
                case MessageType.ConnAck:
                case MessageType.WillTopicResp:
                case MessageType.WillMsgResp: return DecodeReturnCode(b, at, length, m);
                case MessageType.WillTopic:
                case MessageType.WillTopicUpd: return DecodeWillTopic(b, at, length, m);
                case MessageType.WillMsg:
                case MessageType.WillMsgUpd: return DecodeWillMsg(at, length, m);
                case MessageType.Register: return DecodeRegister(b, at, length, m);
                case MessageType.Subscribe:
                case MessageType.Unsubscribe: return DecodeSubscribe(b, at, length, m);
                case MessageType.SubAck: return DecodeSubAck(b, at, length, m);
                case MessageType.Advertise: return DecodeAdvertise(b, at, length, m);
                case MessageType.SearchGw: return DecodeSearchGw(b, at, length, m);
                case MessageType.GwInfo: return DecodeGwInfo(b, at, length, m);
                default: return DecodeError.ReservedMessageType;
            }
        }

        private static DecodeError DecodePublish(byte[] b, int at, int length, Message m)
        {
            if (length < 5)
            {
                return DecodeError.FieldsMissing;
            }

            int flags = b[at];
            int topicId = (b[at + 1] << 8) | b[at + 2];
            int messageId = (b[at + 3] << 8) | b[at + 4];
            m.Flags = flags;
            m.TopicId = topicId;
            m.MessageId = messageId;
            m.DataOffset = at + 5;
            m.DataLength = length - 5;
            m.FixedPartRead = true;

            TopicIdType kind = (TopicIdType)(flags & MessageFlags.TopicIdTypeMask);
            DecodeError error = DecodeTopicId(at + 1, topicId, kind, m);
            if (error != DecodeError.None)
            {
                return error;
            }

            // 6.8: QoS −1 (0b11) is for predefined topic ids and short topic names.
            int qos = flags & MessageFlags.QosMask;
            if (qos == MessageFlags.QosMask)
            {
                return kind == TopicIdType.Normal ? DecodeError.QosMinusOneTopic : DecodeError.None;
            }

            // 5.4.12: the message id is relevant for QoS 1 and 2 only.
            return qos != 0 && messageId == 0 ? DecodeError.ReservedMessageId : DecodeError.None;
        }

        private static DecodeError DecodeTopicId(int at, int topicId, TopicIdType kind, Message m)
        {
            if (kind == TopicIdType.Reserved)
            {
                return DecodeError.ReservedTopicIdType;
            }

            if (kind == TopicIdType.ShortName)
            {
                m.TopicOffset = at;
                m.TopicLength = 2;
                return TopicNames.CheckShortName(topicId);
            }

            return IsReservedTopicId(topicId) ? DecodeError.ReservedTopicId : DecodeError.None;
        }

        // PUBACK and REGACK. What they accept has a topic id; a rejection repeats what may never have been one (5.4.13), with the
        // message id 0 where the rejected PUBLISH had none.
        private static DecodeError DecodeTopicAck(byte[] b, int at, int length, Message m)
        {
            DecodeError error = CheckLength(length, 5);
            if (error != DecodeError.None)
            {
                return error;
            }

            m.TopicId = (b[at] << 8) | b[at + 1];
            m.MessageId = (b[at + 2] << 8) | b[at + 3];
            m.ReturnCode = (ReturnCode)b[at + 4];
            m.FixedPartRead = true;
            bool accepted = m.ReturnCode == ReturnCode.Accepted;
            if (accepted && IsReservedTopicId(m.TopicId))
            {
                return DecodeError.ReservedTopicId;
            }

            bool needsId = accepted || m.Type == MessageType.RegAck;
            return needsId && m.MessageId == 0 ? DecodeError.ReservedMessageId : DecodeError.None;
        }

        private static DecodeError DecodeMessageId(byte[] b, int at, int length, Message m)
        {
            DecodeError error = CheckLength(length, 2);
            if (error != DecodeError.None)
            {
                return error;
            }

            m.MessageId = (b[at] << 8) | b[at + 1];
            m.FixedPartRead = true;
            return m.MessageId == 0 ? DecodeError.ReservedMessageId : DecodeError.None;
        }

        private static DecodeError DecodePingReq(byte[] b, int at, int length, Message m)
        {
            m.FixedPartRead = true;
            m.ClientIdOffset = at;
            m.ClientIdLength = length;

            // 5.4.19: without a client id it is the plain question of a connected client.
            return length == 0 ? DecodeError.None : ClientIds.Check(b, at, length);
        }

        private static DecodeError DecodeNothing(int length, Message m)
        {
            m.FixedPartRead = true;
            return length == 0 ? DecodeError.None : DecodeError.FieldsExtra;
        }

        private static DecodeError DecodeDisconnect(byte[] b, int at, int length, Message m)
        {
            // 5.4.21: the duration is there or not, whole.
            if (length != 0)
            {
                DecodeError error = CheckLength(length, 2);
                if (error != DecodeError.None)
                {
                    return error;
                }

                m.Duration = (b[at] << 8) | b[at + 1];
                m.HasDuration = true;
            }

            m.FixedPartRead = true;
            return DecodeError.None;
        }

        private static DecodeError DecodeConnect(byte[] b, int at, int length, Message m)
        {
            if (length < 4)
            {
                return DecodeError.FieldsMissing;
            }

            m.Flags = b[at];
            m.ProtocolId = b[at + 1];
            m.Duration = (b[at + 2] << 8) | b[at + 3];
            m.FixedPartRead = true;

            // 5.3.8: other values are reserved; what follows may be laid out in another way, so it is not looked at. 6.2: the answer is CONNACK.
            if (m.ProtocolId != Limits.ProtocolId)
            {
                return DecodeError.UnsupportedProtocol;
            }

            m.ClientIdOffset = at + 4;
            m.ClientIdLength = length - 4;
            return ClientIds.Check(b, at + 4, length - 4);
        }

        private static DecodeError DecodeReturnCode(byte[] b, int at, int length, Message m)
        {
            DecodeError error = CheckLength(length, 1);
            if (error != DecodeError.None)
            {
                return error;
            }

            m.ReturnCode = (ReturnCode)b[at];
            m.FixedPartRead = true;
            return DecodeError.None;
        }

        private static DecodeError DecodeWillTopic(byte[] b, int at, int length, Message m)
        {
            m.FixedPartRead = true;

            // 5.4.7, 5.4.22: exactly two octets delete the will.
            if (length == 0)
            {
                return DecodeError.None;
            }

            m.Flags = b[at];
            m.TopicOffset = at + 1;
            m.TopicLength = length - 1;
            if (IsQosMinusOne(m.Flags))
            {
                return DecodeError.QosNotAllowed;
            }

            return TopicNames.CheckName(b, at + 1, length - 1);
        }

        private static DecodeError DecodeWillMsg(int at, int length, Message m)
        {
            m.DataOffset = at;
            m.DataLength = length;
            m.FixedPartRead = true;
            return DecodeError.None;
        }

        private static DecodeError DecodeRegister(byte[] b, int at, int length, Message m)
        {
            if (length < 4)
            {
                return DecodeError.FieldsMissing;
            }

            m.TopicId = (b[at] << 8) | b[at + 1];
            m.MessageId = (b[at + 2] << 8) | b[at + 3];
            m.TopicOffset = at + 4;
            m.TopicLength = length - 4;
            m.FixedPartRead = true;

            // 5.4.10: a client sends 0x0000.
            if (m.TopicId > Limits.TopicIdMax)
            {
                return DecodeError.ReservedTopicId;
            }

            // Last, as 0 is all that such a message has wrong: clients that never count it up are about.
            DecodeError error = TopicNames.CheckName(b, at + 4, length - 4);
            return error == DecodeError.None && m.MessageId == 0 ? DecodeError.ReservedMessageId : error;
        }

        private static DecodeError DecodeSubscribe(byte[] b, int at, int length, Message m)
        {
            if (length < 3)
            {
                return DecodeError.FieldsMissing;
            }

            m.Flags = b[at];
            m.MessageId = (b[at + 1] << 8) | b[at + 2];
            m.FixedPartRead = true;

            // 5.4.17: UNSUBSCRIBE does not use QoS.
            if (m.Type == MessageType.Subscribe && IsQosMinusOne(m.Flags))
            {
                return DecodeError.QosNotAllowed;
            }

            // The message id last, as in REGISTER.
            DecodeError error = DecodeSubscribeTopic(b, at + 3, length - 3, m);
            return error == DecodeError.None && m.MessageId == 0 ? DecodeError.ReservedMessageId : error;
        }

        private static DecodeError DecodeSubscribeTopic(byte[] b, int at, int length, Message m)
        {
            TopicIdType kind = m.TopicIdType;
            if (kind == TopicIdType.Normal)
            {
                m.TopicOffset = at;
                m.TopicLength = length;
                return TopicNames.CheckFilter(b, at, length);
            }

            if (length != 2 && kind == TopicIdType.ShortName)
            {
                return DecodeError.ShortNameLength;
            }

            if (length != 2 && kind == TopicIdType.Predefined)
            {
                return CheckLength(length, 2);
            }

            if (length >= 2)
            {
                m.TopicId = (b[at] << 8) | b[at + 1];
            }

            return DecodeTopicId(at, m.TopicId, kind, m);
        }

        private static DecodeError DecodeSubAck(byte[] b, int at, int length, Message m)
        {
            DecodeError error = CheckLength(length, 6);
            if (error != DecodeError.None)
            {
                return error;
            }

            m.Flags = b[at];
            m.TopicId = (b[at + 1] << 8) | b[at + 2];
            m.MessageId = (b[at + 3] << 8) | b[at + 4];
            m.ReturnCode = (ReturnCode)b[at + 5];
            m.FixedPartRead = true;
            if (IsQosMinusOne(m.Flags))
            {
                return DecodeError.QosNotAllowed;
            }

            // 6.9: 0x0000 is the answer to a filter with wildcards.
            if (m.ReturnCode == ReturnCode.Accepted && m.TopicId > Limits.TopicIdMax)
            {
                return DecodeError.ReservedTopicId;
            }

            return m.MessageId == 0 ? DecodeError.ReservedMessageId : DecodeError.None;
        }

        private static DecodeError DecodeAdvertise(byte[] b, int at, int length, Message m)
        {
            DecodeError error = CheckLength(length, 3);
            if (error != DecodeError.None)
            {
                return error;
            }

            m.GatewayId = b[at];
            m.Duration = (b[at + 1] << 8) | b[at + 2];
            m.FixedPartRead = true;
            return DecodeError.None;
        }

        private static DecodeError DecodeSearchGw(byte[] b, int at, int length, Message m)
        {
            DecodeError error = CheckLength(length, 1);
            if (error != DecodeError.None)
            {
                return error;
            }

            m.Radius = b[at];
            m.FixedPartRead = true;
            return DecodeError.None;
        }

        private static DecodeError DecodeGwInfo(byte[] b, int at, int length, Message m)
        {
            if (length < 1)
            {
                return DecodeError.FieldsMissing;
            }

            m.GatewayId = b[at];
            m.DataOffset = at + 1;
            m.DataLength = length - 1;
            m.FixedPartRead = true;
            return DecodeError.None;
        }

        private static DecodeError CheckLength(int length, int expected) =>
            length == expected ? DecodeError.None : length < expected ? DecodeError.FieldsMissing : DecodeError.FieldsExtra;

        private static bool IsReservedTopicId(int topicId) => topicId < Limits.TopicIdMin || topicId > Limits.TopicIdMax;

        private static bool IsQosMinusOne(int flags) => (flags & MessageFlags.QosMask) == MessageFlags.QosMask;
    }
}
