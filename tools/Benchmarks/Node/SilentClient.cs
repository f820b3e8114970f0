using System.Collections;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using SensorNet.Broker;

namespace SensorNet.Benchmarks.Node;

/// <summary>A client that acknowledges everything at once, allocates nothing, and counts the payload arrays it is given.</summary>
internal sealed class SilentClient : IMqttClient, IMqttClientFactory
{
    private static readonly MqttMsgUnsubscribedEventArgs Unsubscribed = new(1);
    private static readonly MqttMsgPublishedEventArgs Published = new(2, true);

    public event IMqttClient.MqttMsgPublishEventHandler? MqttMsgPublishReceived
    {
        add { }
        remove { }
    }

    public event IMqttClient.MqttMsgPublishedEventHandler? MqttMsgPublished;

    public event IMqttClient.MqttMsgSubscribedEventHandler? MqttMsgSubscribed
    {
        add { }
        remove { }
    }

    public event IMqttClient.MqttMsgUnsubscribedEventHandler? MqttMsgUnsubscribed;

    public event IMqttClient.ConnectionClosedEventHandler? ConnectionClosed
    {
        add { }
        remove { }
    }

    public bool IsConnected => true;

    public int ReadingCount { get; private set; }

    public long ReadingArrayBytes { get; private set; }

    public long OtherArrayBytes { get; private set; }

    private long UnsubscribeArrayBytes { get; } = AllocationPerReading.ArrayBytes(IntPtr.Size);

    public void Reset()
    {
        ReadingCount = 0;
        ReadingArrayBytes = 0;
        OtherArrayBytes = 0;
    }

    public ITlsSupport Tls => throw new NotSupportedException("The benchmark's broker has no TLS.");

    public IMqttClient Create(BrokerCredentials credentials, Connack connack) => this;

    public ConnectFault FaultOf(Exception failure) => ConnectFault.Unknown;

    public int TlsCodeOf(Exception failure) => TlsCodes.None;

    public void Init(string brokerHostName, int brokerPort, bool secure, byte[] caCert, byte[] clientCert, MqttSslProtocols sslProtocol)
    {
        // There is no broker.
    }

    public MqttReasonCode Connect(
        string clientId,
        string username,
        string password,
        bool willRetain,
        MqttQoSLevel willQosLevel,
        bool willFlag,
        string willTopic,
        string willMessage,
        bool cleanSession,
        ushort keepAlivePeriod) => MqttReasonCode.Success;

    public void Disconnect()
    {
        // There is no broker.
    }

    public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels) => 0;

    public ushort Unsubscribe(string[] topics)
    {
        OtherArrayBytes += UnsubscribeArrayBytes;
        MqttMsgUnsubscribed?.Invoke(this, Unsubscribed);
        return 1;
    }

    public ushort Publish(string topic, byte[] message, string contentType, ArrayList userProperties, MqttQoSLevel qosLevel, bool retain)
    {
        if (qosLevel == MqttQoSLevel.AtLeastOnce)
        {
            OtherArrayBytes += AllocationPerReading.ArrayBytes(message.Length);
            MqttMsgPublished?.Invoke(this, Published);
            return 2;
        }

        if (topic.EndsWith("/readings", StringComparison.Ordinal))
        {
            ReadingCount++;
            ReadingArrayBytes += AllocationPerReading.ArrayBytes(message.Length);
        }
        else
        {
            OtherArrayBytes += AllocationPerReading.ArrayBytes(message.Length);
        }

        return 0;
    }

    public ushort Publish(string topic, byte[] message, string contentType) =>
        Publish(topic, message, contentType, null!, MqttQoSLevel.AtMostOnce, false);

    public ushort Publish(string topic, byte[] message) => Publish(topic, message, null!);

    public void Close()
    {
        // There is no connection.
    }
}
