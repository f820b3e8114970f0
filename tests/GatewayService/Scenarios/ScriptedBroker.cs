using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MQTTnet.Adapter;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>An MQTT 5 broker that answers as a test says. Packets go through MQTTnet's formatter: somebody else's.</summary>
internal sealed class ScriptedBroker : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<(string ClientId, MqttPacket Packet)> _received = new();
    private readonly ConcurrentDictionary<string, NetworkStream> _streams = new();

    public ScriptedBroker()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The answer to CONNECT.</summary>
    public Func<MqttConnectPacket, MqttConnAckPacket> ConnAck { get; init; } = _ => Accepted();

    /// <summary>The reason of PUBACK, by the topic.</summary>
    public Func<string, MqttPubAckReasonCode> PubAck { get; init; } = _ => MqttPubAckReasonCode.Success;

    /// <summary>The reason of SUBACK, by the filter.</summary>
    public Func<MqttTopicFilter, MqttSubscribeReasonCode> SubAck { get; init; } = filter => (MqttSubscribeReasonCode)filter.QualityOfServiceLevel;

    public static MqttConnAckPacket Accepted() => new()
    {
        ReasonCode = MqttConnectReasonCode.Success,
        RetainAvailable = true,
        SharedSubscriptionAvailable = true,
        SubscriptionIdentifiersAvailable = true,
        WildcardSubscriptionAvailable = true,
        MaximumQoS = MqttQualityOfServiceLevel.ExactlyOnce,
    };

    /// <summary>What has come of a kind, in its order, with the client id of the connection.</summary>
    public IReadOnlyList<(string ClientId, T Packet)> Received<T>()
        where T : MqttPacket =>
        [.. _received.Where(received => received.Packet is T).Select(received => (received.ClientId, (T)received.Packet))];

    /// <summary>Waits until so many packets of a kind have come, for which something holds.</summary>
    public async Task<IReadOnlyList<(string ClientId, T Packet)>> WaitForAsync<T>(Func<T, bool> holds, int count = 1)
        where T : MqttPacket
    {
        IReadOnlyList<(string ClientId, T Packet)> Matching() => [.. Received<T>().Where(received => holds(received.Packet))];
        await Wait.UntilAsync(() => Matching().Count >= count, $"{count} × {typeof(T).Name}", details: () => string.Join('\n', _received));
        return Matching();
    }

    /// <summary>Sends packets in one write.</summary>
    public async Task SendAsync(string clientId, params MqttPacket[] packets)
    {
        byte[] octets = [.. packets.SelectMany(packet => NewFormatter().Encode(packet).ToArray())];
        await _streams[clientId].WriteAsync(octets);
    }

    public void Dispose()
    {
        _listener.Stop();
        foreach (NetworkStream stream in _streams.Values)
        {
            stream.Dispose();
        }
    }

    private static MqttPacketFormatterAdapter NewFormatter() => new(MqttProtocolVersion.V500, new MqttBufferWriter(512, 200_000));

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed: the scenario is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        NetworkStream stream = client.GetStream();
        MqttPacketFormatterAdapter formatter = NewFormatter();
        string id = "";
        try
        {
            while (true)
            {
                MqttPacket packet = formatter.Decode(await ReadAsync(stream));
                if (packet is MqttConnectPacket connect)
                {
                    id = connect.ClientId;
                    _streams[id] = stream;
                }

                _received.Enqueue((id, packet));
                if (Answer(packet) is { } answer)
                {
                    await stream.WriteAsync(NewFormatter().Encode(answer).ToArray());
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The gateway has ended the connection, or the scenario is over.
        }
    }

    private MqttPacket? Answer(MqttPacket packet) => packet switch
    {
        MqttConnectPacket connect => ConnAck(connect),
        MqttPublishPacket { QualityOfServiceLevel: MqttQualityOfServiceLevel.AtLeastOnce } publish =>
            new MqttPubAckPacket { PacketIdentifier = publish.PacketIdentifier, ReasonCode = PubAck(publish.Topic) },
        MqttPublishPacket { QualityOfServiceLevel: MqttQualityOfServiceLevel.ExactlyOnce } publish =>
            new MqttPubRecPacket { PacketIdentifier = publish.PacketIdentifier },
        MqttPubRelPacket release => new MqttPubCompPacket { PacketIdentifier = release.PacketIdentifier },
        MqttSubscribePacket subscribe =>
            new MqttSubAckPacket { PacketIdentifier = subscribe.PacketIdentifier, ReasonCodes = [SubAck(subscribe.TopicFilters[0])] },
        MqttUnsubscribePacket unsubscribe =>
            new MqttUnsubAckPacket { PacketIdentifier = unsubscribe.PacketIdentifier, ReasonCodes = [MqttUnsubscribeReasonCode.Success] },
        MqttPingReqPacket => MqttPingRespPacket.Instance,
        _ => null,
    };

    private static async Task<ReceivedMqttPacket> ReadAsync(NetworkStream stream)
    {
        byte[] one = new byte[1];
        await stream.ReadExactlyAsync(one);
        byte header = one[0];
        int length = 0;
        int shift = 0;
        do
        {
            await stream.ReadExactlyAsync(one);
            length |= (one[0] & 0x7F) << shift;
            shift += 7;
        }
        while ((one[0] & 0x80) != 0);

        byte[] body = new byte[length];
        await stream.ReadExactlyAsync(body);
        return new ReceivedMqttPacket(header, body, length + 2);
    }
}
