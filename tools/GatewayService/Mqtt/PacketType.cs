namespace SensorNet.GatewayService.Mqtt;

/// <summary>The first octet of an MQTT packet, with the flags that the type must have (MQTT 3.1.1, 2.2).</summary>
internal static class PacketType
{
    public const byte ConnAck = 0x20;
    public const byte Publish = 0x30;
    public const byte PubAck = 0x40;
    public const byte PubRec = 0x50;
    public const byte PubRel = 0x62;
    public const byte PubComp = 0x70;
    public const byte SubAck = 0x90;
    public const byte UnsubAck = 0xB0;
    public const byte PingReq = 0xC0;
    public const byte PingResp = 0xD0;
    public const byte Disconnect = 0xE0;

    public const byte TypeMask = 0xF0;
    public const byte DupFlag = 0x08;
    public const byte RetainFlag = 0x01;
    public const int QosShift = 1;
    public const int QosMask = 0x03;
}
