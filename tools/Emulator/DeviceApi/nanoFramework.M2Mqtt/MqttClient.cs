using System;
using System.Collections;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using MQTTnet.Packets;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using SensorNet.Emulator;

namespace nanoFramework.M2Mqtt;

/// <summary>
/// The device's MQTT client, over MQTTnet's packets and the board's radio. Behaves as M2Mqtt 5.1 does, with what hurts: the name is
/// resolved once, by <c>Init</c>; publishing looks at no connection; QoS 0 is queued in silence; CONNACK has 30 s; closing takes
/// up to 2.2 s and forgets the queue; events come from one thread of the client's own.
/// </summary>
public partial class MqttClient : IMqttClient, IDisposable
{
    private const ushort KeepAlivePeriodDefault = 60;
    private const int WorkerJoinMs = 1_000;
    private const int ClosePauseMs = 200;

    private readonly BoardRuntime _runtime = BoardRuntime.Current;
    private readonly AutoResetEvent _sendFree = new(true);
    private readonly AutoResetEvent _eventQueued = new(false);
    private readonly AutoResetEvent _inflightQueued = new(false);
    private readonly AutoResetEvent _answered = new(false);
    private readonly AutoResetEvent _keepAliveWake = new(false);
    private AutoResetEvent? _keepAliveEnded;
    private Thread? _inflightThread;
    private Thread? _receiveThread;
    private Thread? _keepAliveThread;
    private IPEndPoint _broker = null!;
    private string _brokerHostName = null!;
    private bool _isSecure;
    private X509Certificate? _caCertificate;
    private X509Certificate? _clientCertificate;
    private MqttSslProtocols _sslProtocol;
    private BrokerConnection? _connection;
    private volatile bool _isRunning;
    private volatile bool _isClosing;
    private volatile bool _isInClose;
    private MqttPacket? _answer;
    private Exception? _receiveFailure;
    private int _keepAliveMs;
    private long _lastSentMs;
    private ushort _lastMessageId;
    private Dictionary<(bool IsOutgoing, ushort MessageId), InflightMessage>? _session;

    /// <summary>A client of the broker at a name or address, on port 1883.</summary>
    /// <exception cref="SocketException">The name cannot be resolved, or there is no network.</exception>
    public MqttClient(string brokerHostName)
        : this(brokerHostName, MqttSettings.BrokerDefaultPort, false, null, null, MqttSslProtocols.None)
    {
    }

    /// <summary>A client of the broker at a name or address.</summary>
    /// <exception cref="SocketException">The name cannot be resolved, or there is no network.</exception>
    public MqttClient(
        string brokerHostName, int brokerPort, bool secure, X509Certificate? caCert, X509Certificate? clientCert, MqttSslProtocols sslProtocol)
    {
        Init(brokerHostName, brokerPort, secure, caCert, clientCert, sslProtocol);
    }

    /// <summary>Handles the broker's AUTH.</summary>
    public delegate void MqttMsgAuthenticationEventHandler(object sender, MqttMsgAuthenticationEventArgs e);

    /// <summary>Handles the broker's CONNACK.</summary>
    public delegate void ConnectionOpenedEventHandler(object sender, ConnectionOpenedEventArgs e);

    /// <summary>Handles the broker's DISCONNECT.</summary>
    public delegate void ConnectionClosedRequestEventHandler(object sender, ConnectionClosedRequestEventArgs e);

    /// <summary>Handles a message that was received.</summary>
    public delegate void MqttMsgPublishEventHandler(object sender, MqttMsgPublishEventArgs e);

    /// <summary>Handles the end of a publish at QoS 1 or 2.</summary>
    public delegate void MqttMsgPublishedEventHandler(object sender, MqttMsgPublishedEventArgs e);

    /// <summary>Handles a SUBACK.</summary>
    public delegate void MqttMsgSubscribedEventHandler(object sender, MqttMsgSubscribedEventArgs e);

    /// <summary>Handles an UNSUBACK.</summary>
    public delegate void MqttMsgUnsubscribedEventHandler(object sender, MqttMsgUnsubscribedEventArgs e);

    /// <summary>Handles the end of the connection.</summary>
    public delegate void ConnectionClosedEventHandler(object sender, EventArgs e);

    /// <inheritdoc/>
    public event IMqttClient.MqttMsgPublishEventHandler? MqttMsgPublishReceived;

    /// <inheritdoc/>
    public event IMqttClient.MqttMsgPublishedEventHandler? MqttMsgPublished;

    /// <inheritdoc/>
    public event IMqttClient.MqttMsgSubscribedEventHandler? MqttMsgSubscribed;

    /// <inheritdoc/>
    public event IMqttClient.MqttMsgUnsubscribedEventHandler? MqttMsgUnsubscribed;

