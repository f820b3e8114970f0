using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SensorNet.MqttSn;

namespace SensorNet.Benchmarks.Load;

/// <summary>One simulated client: a socket of its own, a topic of its own, one PUBLISH under way.</summary>
internal sealed class LoadClient : IDisposable
{
    private const int PublishMessageIdOffset = 5;

    private readonly LoadOptions _options;
    private readonly byte[] _buffer = new byte[300];
    private readonly Slice _target;
    private SecuredLink? _link;
    private byte[] _publish = [];
    private int _topicId;
    private ushort _messageId;

    /// <param name="options">The load.</param>
    /// <param name="number">0 and up: part of the client's id, topic and loopback address, so that each has its own.</param>
    public LoadClient(LoadOptions options, int number)
    {
        _options = options;
        _target = new Slice(_buffer);
        Number = number;
        Socket = new Socket(options.Gateway.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        if (options.Gateway.AddressFamily == AddressFamily.InterNetwork)
        {
            Socket.Bind(
                new IPEndPoint(new IPAddress([127, (byte)(1 + (number / 40_000)), (byte)(number / 200 % 200), (byte)(1 + (number % 200))]), 0));
        }

        Socket.Connect(options.Gateway);
        Socket.Blocking = false;
    }

    public Socket Socket { get; }

    public int Number { get; }

    public LoadStep Step { get; set; }

    /// <summary>When the datagram that awaits an answer was sent.</summary>
    public long SentAt { get; set; }

    public string Topic => _options.CommonTopic ?? $"{LoadOptions.TopicPrefix}{Number:D6}".PadRight(_options.TopicLength, 'x');

    public static string IdOf(int number) => $"load{number:D6}";

    /// <summary>Makes a DTLS session, where there is a key; it waits for the gateway.</summary>
    public void Secure()
    {
        if (_options.Key is { } key)
        {
            _link = new SecuredLink(Socket, IdOf(Number), key);
        }
    }

    public void SendConnect()
    {
        byte[] id = Encoding.ASCII.GetBytes(IdOf(Number));
        Send(ConnectMessages.WriteConnect(_target, false, true, _options.KeepAliveSeconds, new Slice(id)));
    }

    public void SendRegister()
    {
        byte[] topic = Encoding.ASCII.GetBytes(Topic);
        Send(RegisterMessages.WriteRegister(_target, 0, 1, new Slice(topic)));
    }

    public void SendSubscribe(int qos)
    {
        byte[] topic = Encoding.ASCII.GetBytes(Topic);
        Send(SubscribeMessages.WriteSubscribe(_target, MessageFlags.Subscribe(false, qos), 2, new Slice(topic)));
    }

    public void SendDisconnect() => Send(ConnectMessages.WriteDisconnect(_target));

    /// <summary>Takes the topic id of REGACK or SUBACK and lays out the PUBLISH.</summary>
    public void UseTopic(int topicId, int qos)
    {
        _topicId = topicId;
        byte[] payload = new byte[_options.PayloadLength];
        payload.AsSpan().Fill((byte)'p');
        int length = PublishMessages.WritePublish(
            _target, MessageFlags.Publish(false, qos, false, TopicIdType.Normal), topicId, qos > 0 ? 1 : 0, new Slice(payload));
        _publish = _buffer.AsSpan(0, length).ToArray();
    }

    public void UseQos(int qos) => UseTopic(_topicId, qos);

    /// <summary>Sends the PUBLISH, with the next message id where it has one.</summary>
    /// <returns>Whether the system took it.</returns>
    public bool Publish(bool withId)
    {
        if (withId)
        {
            _messageId = (ushort)(_messageId == ushort.MaxValue ? 1 : _messageId + 1);
            BinaryPrimitives.WriteUInt16BigEndian(_publish.AsSpan(PublishMessageIdOffset), _messageId);
        }

        return TrySend(_publish);
    }

    /// <summary>Sends the same PUBLISH again, with DUP.</summary>
    public void PublishAgain()
    {
        _publish[2] |= MessageFlags.Dup;
        TrySend(_publish);
        _publish[2] &= unchecked((byte)~MessageFlags.Dup);
    }

    public void SendPubRel(int messageId) => Send(PublishMessages.WritePubRel(_target, messageId));

    public void SendPubAck(int topicId, int messageId) =>
        Send(PublishMessages.WritePubAck(_target, topicId, messageId, ReturnCode.Accepted));

    /// <summary>Takes one message, without waiting.</summary>
    public int Receive(byte[] into) =>
        _link?.Receive(into)
            ?? (Socket.Receive(into, SocketFlags.None, out SocketError error) is var length && error == SocketError.Success ? length : 0);

    public void Dispose() => Socket.Dispose();

    private void Send(int length) => TrySend(_buffer.AsSpan(0, length));

    private bool TrySend(ReadOnlySpan<byte> message)
    {
        if (_link is null)
        {
            return Socket.Send(message, SocketFlags.None, out _) == message.Length;
        }

        _link.Send(message);
        return true;
    }
}
