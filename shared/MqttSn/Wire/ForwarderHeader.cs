using System;

namespace SensorNet.MqttSn
{
    /// <summary>Writes the header of the forwarder encapsulation (MQTT-SN 1.2, 5.5).</summary>
    /// <remarks>
    /// <para>Every method returns the octets written, or 0 when the message does not fit into the capacity or a length field (65,535 octets);
    /// then nothing has been written. Nothing is allocated.</para>
    /// <para>Every method begins with <c>buffer</c>, <c>offset</c>, where the message begins in it, and <c>capacity</c>, the octets that it may
    /// have from there. Topic ids are 1 to 65534, message ids 1 to 65535, durations in seconds 0 to 65535. Names are ranges of UTF-8 octets.</para>
    /// <para>Arguments that no message can have throw <see cref="ArgumentException"/> before the first octet is written. An array of
    /// length 0 may be null. Name and data may lie in the same buffer, even where the message is written to.</para>
    /// </remarks>
    public static class ForwarderHeader
    {
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
            Arguments.CheckRange(buffer, offset, capacity);
            Arguments.CheckSource(nodeId, nodeIdOffset, nodeIdLength, "nodeId");
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
    }
}
