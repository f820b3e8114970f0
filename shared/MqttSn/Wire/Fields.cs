using System;

namespace SensorNet.MqttSn
{
    /// <summary>The layout that messages have in common: header, fields, variable part. Nothing is written where a message does not fit.</summary>
    internal static class Fields
    {
        internal static int WriteTopicAck(
            byte[] buffer, int offset, int capacity, MessageType type, int topicId, int messageId, ReturnCode returnCode)
        {
            Arguments.CheckRange(buffer, offset, capacity);
            Arguments.CheckReturnCode(returnCode);
            Arguments.CheckWord(topicId, "topicId");
            if (returnCode == ReturnCode.Accepted)
            {
                Arguments.CheckTopicId(topicId);
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

        internal static int WriteData(
            byte[] buffer, int offset, int capacity, MessageType type, byte[] data, int dataOffset, int dataLength)
        {
            Arguments.CheckRange(buffer, offset, capacity);
            Arguments.CheckSource(data, dataOffset, dataLength, "data");
            int at = Place(buffer, offset, capacity, 0, data, dataOffset, dataLength);
            return at == 0 ? 0 : WriteHeader(buffer, offset, at + dataLength, at, type);
        }

        internal static int WriteWordOnly(byte[] buffer, int offset, int capacity, MessageType type, int value)
        {
            Arguments.CheckRange(buffer, offset, capacity);
            if (capacity < 4)
            {
                return 0;
            }

            buffer[offset] = 4;
            buffer[offset + 1] = (byte)type;
            WriteWord(buffer, offset + 2, value);
            return 4;
        }

        internal static int WriteOctet(byte[] buffer, int offset, int capacity, MessageType type, int value)
        {
            Arguments.CheckRange(buffer, offset, capacity);
            if (capacity < 3)
            {
                return 0;
            }

            buffer[offset] = 3;
            buffer[offset + 1] = (byte)type;
            buffer[offset + 2] = (byte)value;
            return 3;
        }

        internal static int WriteNothing(byte[] buffer, int offset, int capacity, MessageType type)
        {
            Arguments.CheckRange(buffer, offset, capacity);
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
        internal static int Place(
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
        internal static int WriteHeader(byte[] buffer, int offset, int end, int fieldsAt, MessageType type)
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

        internal static void WriteWord(byte[] buffer, int at, int value)
        {
            buffer[at] = (byte)(value >> 8);
            buffer[at + 1] = (byte)value;
        }
    }
}
