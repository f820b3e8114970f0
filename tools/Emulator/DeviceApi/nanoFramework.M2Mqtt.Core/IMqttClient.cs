#nullable disable

using System;
using System.Collections;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt;

/// <summary>An MQTT client.</summary>
public interface IMqttClient
{
    /// <summary>Handles a message that was received.</summary>
    delegate void MqttMsgPublishEventHandler(object sender, MqttMsgPublishEventArgs e);

    /// <summary>Handles the end of a publish at QoS 1 or 2.</summary>
    delegate void MqttMsgPublishedEventHandler(object sender, MqttMsgPublishedEventArgs e);

    /// <summary>Handles a SUBACK.</summary>
    delegate void MqttMsgSubscribedEventHandler(object sender, MqttMsgSubscribedEventArgs e);

    /// <summary>Handles an UNSUBACK.</summary>
    delegate void MqttMsgUnsubscribedEventHandler(object sender, MqttMsgUnsubscribedEventArgs e);

    /// <summary>Handles the end of the connection.</summary>
    delegate void ConnectionClosedEventHandler(object sender, EventArgs e);

    /// <summary>Raised when a message was received.</summary>
    event MqttMsgPublishEventHandler MqttMsgPublishReceived;

    /// <summary>Raised when a publish at QoS 1 or 2 was acknowledged or given up.</summary>
    event MqttMsgPublishedEventHandler MqttMsgPublished;

    /// <summary>Raised by a SUBACK.</summary>
    event MqttMsgSubscribedEventHandler MqttMsgSubscribed;

    /// <summary>Raised by an UNSUBACK.</summary>
    event MqttMsgUnsubscribedEventHandler MqttMsgUnsubscribed;

    /// <summary>Raised when the connection has ended.</summary>
    event ConnectionClosedEventHandler ConnectionClosed;

    /// <summary>True from an accepted CONNECT until the connection begins to end.</summary>
    bool IsConnected { get; }

    /// <summary>Says which broker to talk to.</summary>
    void Init(string brokerHostName, int brokerPort, bool secure, byte[] caCert, byte[] clientCert, MqttSslProtocols sslProtocol);

    /// <summary>Connects. The keep alive period is in seconds. Gives the broker's answer.</summary>
    MqttReasonCode Connect(
        string clientId,
        string username,
        string password,
        bool willRetain,
        MqttQoSLevel willQosLevel,
        bool willFlag,
        string willTopic,
        string willMessage,
        bool cleanSession,
        ushort keepAlivePeriod);

    /// <summary>Ends the connection with DISCONNECT.</summary>
    void Disconnect();

    /// <summary>Subscribes. Gives the message id.</summary>
    ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels);

    /// <summary>Unsubscribes. Gives the message id.</summary>
    ushort Unsubscribe(string[] topics);

    /// <summary>Publishes. Gives the message id.</summary>
    ushort Publish(string topic, byte[] message, string contentType, ArrayList userProperties, MqttQoSLevel qosLevel, bool retain);

    /// <summary>Publishes at QoS 0. Gives the message id.</summary>
    ushort Publish(string topic, byte[] message, string contentType);

    /// <summary>Publishes at QoS 0. Gives the message id.</summary>
    ushort Publish(string topic, byte[] message);

    /// <summary>Ends everything without DISCONNECT.</summary>
    void Close();
}
