namespace SensorNet.MqttSn
{
    /// <summary>
    /// One message as <see cref="MessageDecoder.TryDecode"/> read it: made once and used again for every datagram, without allocation.
    /// Names and data are not copied: offsets point into <see cref="Buffer"/>, which is the caller's, and are right only until the caller changes it.
    /// </summary>
    /// <remarks>
    /// The members are fields because a property costs the device's interpreter a call. What a message type does not
    /// have is 0, false or empty. After a refusal <see cref="Type"/> and the forwarder's fields are what was read so far; when
    /// <see cref="FixedPartRead"/> is true, the fields before the variable part are there as well, so that a gateway can answer
    /// the message with a rejection (6.2, 6.5, 6.6, 6.9).
    /// </remarks>
    public sealed class Message
    {
        /// <summary>The buffer that was decoded; null before the first time.</summary>
        public byte[] Buffer;

        /// <summary>Where the message itself begins in <see cref="Buffer"/>, after all forwarder headers.</summary>
        public int Offset;

        /// <summary>The octets of the message itself, its length field included.</summary>
        public int Length;

        /// <summary>
        /// The octets of length field and type: 2 or 4. The three-octet length field is accepted for a short message too (5.2.1: "may use").
        /// </summary>
        public int HeaderLength;

        /// <summary>The type; <see cref="MessageType.None"/> where none was read.</summary>
        public MessageType Type;

        /// <summary>Whether the fields of fixed size were there: always true after a success.</summary>
        public bool FixedPartRead;

        /// <summary>The Flags octet as received: bits that the type does not use are the sender's.</summary>
        public int Flags;

        /// <summary>
        /// The topic id, 0 to 65535; with <see cref="MqttSn.TopicIdType.ShortName"/> both octets of the name, the first in the high one.
        /// </summary>
        public int TopicId;

        /// <summary>The message id, 0 to 65535.</summary>
        public int MessageId;

        /// <summary>The return code; can have a reserved value, which is a rejection.</summary>
        public ReturnCode ReturnCode;

        /// <summary>ADVERTISE: seconds to the next one. CONNECT: keep alive in seconds. DISCONNECT: seconds of sleep. 0 to 65535.</summary>
        public int Duration;

        /// <summary>DISCONNECT: whether it has a duration, which can be 0.</summary>
        public bool HasDuration;

        /// <summary>CONNECT: the protocol id.</summary>
        public int ProtocolId;

        /// <summary>ADVERTISE, GWINFO: the gateway's id, 0 to 255.</summary>
        public int GatewayId;

        /// <summary>SEARCHGW: the broadcast radius, 0 to 255; 0 means all nodes.</summary>
        public int Radius;

        /// <summary>Where the client id begins in <see cref="Buffer"/>: CONNECT, PINGREQ.</summary>
        public int ClientIdOffset;

        /// <summary>The octets of the client id: 1 to 23, or 0 where there is none (PINGREQ).</summary>
        public int ClientIdLength;

        /// <summary>
        /// Where the topic name begins in <see cref="Buffer"/>: REGISTER, WILLTOPIC, WILLTOPICUPD, SUBSCRIBE and UNSUBSCRIBE (a filter), and
        /// a short topic name wherever there is one.
        /// </summary>
        public int TopicOffset;

        /// <summary>The octets of the topic name; 0 where there is none, so in a WILLTOPIC or WILLTOPICUPD that deletes the will.</summary>
        public int TopicLength;

        /// <summary>
        /// Where the data begins in <see cref="Buffer"/>: of PUBLISH; the will message of WILLMSG and WILLMSGUPD; the gateway's address of GWINFO.
        /// </summary>
        public int DataOffset;

        /// <summary>The octets of the data; 0 where there is none.</summary>
        public int DataLength;

        /// <summary>The forwarder headers before the message: 0 to <see cref="Limits.ForwarderDepthMax"/>.</summary>
        public int ForwarderCount;

        /// <summary>Where the first forwarder header begins in <see cref="Buffer"/>: the datagram's first octet.</summary>
        public int ForwarderOffset;

        /// <summary>The octets of all forwarder headers together; 0 without any.</summary>
        public int ForwarderLength;

        // The wireless node id of each header, the outermost first.
        internal readonly int[] NodeIdOffsets = new int[Limits.ForwarderDepthMax];
        internal readonly int[] NodeIdLengths = new int[Limits.ForwarderDepthMax];

        /// <summary>An empty message, to be decoded into.</summary>
        public Message()
        {
            Clear();
        }

        /// <summary>PUBLISH, SUBSCRIBE: sent again.</summary>
        public bool Dup => (Flags & MessageFlags.Dup) != 0;

        /// <summary>PUBLISH: −1 to 2. WILLTOPIC, WILLTOPICUPD, SUBSCRIBE, SUBACK: 0 to 2.</summary>
        public int Qos
        {
            get
            {
                int bits = (Flags & MessageFlags.QosMask) >> MessageFlags.QosShift;
                return bits == 3 ? -1 : bits;
            }
        }

        /// <summary>PUBLISH, WILLTOPIC, WILLTOPICUPD: retained.</summary>
        public bool Retain => (Flags & MessageFlags.Retain) != 0;

        /// <summary>CONNECT: the client has a will and wants to be asked for it.</summary>
        public bool Will => (Flags & MessageFlags.Will) != 0;

        /// <summary>CONNECT: the client begins anew (6.3).</summary>
        public bool CleanSession => (Flags & MessageFlags.CleanSession) != 0;

        /// <summary>PUBLISH, SUBSCRIBE, UNSUBSCRIBE: the kind of topic.</summary>
        public TopicIdType TopicIdType => (TopicIdType)(Flags & MessageFlags.TopicIdTypeMask);

        /// <summary>Where the wireless node id of a forwarder header begins in <see cref="Buffer"/>.</summary>
        /// <param name="index">0, the outermost, to <see cref="ForwarderCount"/> − 1.</param>
        public int NodeIdOffset(int index) => NodeIdOffsets[index];

        /// <summary>The octets of the wireless node id of a forwarder header: 1 to 252.</summary>
        /// <param name="index">0, the outermost, to <see cref="ForwarderCount"/> − 1.</param>
        public int NodeIdLength(int index) => NodeIdLengths[index];

        /// <summary>The broadcast radius in a forwarder header: 0 to 3; relevant from gateway to forwarder only.</summary>
        /// <param name="index">0, the outermost, to <see cref="ForwarderCount"/> − 1.</param>
        public int ForwarderRadius(int index) => Buffer[NodeIdOffsets[index] - 1] & Limits.ForwarderRadiusMax;

        internal void Clear()
        {
            Buffer = null;
            Offset = 0;
            Length = 0;
            HeaderLength = 0;
            Type = MessageType.None;
            FixedPartRead = false;
            Flags = 0;
            TopicId = 0;
            MessageId = 0;
            ReturnCode = ReturnCode.Accepted;
            Duration = 0;
            HasDuration = false;
            ProtocolId = 0;
            GatewayId = 0;
            Radius = 0;
            ClientIdOffset = 0;
            ClientIdLength = 0;
            TopicOffset = 0;
            TopicLength = 0;
            DataOffset = 0;
            DataLength = 0;
            ForwarderCount = 0;
            ForwarderOffset = 0;
            ForwarderLength = 0;
        }
    }
}
