using System.Globalization;
using System.Text;
using System.Text.Unicode;
using SensorNet.Readings.Messages;
using SensorNet.Cli.Sn.Addresses;
using SensorNet.MqttSn;

namespace SensorNet.Cli.Sn.Views;

/// <summary>
/// A datagram as one line, safe for a terminal: the type and its fields by the names of the specification (MQTT-SN 1.2, 5.4). What is no
/// message shows why, and its octets.
/// </summary>
internal sealed class MessagePrinter
{
    /// <summary>Longer topics and payloads are cut.</summary>
    public const int TextCharsMax = 120;

    /// <summary>More octets are not shown in hexadecimal.</summary>
    public const int HexBytesMax = 64;

    private readonly Message _message = new();
    private readonly ProtectedPacket _packet = new();
    private readonly StringBuilder _line = new();

    public string Format(ReadOnlySpan<byte> datagram)
    {
        _line.Clear();
        byte[] octets = datagram.ToArray();
        if (_packet.Read(octets, 0, octets.Length) == ProtectionError.None)
        {
            // Authentication alone: the message inside can be read by all.
            _line.Append(CultureInfo.InvariantCulture, $"[protected counter={_packet.Counter} echo={_packet.Echo}] ");
            octets = octets[_packet.InnerOffset..(_packet.InnerOffset + _packet.InnerBytes)];
        }

        if (!MessageDecoder.TryDecode(octets, 0, octets.Length, _message, out DecodeError error))
        {
            return $"{_line}no MQTT-SN message, {octets.Length} bytes {Hex(octets)}: {DecodeErrors.Describe(error)}";
        }

        AppendForwarders();
        _line.Append(MessageTypes.Name(_message.Type));
        AppendFields();
        return _line.ToString();
    }

    /// <summary>What a return code says.</summary>
    public static string Describe(ReturnCode code) => code switch
    {
        ReturnCode.Accepted => "accepted",
        ReturnCode.Congestion => "rejected: congestion",
        ReturnCode.InvalidTopicId => "rejected: invalid topic id",
        ReturnCode.NotSupported => "rejected: not supported",
        _ => $"rejected: reserved code 0x{(int)code:X2}",
    };

    private void AppendForwarders()
    {
        for (int i = 0; i < _message.ForwarderCount; i++)
        {
            string node = Hex(_message.Buffer.AsSpan(_message.NodeIdOffset(i), _message.NodeIdLength(i)));
            _line.Append(CultureInfo.InvariantCulture, $"[forwarder node={node} radius={_message.ForwarderRadius(i)}] ");
        }
    }

    private void AppendFields()
    {
        switch (_message.Type)
        {
            case MessageType.Advertise:
                Add("gwId", _message.GatewayId);
                Add("duration", _message.Duration);
                break;
            case MessageType.SearchGw:
                Add("radius", _message.Radius);
                break;
            case MessageType.GwInfo:
                Add("gwId", _message.GatewayId);
                AppendGatewayAddress();
                break;
            case MessageType.Connect:
                AppendClientId();
                AddFlag("will", _message.Will);
                AddFlag("cleanSession", _message.CleanSession);
                Add("duration", _message.Duration);
                break;
            case MessageType.ConnAck or MessageType.WillTopicResp or MessageType.WillMsgResp:
                AppendCode();
                break;
            case MessageType.PingReq:
                AppendClientId();
                break;
            case MessageType.Disconnect when _message.HasDuration:
                Add("duration", _message.Duration);
                break;
            default:
                AppendTopicFields();
                break;
        }
    }

