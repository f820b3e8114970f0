using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace SensorNet.Cli.Brokers;

/// <summary>The packets of one client; its CONNECT has a client id when the server sees it.</summary>
internal sealed class ClientIdChannel(IMqttChannelAdapter client) : IMqttChannelAdapter
{
    /// <summary>What MQTTnet says of an empty client id with CleanSession 0.</summary>
    private const string EmptyIdRule = "[MQTT-3.1.3-7]";

    private bool _isConnecting = true;
    private string? _assignedId;

    public long BytesReceived => client.BytesReceived;

    public long BytesSent => client.BytesSent;

    public X509Certificate2 ClientCertificate => client.ClientCertificate;

    public EndPoint RemoteEndPoint => client.RemoteEndPoint;

    public EndPoint LocalEndPoint => client.LocalEndPoint;

    public bool IsSecureConnection => client.IsSecureConnection;

    public MqttPacketFormatterAdapter PacketFormatterAdapter => client.PacketFormatterAdapter;

    public Task ConnectAsync(CancellationToken cancellationToken) => client.ConnectAsync(cancellationToken);

    public Task DisconnectAsync(CancellationToken cancellationToken) => client.DisconnectAsync(cancellationToken);

    public void ResetStatistics() => client.ResetStatistics();

    public void Dispose() => client.Dispose();

    public Task<MqttPacket> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        if (!_isConnecting)
        {
            return client.ReceivePacketAsync(cancellationToken);
        }

        _isConnecting = false;
        return ReceiveConnectAsync(cancellationToken);
    }

    public Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        if (packet is MqttConnAckPacket { ReasonCode: MqttConnectReasonCode.Success } accepted && _assignedId is not null)
        {
            // [MQTT-3.1.3-7] of version 5; the CONNACK of version 3.1.1 has no room for it.
            accepted.AssignedClientIdentifier = _assignedId;
        }

        return client.SendPacketAsync(packet, cancellationToken);
    }

    private async Task<MqttPacket> ReceiveConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            MqttPacket packet = await client.ReceivePacketAsync(cancellationToken).ConfigureAwait(false);

            // MQTT 3.1, 3.1: its client ids have 1 to 23 characters. The server refuses the empty one.
            if (packet is MqttConnectPacket { ClientId: null or "" } connect && PacketFormatterAdapter.ProtocolVersion != MqttProtocolVersion.V310)
            {
                // [MQTT-3.1.3-6]: a unique id, and from here on as if the client had given it.
                _assignedId = $"auto-{Guid.NewGuid():N}";
                connect.ClientId = _assignedId;
            }

            return packet;
        }
        catch (MqttProtocolViolationException violation) when (violation.Message.Contains(EmptyIdRule, StringComparison.Ordinal))
        {
            // [MQTT-3.1.3-8]: CONNACK with 0x02, then the connection is closed, which the server does at the exception.
            MqttConnAckPacket refusal = new MqttConnAckPacket { ReturnCode = MqttConnectReturnCode.ConnectionRefusedIdentifierRejected };
            await client.SendPacketAsync(refusal, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }
}
