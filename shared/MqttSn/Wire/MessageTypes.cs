namespace SensorNet.MqttSn
{
    /// <summary>What can be said of a message type. Source: MQTT-SN 1.2, 5.2.2, Table 3.</summary>
    public static class MessageTypes
    {
        /// <summary>The specification's name of a type, for example <c>PUBLISH</c>.</summary>
        /// <param name="type">Any value.</param>
        /// <returns>The name; <c>reserved type</c> for a value that the specification reserves.</returns>
        public static string Name(MessageType type)
        {
            switch (type)
            {
                case MessageType.Advertise: return "ADVERTISE";
                case MessageType.SearchGw: return "SEARCHGW";
                case MessageType.GwInfo: return "GWINFO";
                case MessageType.Connect: return "CONNECT";
                case MessageType.ConnAck: return "CONNACK";
                case MessageType.WillTopicReq: return "WILLTOPICREQ";
                case MessageType.WillTopic: return "WILLTOPIC";
                case MessageType.WillMsgReq: return "WILLMSGREQ";
                case MessageType.WillMsg: return "WILLMSG";
                case MessageType.Register: return "REGISTER";
                case MessageType.RegAck: return "REGACK";
                case MessageType.Publish: return "PUBLISH";
                case MessageType.PubAck: return "PUBACK";
                case MessageType.PubComp: return "PUBCOMP";
                case MessageType.PubRec: return "PUBREC";
                case MessageType.PubRel: return "PUBREL";
                case MessageType.Subscribe: return "SUBSCRIBE";
                case MessageType.SubAck: return "SUBACK";
                case MessageType.Unsubscribe: return "UNSUBSCRIBE";
                case MessageType.UnsubAck: return "UNSUBACK";
                case MessageType.PingReq: return "PINGREQ";
                case MessageType.PingResp: return "PINGRESP";
                case MessageType.Disconnect: return "DISCONNECT";
                case MessageType.WillTopicUpd: return "WILLTOPICUPD";
                case MessageType.WillTopicResp: return "WILLTOPICRESP";
                case MessageType.WillMsgUpd: return "WILLMSGUPD";
                case MessageType.WillMsgResp: return "WILLMSGRESP";
                case MessageType.Forwarder: return "forwarder encapsulation";
                default: return "reserved type";
            }
        }

        /// <summary>Whether a value of the MsgType octet is reserved.</summary>
        /// <param name="type">Any value.</param>
        public static bool IsReserved(MessageType type)
        {
            // 0x03, 0x11, 0x19, 0x1E to 0xFD and 0xFF.
            return (type > MessageType.WillMsgResp && type != MessageType.Forwarder)
                || type == (MessageType)0x03 || type == (MessageType)0x11 || type == (MessageType)0x19;
        }
    }
}
