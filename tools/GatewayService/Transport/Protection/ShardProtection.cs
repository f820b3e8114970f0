using Microsoft.Extensions.Logging;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport.Protection;

/// <summary>
/// The protection of a shard, on its thread: between the layers of its sockets and the router. A protected client is known by its key, whichever
/// socket and shard it is heard by.
/// </summary>
internal sealed class ShardProtection(int shard, ProtectionParts parts, IProtectionHost host, ILogger logger)
{
    private readonly GatewayProtection _protection = new(parts.Required, parts.Clients, parts.DatagramBytesMax);
    private ProtectionLog? _log;

    public ProtectionCounters Counters => _protection.Counters;

    /// <summary>Takes the clients of a new list of keys.</summary>
    public void SetClients(ProtectedClients clients) => _protection.Clients = clients;

    /// <summary>Which sessions may go on under the keys as they are.</summary>
    public ISessionRule Rule => _protection;

    /// <summary>The client id of the key that a peer of the protocol has; null for one that is no protected client.</summary>
    public byte[]? IdentityOf(in NetworkAddress peer) =>
        ProtectedAddress.IsOne(peer) ? _protection.Clients.FindNumber(ProtectedAddress.NumberOf(peer))?.ClientId : null;

    /// <summary>A datagram has come through a layer.</summary>
    public void Receive(in NetworkAddress peer, byte[] buffer, int offset, int length)
    {
        switch (_protection.Open(peer, buffer, offset, length))
        {
            case ProtectionStep.Pass:
                host.Dispatch(peer, buffer, offset, length);
                break;
            case ProtectionStep.Open:
                host.DispatchOf(_protection.Client, peer, buffer, _protection.InnerOffset, _protection.InnerBytes);
                break;
            case ProtectionStep.Answer:
                host.Send(peer, _protection.Output.AsSpan(0, _protection.OutputBytes));
                break;
            default:
                break;
        }
    }

    /// <summary>The protocol sends a datagram to a protected client.</summary>
    public void Send(in NetworkAddress peer, byte[] buffer, int offset, int length)
    {
        int bytes = _protection.Protect(peer, buffer, offset, length, out NetworkAddress network);
        if (bytes > 0)
        {
            host.Send(network, _protection.Output.AsSpan(0, bytes));
        }
    }

    public void OnTime(long nowMs) => (_log ??= new ProtectionLog(shard, Counters, logger)).OnTime(nowMs);
}
