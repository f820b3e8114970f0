using System;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Implementations;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using SensorNet.Emulator;

namespace nanoFramework.M2Mqtt;

/// <summary>
/// One TCP connection to a broker, as packets: MQTTnet's channel and formatter, without its client, whose keep alive, acknowledgements and
/// time-outs are not the device's.
/// </summary>
internal sealed class BrokerConnection : IDisposable
{
    private const int BufferBytes = 1_024;
    private const int BufferBytesMax = 64 * 1_024;

    private readonly MqttChannelAdapter _adapter;
    private readonly MqttTcpChannel _channel;
    private readonly BoardRuntime _runtime;
    private readonly RadioStream _transport;

    private BrokerConnection(
        BoardRuntime runtime, RadioStream transport, Stream stream, EndPoint broker, MQTTnet.Formatter.MqttProtocolVersion version)
    {
        _runtime = runtime;
        _transport = transport;
        _transport.AreAnswersNoted = true;
        _channel = new MqttTcpChannel(stream, null, broker, null);
        MqttPacketFormatterAdapter formatter = new(version, new MqttBufferWriter(BufferBytes, BufferBytesMax));
        _adapter = new MqttChannelAdapter(_channel, formatter, MqttNetNullLogger.Instance) { AllowPacketFragmentation = false };
    }

    /// <summary>Connects over the board's radio.</summary>
    /// <param name="runtime">The board.</param>
    /// <param name="broker">Its address.</param>
    /// <param name="tls">How TLS is spoken, or null for none.</param>
    /// <param name="version">The version of MQTT.</param>
    /// <exception cref="System.Net.Sockets.SocketException">Nobody is there, or the TLS handshake failed.</exception>
    public static BrokerConnection Open(BoardRuntime runtime, IPEndPoint broker, TlsOptions? tls, MqttProtocolVersion version)
    {
        RadioStream transport = runtime.Board.Wifi.Open(runtime, broker);
        return new(runtime, transport, Secured(runtime, transport, tls), broker, version switch
        {
            MqttProtocolVersion.Version_3_1 => MQTTnet.Formatter.MqttProtocolVersion.V310,
            MqttProtocolVersion.Version_5 => MQTTnet.Formatter.MqttProtocolVersion.V500,
            _ => MQTTnet.Formatter.MqttProtocolVersion.V311,
        });
    }

    /// <summary>Sends a packet; blocks while the connection takes no more.</summary>
    public void Send(MqttPacket packet)
    {
        Note(packet, isSent: true);
        Task sending = _adapter.SendPacketAsync(packet, CancellationToken.None);
        if (!sending.IsCompleted)
        {
            using (_runtime.Outside())
            {
                sending.GetAwaiter().GetResult();
            }
        }

        sending.GetAwaiter().GetResult();
    }

    /// <summary>The next packet; null when the broker closed the connection.</summary>
    public MqttPacket? Receive()
    {
        MqttPacket? packet;
        try
        {
            using (_runtime.Outside())
            {
                packet = _adapter.ReceivePacketAsync(CancellationToken.None).GetAwaiter().GetResult();
            }
        }
        finally
        {
            _transport.EndDelivery();
        }

        Note(packet, isSent: false);
        return packet;
    }

    /// <summary>Closes the socket. A call that waits in <see cref="Receive"/> ends.</summary>
    public void Dispose() => _channel.Dispose();

    // Simulated time stands while an answer of the broker is under way.
    private void Note(MqttPacket? packet, bool isSent)
    {
        bool isQuestion = packet is MqttConnectPacket or MqttPingReqPacket or MqttSubscribePacket or MqttUnsubscribePacket
            or MqttPublishPacket { QualityOfServiceLevel: not MqttQualityOfServiceLevel.AtMostOnce } or MqttPubRelPacket;
        bool isAnswer = packet is MqttConnAckPacket or MqttPingRespPacket or MqttSubAckPacket or MqttUnsubAckPacket
            or MqttPubAckPacket or MqttPubRecPacket or MqttPubCompPacket;
        if (isSent && isQuestion)
        {
            _transport.NoteQuestion();
        }
        else if (!isSent && isAnswer)
        {
            _transport.NoteAnswer();
        }
    }

    private static Stream Secured(BoardRuntime runtime, RadioStream transport, TlsOptions? tls)
    {
        if (tls is null)
        {
            return transport;
        }

        try
        {
            return BoardTls.Connect(runtime, transport, tls);
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }
}