    private void AppendTopicFields()
    {
        switch (_message.Type)
        {
            case MessageType.Register:
                Add("topicId", _message.TopicId);
                Add("msgId", _message.MessageId);
                AppendTopicName();
                break;
            case MessageType.RegAck or MessageType.PubAck:
                Add("topicId", _message.TopicId);
                Add("msgId", _message.MessageId);
                AppendCode();
                break;
            case MessageType.SubAck:
                Add("qos", _message.Qos);
                Add("topicId", _message.TopicId);
                Add("msgId", _message.MessageId);
                AppendCode();
                break;
            case MessageType.PubRec or MessageType.PubRel or MessageType.PubComp or MessageType.UnsubAck:
                Add("msgId", _message.MessageId);
                break;
            case MessageType.Subscribe:
                AddFlag("dup", _message.Dup);
                Add("qos", _message.Qos);
                Add("msgId", _message.MessageId);
                AppendTopic();
                break;
            case MessageType.Unsubscribe:
                Add("msgId", _message.MessageId);
                AppendTopic();
                break;
            default:
                AppendDataFields();
                break;
        }
    }

    private void AppendDataFields()
    {
        switch (_message.Type)
        {
            case MessageType.Publish:
                AddFlag("dup", _message.Dup);
                Add("qos", _message.Qos);
                AddFlag("retain", _message.Retain);
                Add("msgId", _message.MessageId);
                AppendTopic();
                AppendData("data");
                break;
            case MessageType.WillTopic or MessageType.WillTopicUpd when _message.TopicLength == 0:
                _line.Append(" (no will)");
                break;
            case MessageType.WillTopic or MessageType.WillTopicUpd:
                Add("qos", _message.Qos);
                AddFlag("retain", _message.Retain);
                AppendTopicName();
                break;
            case MessageType.WillMsg or MessageType.WillMsgUpd:
                AppendData("willMsg");
                break;
            default:
                // WILLTOPICREQ, WILLMSGREQ, PINGRESP and DISCONNECT without a duration: a type and nothing more.
                break;
        }
    }

    private void AppendTopic()
    {
        switch (_message.TopicIdType)
        {
            case TopicIdType.Predefined:
                Add("predefinedId", _message.TopicId);
                break;
            case TopicIdType.ShortName:
                AddText("shortName", _message.TopicOffset, _message.TopicLength);
                break;
            case TopicIdType.Normal when _message.TopicLength > 0:
                AppendTopicName();
                break;
            default:
                Add("topicId", _message.TopicId);
                break;
        }
    }

    private void AppendTopicName() => AddText("topic", _message.TopicOffset, _message.TopicLength);

    private void AppendClientId()
    {
        if (_message.ClientIdLength > 0)
        {
            AddText("clientId", _message.ClientIdOffset, _message.ClientIdLength);
        }
    }

    private void AppendCode() => _line.Append(' ').Append(Describe(_message.ReturnCode));

    private void AppendGatewayAddress()
    {
        if (_message.DataLength > 0)
        {
            ReadOnlySpan<byte> octets = _message.Buffer.AsSpan(_message.DataOffset, _message.DataLength);
            _line.Append(" gwAdd=").Append(GatewayAddressField.FromOctets(octets)?.ToString() ?? Hex(octets));
        }
    }

    private void AppendData(string name)
    {
        ReadOnlySpan<byte> data = _message.Buffer.AsSpan(_message.DataOffset, _message.DataLength);
        _line.Append(CultureInfo.InvariantCulture, $" {name}[{data.Length}]=");
        if (Utf8.IsValid(data))
        {
            _line.Append('"').Append(SafeText.FromUtf8(data, TextCharsMax)).Append('"');
        }
        else
        {
            _line.Append(Hex(data));
        }
    }

    private void Add(string name, int value) => _line.Append(CultureInfo.InvariantCulture, $" {name}={value}");

    private void AddFlag(string name, bool isSet)
    {
        if (isSet)
        {
            _line.Append(' ').Append(name);
        }
    }

    private void AddText(string name, int offset, int length) =>
        _line.Append(' ').Append(name).Append("=\"").Append(SafeText.FromUtf8(_message.Buffer.AsSpan(offset, length), TextCharsMax)).Append('"');

    private static string Hex(ReadOnlySpan<byte> octets) => octets.Length <= HexBytesMax
        ? Convert.ToHexStringLower(octets)
        : Convert.ToHexStringLower(octets[..HexBytesMax]) + '…';
}
