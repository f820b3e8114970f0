using System;
using System.Buffers;
using System.Collections;
using System.Collections.Generic;
using System.Text;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt;

/// <summary>Between the device's types and MQTTnet's packets, with the checks that the device makes when it encodes.</summary>
internal static class WirePackets
{
    private const int TopicCharactersMax = 65_535;

    /// <summary>Message id of a packet that has one; else 0.</summary>
    public static ushort IdOf(MqttPacket packet) => packet is MqttPacketWithIdentifier identified ? identified.PacketIdentifier : (ushort)0;

    /// <summary>What keeps a message from being encoded; null for nothing.</summary>
    public static MqttClientErrorCode? DefectOf(string topic, MqttQoSLevel qosLevel) => topic switch
    {
        _ when topic.AsSpan().IndexOfAny('#', '+') >= 0 => MqttClientErrorCode.TopicWildcard,
        { Length: 0 or > TopicCharactersMax } => MqttClientErrorCode.TopicLength,
        _ when qosLevel > MqttQoSLevel.ExactlyOnce => MqttClientErrorCode.QosNotAllowed,
        _ => null,
    };

    /// <summary>What keeps a subscription from being encoded; null for nothing.</summary>
    public static MqttClientErrorCode? DefectOf(string[]? topics, MqttQoSLevel[]? qosLevels) => DefectOf(topics)
        ?? (qosLevels is not { Length: > 0 } ? MqttClientErrorCode.QosLevelsEmpty
            : topics!.Length != qosLevels.Length ? MqttClientErrorCode.TopicsQosLevelsNotMatch
            : null);

    /// <summary>What keeps the end of a subscription from being encoded; null for nothing.</summary>
    public static MqttClientErrorCode? DefectOf(string[]? topics) => topics is not { Length: > 0 } ? MqttClientErrorCode.TopicsEmpty
        : Array.Exists(topics, static topic => topic.Length is 0 or > TopicCharactersMax) ? MqttClientErrorCode.TopicLength
        : null;

    public static MqttConnectPacket Connect(
        MqttClient client, string clientId, string? username, string? password, MqttWill? will, bool cleanSession, ushort keepAlivePeriod)
    {
        MqttConnectPacket packet = new()
        {
            ClientId = clientId,
            Username = string.IsNullOrEmpty(username) ? null : username,
            Password = string.IsNullOrEmpty(password) ? null : Encoding.UTF8.GetBytes(password),
            CleanSession = cleanSession,
            KeepAlivePeriod = keepAlivePeriod,
        };
        if (will is not null)
        {
            packet.WillFlag = true;
            packet.WillTopic = will.Topic;
            packet.WillMessage = Encoding.UTF8.GetBytes(will.Message);
            packet.WillQoS = (MqttQualityOfServiceLevel)will.QosLevel;
            packet.WillRetain = will.Retain;
        }

        if (client.ProtocolVersion == MqttProtocolVersion.Version_5)
        {
            // The will delay interval is not among them: the device forgets it.
            packet.AuthenticationData = client.AuthenticationData;
            packet.AuthenticationMethod = client.AuthenticationMethod;
            packet.MaximumPacketSize = client.MaximumPacketSize;
            packet.ReceiveMaximum = client.ReceiveMaximum;
            packet.RequestProblemInformation = client.RequestProblemInformation;
            packet.RequestResponseInformation = client.RequestResponseInformation;
            packet.SessionExpiryInterval = client.SessionExpiryInterval;
            packet.TopicAliasMaximum = client.TopicAliasMaximum;
            packet.UserProperties = Properties(client.UserProperties);
        }

        return packet;
    }

    public static MqttPublishPacket Publish(
        string topic, byte[]? message, string? contentType, ArrayList? userProperties, MqttQoSLevel qosLevel, bool retain) => new()
    {
        Topic = topic,
        Payload = new ReadOnlySequence<byte>(message ?? []),
        ContentType = contentType,
        UserProperties = Properties(userProperties),
        QualityOfServiceLevel = (MqttQualityOfServiceLevel)qosLevel,
        Retain = retain,
    };