    /// <inheritdoc/>
    public event IMqttClient.ConnectionClosedEventHandler? ConnectionClosed;

    /// <summary>Raised by every CONNACK, on the receiving thread.</summary>
    public event ConnectionOpenedEventHandler? ConnectionOpened;

    /// <summary>Raised by the broker's DISCONNECT, on the receiving thread.</summary>
    public event ConnectionClosedRequestEventHandler? ConnectionClosedRequest;

    /// <summary>Raised by the broker's AUTH.</summary>
    public event MqttMsgAuthenticationEventHandler? Authentication;

    /// <inheritdoc/>
    public bool IsConnected { get; private set; }

    /// <summary>The client id of the last accepted CONNECT.</summary>
    public string? ClientId { get; private set; }

    /// <summary>Whether the last accepted CONNECT asked for a clean session.</summary>
    public bool CleanSession { get; private set; }

    /// <summary>Whether there is a will.</summary>
    public bool WillFlag { get; private set; }

    /// <summary>The will's quality of service.</summary>
    public MqttQoSLevel WillQosLevel { get; private set; }

    /// <summary>The will's topic.</summary>
    public string? WillTopic { get; private set; }

    /// <summary>The will's message.</summary>
    public string? WillMessage { get; private set; }

    /// <summary>The version of MQTT: 3.1.1 unless it is set.</summary>
    public MqttProtocolVersion ProtocolVersion { get; set; }

    /// <summary>Name of the authentication (MQTT 5).</summary>
    public string? AuthenticationMethod { get; set; }

    /// <summary>Data of the authentication (MQTT 5).</summary>
    public byte[]? AuthenticationData { get; set; }

    /// <summary>Seconds that the session outlives the connection (MQTT 5).</summary>
    public uint SessionExpiryInterval { get; set; }

    /// <summary>Whether reasons in words are wanted (MQTT 5).</summary>
    public bool RequestProblemInformation { get; set; }

    /// <summary>Whether response information is wanted (MQTT 5).</summary>
    public bool RequestResponseInformation { get; set; }

    /// <summary>How many messages may be unacknowledged (MQTT 5).</summary>
    public ushort ReceiveMaximum { get; set; } = ushort.MaxValue;

    /// <summary>How many topic aliases there may be (MQTT 5).</summary>
    public ushort TopicAliasMaximum { get; set; }

    /// <summary>Seconds before the will goes out (MQTT 5). The device never sends it.</summary>
    public uint WillDelayInterval { get; set; }

    /// <summary>User properties of CONNECT (MQTT 5).</summary>
    public ArrayList UserProperties { get; internal set; } = [];

    /// <summary>Largest packet that is taken (MQTT 5).</summary>
    public uint MaximumPacketSize { get; set; }

    /// <summary>Whether CONNECT is followed by AUTH (MQTT 5): <c>Connect</c> then does not wait for CONNACK.</summary>
    public bool IsAuthenticationFlow { get; set; }

    /// <summary>Settings of all clients of the board.</summary>
    public MqttSettings Settings { get; private set; } = null!;

    /// <inheritdoc/>
    /// <remarks>The client's certificate has no key here: a broker that asks for one refuses the client.</remarks>
    /// <exception cref="SocketException">The name cannot be resolved, or there is no network.</exception>
    /// <exception cref="ArgumentException">A certificate is neither DER nor PEM with a 0 at its end.</exception>
    public void Init(string brokerHostName, int brokerPort, bool secure, byte[]? caCert, byte[]? clientCert, MqttSslProtocols sslProtocol) =>
        Init(
            brokerHostName,
            brokerPort,
            secure,
            caCert is null ? null : new X509Certificate(caCert),
            clientCert is null ? null : new X509Certificate(clientCert),
            sslProtocol);

    /// <summary>Connects with a clean session and 60 s of keep alive.</summary>
    public MqttReasonCode Connect(string clientId) => Connect(clientId, true);

    /// <summary>Connects with 60 s of keep alive.</summary>
    public MqttReasonCode Connect(string clientId, bool cleanSession) =>
        Connect(clientId, null, null, false, MqttQoSLevel.AtMostOnce, false, null, null, cleanSession, KeepAlivePeriodDefault);

    /// <summary>Connects with a clean session and 60 s of keep alive.</summary>
    public MqttReasonCode Connect(string clientId, string? username, string? password) =>
        Connect(clientId, username, password, true, KeepAlivePeriodDefault);

    /// <summary>Connects without a will.</summary>
    public MqttReasonCode Connect(string clientId, string? username, string? password, bool cleanSession, ushort keepAlivePeriod) =>
        Connect(clientId, username, password, false, MqttQoSLevel.AtMostOnce, false, null, null, cleanSession, keepAlivePeriod);

