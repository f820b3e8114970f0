using System;

namespace SensorNet.MqttSn
{
    /// <summary>The layout that messages have in common: header, fields, variable part. Nothing is written where a message does not fit.</summary>
    internal static class Fields
    {
        internal static int WriteTopicAck(Slice target, MessageType type, int topicId, int messageId, ReturnCode returnCode)
        {
            Arguments.CheckGiven(target, "target");
            Arguments.CheckReturnCode(returnCode);
            Arguments.CheckWord(topicId, "topicId");
            if (returnCode == ReturnCode.Accepted)
            {
                Arguments.CheckTopicId(topicId);
            }

            if (target.Count < 7)
            {
                return 0;
            }

            byte[] buffer = target.Octets;
            int offset = target.Start;
            buffer[offset] = 7;
            buffer[offset + 1] = (byte)type;
            WriteWord(buffer, offset + 2, topicId);
            WriteWord(buffer, offset + 4, messageId);
            buffer[offset + 6] = (byte)returnCode;
            return 7;
        }

        internal static int WriteData(Slice target, MessageType type, Slice data)
        {
            Arguments.CheckGiven(target, "target");
            Arguments.CheckGiven(data, "data");
            int at = Place(target, 0, data);
            return at == 0 ? 0 : WriteHeader(target, at + data.Count, at, type);
        }

        internal static int WriteWordOnly(Slice target, MessageType type, int value)
        {
            Arguments.CheckGiven(target, "target");
            if (target.Count < 4)
            {
                return 0;
            }

            byte[] buffer = target.Octets;
            int offset = target.Start;
            buffer[offset] = 4;
            buffer[offset + 1] = (byte)type;
            WriteWord(buffer, offset + 2, value);
            return 4;
        }

        internal static int WriteOctet(Slice target, MessageType type, int value)
        {
            Arguments.CheckGiven(target, "target");
            if (target.Count < 3)
            {
                return 0;
            }

            byte[] buffer = target.Octets;
            int offset = target.Start;
            buffer[offset] = 3;
            buffer[offset + 1] = (byte)type;
            buffer[offset + 2] = (byte)value;
            return 3;
        }

        internal static int WriteNothing(Slice target, MessageType type)
        {
            Arguments.CheckGiven(target, "target");
            if (target.Count < 2)
            {
                return 0;
            }

            byte[] buffer = target.Octets;
            int offset = target.Start;
            buffer[offset] = 2;
            buffer[offset + 1] = (byte)type;
            return 2;
        }

        // Puts the variable part where it belongs, first of all, so that it may come from the octets that the header is written over.
        // Returns where the fields between header and variable part begin, or 0 (no header ends there) when the message does not fit.
        internal static int Place(Slice target, int fieldsLength, Slice source)
        {
            // No sum here can overflow: an array is shorter than int.MaxValue by more than the header and the fields.
            int total = 2 + fieldsLength + source.Count;
            int header = 2;
            if (total > Limits.ShortLengthMax)
            {
                total += 2;
                header = 4;
            }

            if (total > target.Count || total > Limits.MessageLengthMax)
            {
                return 0;
            }

            if (source.Count != 0)
            {
                Array.Copy(source.Octets, source.Start, target.Octets, target.Start + header + fieldsLength, source.Count);
            }

            return target.Start + header;
        }

        // 5.2.1: from 256 octets on the length has three octets, the first of them 0x01.
        internal static int WriteHeader(Slice target, int end, int fieldsAt, MessageType type)
        {
            byte[] buffer = target.Octets;
            int offset = target.Start;
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
