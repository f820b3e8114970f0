using System;

namespace SensorNet.MqttSn
{
    /// <summary>Writes the header of the forwarder encapsulation (MQTT-SN 1.2, 5.5).</summary>
    public static class ForwarderHeader
    {
        /// <summary>
        /// The header of the forwarder encapsulation (5.5), alone: the message, or another such header, follows it in the datagram.
        /// A reader takes at most <see cref="Limits.ForwarderDepthMax"/> of them. Nothing is allocated.
        /// </summary>
        /// <param name="target">Gets the header; its length is the octets that the header may have.</param>
        /// <param name="radius">The broadcast radius, 0 to 3; relevant from gateway to forwarder only.</param>
        /// <param name="nodeId">The wireless node id: 1 to 252 octets.</param>
        /// <returns>The octets written; 0 when it does not fit, and then nothing has been written.</returns>
        /// <exception cref="ArgumentException">No header can have these arguments; nothing has been written.</exception>
        public static int WriteForwarder(Slice target, int radius, Slice nodeId)
        {
            Arguments.CheckGiven(target, "target");
            Arguments.CheckGiven(nodeId, "nodeId");
            if (nodeId.Count == 0 || nodeId.Count > Limits.WirelessNodeIdLengthMax)
            {
                throw new ArgumentException("a wireless node id has 1 to 252 octets (5.5)", "nodeId");
            }

            if (radius < 0 || radius > Limits.ForwarderRadiusMax)
            {
                throw new ArgumentException("the radius is 0 to 3 (5.5)", "radius");
            }

            int total = 3 + nodeId.Count;
            if (total > target.Count)
            {
                return 0;
            }

            byte[] buffer = target.Octets;
            int offset = target.Start;
            Array.Copy(nodeId.Octets, nodeId.Start, buffer, offset + 3, nodeId.Count);
            buffer[offset] = (byte)total;
            buffer[offset + 1] = (byte)MessageType.Forwarder;
            buffer[offset + 2] = (byte)radius;
            return total;
        }
    }
}