    /// <inheritdoc/>
    /// <exception cref="MqttConnectionException">There is no connection to the broker.</exception>
    /// <exception cref="MqttCommunicationException">CONNACK did not come within 30 s, or the broker closed the connection before it.</exception>
    /// <exception cref="MqttClientException">The will is wrong.</exception>
    public MqttReasonCode Connect(
        string clientId,
        string? username,
        string? password,
        bool willRetain,
        MqttQoSLevel willQosLevel,
        bool willFlag,
        string? willTopic,
        string? willMessage,
        bool cleanSession,
        ushort keepAlivePeriod)
    {
        OpenConnection();
        StopWorkers();
        _lastSentMs = 0;
        _isRunning = true;
        _isClosing = false;
        _receiveThread = new Thread(ReceiveLoop);
        _receiveThread.Start();

        MqttReasonCode answer = SendConnect(() => WirePackets.Connect(
            this, clientId, username, password, MqttWill.From(
                willFlag, willTopic, willMessage, willQosLevel, willRetain), cleanSession, keepAlivePeriod));
        if (answer == MqttReasonCode.Success)
        {
            ClientId = clientId;
            CleanSession = cleanSession;
            WillFlag = willFlag;
            WillTopic = willTopic;
            WillMessage = willMessage;
            WillQosLevel = willQosLevel;
            _keepAliveMs = keepAlivePeriod * 1_000;
            StartWorkers();
        }

        return answer;
    }

    /// <inheritdoc/>
    /// <remarks>Goes past the queue: what waits there is not sent. Without an accepted CONNECT it leaves the receiving thread behind.</remarks>
    /// <exception cref="MqttCommunicationException">DISCONNECT could not be sent.</exception>
    public void Disconnect()
    {
        Send(new MqttDisconnectPacket());
        BeginClosing();
    }

    /// <inheritdoc/>
    public void Close()
    {
        if (_isInClose)
        {
            return;
        }

        _isInClose = true;
        _isRunning = false;
        _eventQueued.Set();
        Thread.Sleep(ClosePauseMs);
        _inflightQueued.Set();
        JoinWorker(_inflightThread);
        _keepAliveWake.Set();
        if (_keepAliveEnded is { } keepAliveEnded)
        {
            _runtime.WaitOne(keepAliveEnded, WorkerJoinMs);
        }

        ClearQueues();
        _connection?.Dispose();
        _connection = null;
        IsConnected = false;
        _isInClose = false;
    }

    /// <summary>Closes the client.</summary>
    public void Dispose()
    {
        BeginClosing();
        Close();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels)
    {
        MqttSubscribePacket packet = WirePackets.Subscribe(topics, qosLevels);
        packet.PacketIdentifier = NextMessageId();
        Enqueue(new InflightMessage(
            packet, InflightState.QueuedQos1, isOutgoing: true, _runtime.UptimeMs) { Defect = WirePackets.DefectOf(topics, qosLevels) });
        return packet.PacketIdentifier;
    }

    /// <inheritdoc/>
    public ushort Unsubscribe(string[] topics)
    {
        MqttUnsubscribePacket packet = new() { TopicFilters = [.. topics ?? []], PacketIdentifier = NextMessageId() };
        Enqueue(new InflightMessage(packet, InflightState.QueuedQos1, isOutgoing: true, _runtime.UptimeMs) { Defect = WirePackets.DefectOf(topics) });
        return packet.PacketIdentifier;
    }

    /// <inheritdoc/>
    public ushort Publish(string topic, byte[]? message) => Publish(topic, message, null, null, MqttQoSLevel.AtMostOnce, false);

    /// <inheritdoc/>
    public ushort Publish(string topic, byte[]? message, string? contentType) =>
        Publish(topic, message, contentType, null, MqttQoSLevel.AtMostOnce, false);

    /// <summary>Publishes at QoS 0. Gives the message id.</summary>
    public ushort Publish(string topic, byte[]? message, string? contentType, ArrayList? userProperties) =>
        Publish(topic, message, contentType, userProperties, MqttQoSLevel.AtMostOnce, false);

