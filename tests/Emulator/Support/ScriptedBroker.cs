using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Implementations;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace SensorNet.Emulator.Tests.Support;

/// <summary>A broker on loopback that says exactly what a test wants it to say, to one client at a time.</summary>
internal sealed class ScriptedBroker : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<MqttPacket> _received = new();
    private TcpClient? _client;
    private MqttChannelAdapter? _adapter;

    public ScriptedBroker()
    {
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What to answer; null for nothing.</summary>
    public Func<MqttPacket, MqttPacket?> Answer { get; set; } = Politely;

    /// <summary>All packets that came, in order.</summary>
    public IReadOnlyCollection<MqttPacket> Received => _received;

    /// <summary>True once the client closed its side in order.</summary>
    public bool IsClosedByClient { get; private set; }

    public int Connections { get; private set; }

    /// <summary>What a good broker answers.</summary>
    public static MqttPacket? Politely(MqttPacket packet) => packet switch
    {
        MqttConnectPacket => new MqttConnAckPacket(),
        MqttPublishPacket { QualityOfServiceLevel: MqttQualityOfServiceLevel.AtLeastOnce } publish =>
            new MqttPubAckPacket { PacketIdentifier = publish.PacketIdentifier },
        MqttPublishPacket { QualityOfServiceLevel: MqttQualityOfServiceLevel.ExactlyOnce } publish =>
            new MqttPubRecPacket { PacketIdentifier = publish.PacketIdentifier },
        MqttPubRelPacket release => new MqttPubCompPacket { PacketIdentifier = release.PacketIdentifier },
        MqttPubRecPacket received => new MqttPubRelPacket { PacketIdentifier = received.PacketIdentifier },
        MqttSubscribePacket subscribe => new MqttSubAckPacket
        {
            PacketIdentifier = subscribe.PacketIdentifier,
            ReasonCodes = subscribe.TopicFilters.ConvertAll(filter => (MqttSubscribeReasonCode)(int)filter.QualityOfServiceLevel),
        },
        MqttUnsubscribePacket unsubscribe => new MqttUnsubAckPacket { PacketIdentifier = unsubscribe.PacketIdentifier },
        MqttPingReqPacket => new MqttPingRespPacket(),
        _ => null,
    };

    /// <summary>Answers CONNECT alone.</summary>
    public static MqttPacket? ConnectOnly(MqttPacket packet) => packet is MqttConnectPacket ? new MqttConnAckPacket() : null;

    public T[] Of<T>()
        where T : MqttPacket => [.. _received.OfType<T>()];

    public string[] Payloads() => [.. Of<MqttPublishPacket>().Select(packet => System.Text.Encoding.UTF8.GetString(packet.Payload.ToArray()))];

    public void Send(MqttPacket packet) => _adapter!.SendPacketAsync(packet, CancellationToken.None).GetAwaiter().GetResult();

    public void SendRaw(params byte[] bytes) => _client!.Client.Send(bytes);

    /// <summary>Closes the client's connection.</summary>
    public void HangUp() => _client!.Close();

    public void Dispose()
    {
        _listener.Dispose();
        _client?.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _client = await _listener.AcceptTcpClientAsync();
                Connections++;
                await ServeAsync(_client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        MqttTcpChannel channel = new(client.GetStream(), null, null, null);
        _adapter = new MqttChannelAdapter(channel, new MqttPacketFormatterAdapter(new MqttBufferWriter(1_024, 65_536)), MqttNetNullLogger.Instance);
        try
        {
            while (await _adapter.ReceivePacketAsync(CancellationToken.None) is { } packet)
            {
                _received.Enqueue(packet);
                if (Answer(packet) is { } answer)
                {
                    await _adapter.SendPacketAsync(answer, CancellationToken.None);
                }
            }

            IsClosedByClient = true;
        }
        catch (Exception exception) when (exception is MQTTnet.Exceptions.MqttCommunicationException)
        {
            // The connection broke: the next client may come.
        }
    }
}