    public static MqttSubscribePacket Subscribe(string[]? topics, MqttQoSLevel[]? qosLevels)
    {
        MqttSubscribePacket packet = new();
        for (int index = 0; index < Math.Min(topics?.Length ?? 0, qosLevels?.Length ?? 0); index++)
        {
            packet.TopicFilters.Add(
                new MqttTopicFilter { Topic = topics![index], QualityOfServiceLevel = (MqttQualityOfServiceLevel)qosLevels![index] });
        }

        return packet;
    }

    public static MqttMsgConnack Connack(MqttConnAckPacket packet, MqttProtocolVersion version) => new()
    {
        ReturnCode = version == MqttProtocolVersion.Version_5 ? (MqttReasonCode)(int)packet.ReasonCode : (MqttReasonCode)(int)packet.ReturnCode,
        SessionPresent = packet.IsSessionPresent,
        SessionExpiryInterval = packet.SessionExpiryInterval,
        ReceiveMaximum = packet.ReceiveMaximum,
        MaximumQoS = packet.MaximumQoS == MqttQualityOfServiceLevel.ExactlyOnce,
        MaximumPacketSize = packet.MaximumPacketSize,
        RetainAvailable = packet.RetainAvailable,
        AssignedClientIdentifier = packet.AssignedClientIdentifier,
        TopicAliasMaximum = packet.TopicAliasMaximum,
        Reason = packet.ReasonString,
        WildcardSubscriptionAvailable = packet.WildcardSubscriptionAvailable,
        SubscriptionIdentifiersAvailable = packet.SubscriptionIdentifiersAvailable,
        SharedSubscriptionAvailable = packet.SharedSubscriptionAvailable,
        ServerKeepAlive = packet.ServerKeepAlive,
        ResponseInformation = packet.ResponseInformation,
        ServerReference = packet.ServerReference,
        AuthenticationMethod = packet.AuthenticationMethod,
        AuthenticationData = packet.AuthenticationData,
        UserProperties = Properties(packet.UserProperties),
    };

    public static MqttMsgDisconnect Disconnect(MqttDisconnectPacket packet) => new()
    {
        ResonCode = (MqttReasonCode)(int)packet.ReasonCode,
        Reason = packet.ReasonString,
        ServerReference = packet.ServerReference,
        SessionExpiryInterval = packet.SessionExpiryInterval,
        UserProperties = Properties(packet.UserProperties),
    };

    public static MqttMsgAuthentication Authentication(MqttAuthPacket packet) => new()
    {
        ReasonCode = (MqttReasonCode)(int)packet.ReasonCode,
        Reason = packet.ReasonString,
        AuthenticationMethod = packet.AuthenticationMethod,
        AuthenticationData = packet.AuthenticationData,
        UserProperties = Properties(packet.UserProperties),
    };

    public static MqttMsgPublishEventArgs Received(MqttPublishPacket packet) => new(
        packet.Topic, packet.Payload.ToArray(), packet.Dup, (MqttQoSLevel)packet.QualityOfServiceLevel, packet.Retain);

    public static MqttMsgSubscribedEventArgs Subscribed(MqttSubAckPacket packet) => new(
        packet.PacketIdentifier, packet.ReasonCodes.ConvertAll(static code => (MqttQoSLevel)(int)code).ToArray());

    private static List<MqttUserProperty>? Properties(ArrayList? properties)
    {
        if (properties is not { Count: > 0 })
        {
            return null;
        }

        List<MqttUserProperty> result = [];
        foreach (object? property in properties)
        {
            UserProperty user = property as UserProperty ?? throw new ArgumentException(
                "User properties hold UserProperty objects only.", nameof(properties));
            result.Add(new MqttUserProperty(user.Name, Encoding.UTF8.GetBytes(user.Value)));
        }

        return result;
    }

    private static ArrayList Properties(List<MqttUserProperty>? properties)
    {
        ArrayList result = [];
        foreach (MqttUserProperty property in properties ?? [])
        {
            result.Add(new UserProperty(property.Name, property.ReadValueAsString()));
        }

        return result;
    }
}