    /// <inheritdoc/>
    /// <remarks>Queues, connected or not. A topic that cannot be sent is found out on the sending thread, which then ends the connection.</remarks>
    /// <exception cref="MqttClientException">The queue is full.</exception>
    /// <exception cref="NotSupportedException">Content type and user properties need MQTT 5.</exception>
    public ushort Publish(string topic, byte[]? message, string? contentType, ArrayList? userProperties, MqttQoSLevel qosLevel, bool retain)
    {
        ushort messageId = NextMessageId();
        if (ProtocolVersion < MqttProtocolVersion.Version_5 && (!string.IsNullOrEmpty(contentType) || userProperties is { Count: > 0 }))
        {
            throw new NotSupportedException("Content type and user properties need MQTT 5.");
        }

        MqttPublishPacket packet = WirePackets.Publish(topic, message, contentType, userProperties, qosLevel, retain);
        if (qosLevel != MqttQoSLevel.AtMostOnce)
        {
            // [MQTT-2.3.1-5]: at QoS 0 the id that Publish gives stays at home.
            packet.PacketIdentifier = messageId;
            lock (_unanswered)
            {
                _unanswered.Add(messageId);
            }
        }

        InflightMessage queued = new(
            packet, QueuedState(qosLevel), isOutgoing: true, _runtime.UptimeMs) { Defect = WirePackets.DefectOf(topic, qosLevel) };
        return Enqueue(queued) ? messageId : throw new MqttClientException(MqttClientErrorCode.InflightQueueFull);
    }

    private void Init(
        string brokerHostName, int brokerPort, bool secure, X509Certificate? caCert, X509Certificate? clientCert, MqttSslProtocols sslProtocol)
    {
        ProtocolVersion = MqttProtocolVersion.Version_3_1_1;
        Settings = MqttSettings.Instance;
        if (secure)
        {
            Settings.SslPort = brokerPort;
        }
        else
        {
            Settings.Port = brokerPort;
        }

        _isSecure = secure;
        _brokerHostName = brokerHostName;
        _caCertificate = caCert;
        _clientCertificate = clientCert;
        _sslProtocol = sslProtocol;
        _broker = new IPEndPoint(_runtime.Board.Wifi.Resolve(brokerHostName), brokerPort);
    }

    private ushort NextMessageId() => _lastMessageId = _lastMessageId == ushort.MaxValue ? (ushort)1 : (ushort)(_lastMessageId + 1);

    private void OpenConnection()
    {
        _connection?.Dispose();
        _connection = null;
        try
        {
            _connection = BrokerConnection.Open(_runtime, _broker, _isSecure ? Tls() : null, ProtocolVersion);
        }
        catch (SocketException exception)
        {
            throw new MqttConnectionException($"Socket exception connecting to the broker: {exception.ErrorCode}", exception);
        }
        catch (Exception exception) when (exception is not BoardPoweredOffException and not ThreadInterruptedException)
        {
            throw new MqttConnectionException("Exception connecting to the broker", exception);
        }
    }

    private TlsOptions Tls() => new(
        _brokerHostName,
        _clientCertificate,
        _caCertificate,
        _sslProtocol switch
        {
            // The native code takes no version for 1.3 and nothing else.
            MqttSslProtocols.None or MqttSslProtocols.TLSv1_3 => SslProtocols.Tls13,
            MqttSslProtocols.TLSv1_2 => SslProtocols.Tls12,
            _ => throw new ArgumentException("SSL/TLS protocol version not supported"),
        },
        UsesStoredDeviceCertificate: _clientCertificate is null,
        Verifies: Settings.ValidateServerCertificate);

    private MqttReasonCode SendConnect(Func<MqttConnectPacket> connect)
    {
        MqttConnectPacket packet = connect();
        if (IsAuthenticationFlow)
        {
            Send(packet);
            return MqttReasonCode.Success;
        }

        return WirePackets.Connack((MqttConnAckPacket)SendAndWait(packet, MqttSettings.DefaultTimeout), ProtocolVersion).ReturnCode;
    }

    private void Send(MqttPacket packet)
    {
        try
        {
            _runtime.WaitOne(_sendFree, Timeout.Infinite);
            try
            {
                BrokerConnection connection = _connection ?? throw new SocketException((int)SocketError.NotConnected);
                connection.Send(packet);
            }
            finally
            {
                _sendFree.Set();
            }

            _lastSentMs = _runtime.UptimeMs;
        }
        catch (Exception exception) when (exception is not ThreadInterruptedException)
        {
            throw new MqttCommunicationException(exception);
        }
    }

    private MqttPacket SendAndWait(MqttPacket packet, int timeoutMs)
    {
        _answered.Reset();
        _answer = null;
        Send(packet);
        if (!_runtime.WaitOne(_answered, timeoutMs))
        {
            throw new MqttCommunicationException();
        }

        // As in the real client the failure counts first: a broker that closes right behind a refusing CONNACK races with it.
        return _receiveFailure is null ? _answer ?? throw new MqttCommunicationException() : throw _receiveFailure;
    }

    private void ClearQueues()
    {
        lock (_inflight)
        {
            _inflight.Clear();
        }

        lock (_received)
        {
            _received.Clear();
        }

        lock (_unanswered)
        {
            _unanswered.Clear();
        }

        lock (_events)
        {
            _events.Clear();
        }
    }
}
