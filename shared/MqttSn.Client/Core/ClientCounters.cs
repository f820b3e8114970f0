namespace SensorNet.MqttSn.Client
{
    /// <summary>What a client has counted since it was made. Read by its owner; each counter wraps at 2³¹.</summary>
    public sealed class ClientCounters
    {
        /// <summary>Datagrams sent, retransmissions included.</summary>
        public int Sent { get; internal set; }

        /// <summary>Messages sent again because no answer came in time (MQTT-SN 1.2, 6.13).</summary>
        public int Retransmitted { get; internal set; }

        /// <summary>Datagrams received.</summary>
        public int Received { get; internal set; }

        /// <summary>Datagrams that are not messages, or that a client never gets from a gateway.</summary>
        public int Malformed { get; internal set; }

        /// <summary>
        /// Why the last malformed datagram was refused; <see cref="DecodeError.None"/> if it was a message of a type that no client gets.
        /// </summary>
        public DecodeError LastError { get; internal set; }

        /// <summary>Messages from another address than the gateway's.</summary>
        public int FromStrangers { get; internal set; }

        /// <summary>Answers that nothing was waiting for: late, or duplicated on the way.</summary>
        public int Unexpected { get; internal set; }

        /// <summary>Messages received again and not delivered again (QoS 2).</summary>
        public int Duplicates { get; internal set; }

        /// <summary>Messages received whose topic id was not known.</summary>
        public int UnknownTopics { get; internal set; }

        /// <summary>Messages that the owner did not take.</summary>
        public int NotTaken { get; internal set; }

        /// <summary>Messages of QoS 0 that the gateway rejected.</summary>
        public int RejectedQos0 { get; internal set; }

        /// <summary>Commands refused because the queue was full.</summary>
        public int QueueFull { get; internal set; }

        /// <summary>Connections made.</summary>
        public int Connected { get; internal set; }

        /// <summary>Connections and attempts lost.</summary>
        public int Lost { get; internal set; }

        // None: a message of a type that no client gets.
        internal void CountMalformed(DecodeError error)
        {
            Malformed++;
            LastError = error;
        }
    }
}
