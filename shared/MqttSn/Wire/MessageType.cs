namespace SensorNet.MqttSn
{
    /// <summary>The MsgType octet. Source: MQTT-SN 1.2, 5.2.2, Table 3; every value that is not listed is reserved.</summary>
    public enum MessageType : byte
    {
        /// <summary>A gateway says that it is there, and when it will say so again.</summary>
        Advertise = 0x00,

        /// <summary>A client looks for a gateway.</summary>
        SearchGw = 0x01,

        /// <summary>The answer to SEARCHGW, of a gateway or of another client.</summary>
        GwInfo = 0x02,

        /// <summary>A client asks for a connection.</summary>
        Connect = 0x04,

        /// <summary>The answer to CONNECT.</summary>
        ConnAck = 0x05,

        /// <summary>The gateway asks for the will topic.</summary>
        WillTopicReq = 0x06,

        /// <summary>The will topic; empty, it deletes the will.</summary>
        WillTopic = 0x07,

        /// <summary>The gateway asks for the will message.</summary>
        WillMsgReq = 0x08,

        /// <summary>The will message.</summary>
        WillMsg = 0x09,

        /// <summary>A client asks for the topic id of a name, or the gateway tells it.</summary>
        Register = 0x0A,

        /// <summary>The answer to REGISTER.</summary>
        RegAck = 0x0B,

        /// <summary>Data for a topic.</summary>
        Publish = 0x0C,

        /// <summary>The answer to PUBLISH at QoS 1, and at every QoS when it is rejected.</summary>
        PubAck = 0x0D,

        /// <summary>QoS 2, third answer.</summary>
        PubComp = 0x0E,

        /// <summary>QoS 2, first answer.</summary>
        PubRec = 0x0F,

        /// <summary>QoS 2, second answer.</summary>
        PubRel = 0x10,

        /// <summary>A client subscribes.</summary>
        Subscribe = 0x12,

        /// <summary>The answer to SUBSCRIBE.</summary>
        SubAck = 0x13,

        /// <summary>A client ends a subscription.</summary>
        Unsubscribe = 0x14,

        /// <summary>The answer to UNSUBSCRIBE.</summary>
        UnsubAck = 0x15,

        /// <summary>Are you alive; with a client id: a sleeping client is awake.</summary>
        PingReq = 0x16,

        /// <summary>The answer to PINGREQ, and the end of an awake phase.</summary>
        PingResp = 0x17,

        /// <summary>The end of a connection; with a duration: the client sleeps.</summary>
        Disconnect = 0x18,

        /// <summary>A client changes its will topic; empty, it deletes the will.</summary>
        WillTopicUpd = 0x1A,

        /// <summary>The answer to WILLTOPICUPD.</summary>
        WillTopicResp = 0x1B,

        /// <summary>A client changes its will message.</summary>
        WillMsgUpd = 0x1C,

        /// <summary>The answer to WILLMSGUPD.</summary>
        WillMsgResp = 0x1D,

        /// <summary>The header that a forwarder puts before a message (5.5). <see cref="Message.Type"/> never has this value.</summary>
        Forwarder = 0xFE,

        /// <summary>No message: a reserved value on the wire, here what <see cref="Message.Type"/> is until a type has been read.</summary>
        None = 0xFF,
    }
}
