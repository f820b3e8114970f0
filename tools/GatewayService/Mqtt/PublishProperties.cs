using System.Buffers.Binary;
using System.Text;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>The properties of a PUBLISH to the broker (MQTT 5, 3.3.2.3): the topic alias, and who publishes as user properties.</summary>
internal sealed class PublishProperties
{
    /// <summary>The name of the user property with the gateway's id.</summary>
    public const string GatewayName = "gateway";

    /// <summary>The name of the user property with the client's id.</summary>
    public const string ClientName = "clientid";

    private const byte Alias = 0x23;
    private const byte UserProperty = 0x26;

    // Kind, and the lengths of name and value.
    private const int PairBytes = 5;

    private readonly bool _hasUser;
    private readonly int _gatewayEnd = TopicAliases.PropertyBytes;
    private byte[] _octets;
    private int _end;

    /// <param name="gateway">The gateway's id; null where messages do not say who publishes.</param>
    public PublishProperties(string? gateway)
    {
        _hasUser = gateway is not null;
        _octets = new byte[TopicAliases.PropertyBytes + (2 * PairBytes) + GatewayName.Length + ClientName.Length + 256];
        _octets[0] = Alias;
        if (gateway is not null)
        {
            _gatewayEnd = Write(_gatewayEnd, GatewayName, Encoding.UTF8.GetBytes(gateway));
        }

        _end = _gatewayEnd;
    }

    /// <summary>The properties of a message without an alias, until the next call.</summary>
    /// <param name="clientId">Who publishes; empty where it is no client.</param>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> clientId)
    {
        _end = _hasUser && clientId.Length > 0 ? Write(_gatewayEnd, ClientName, clientId) : _gatewayEnd;
        return _octets.AsSpan(TopicAliases.PropertyBytes, _end - TopicAliases.PropertyBytes);
    }

    /// <summary>The same with an alias.</summary>
    public ReadOnlySpan<byte> With(int alias)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_octets.AsSpan(1), (ushort)alias);
        return _octets.AsSpan(0, _end);
    }

    private int Write(int at, string name, ReadOnlySpan<byte> value)
    {
        int length = PairBytes + name.Length + value.Length;
        if (at + length > _octets.Length)
        {
            Array.Resize(ref _octets, at + length);
        }

        Span<byte> to = _octets.AsSpan(at, length);
        to[0] = UserProperty;
        BinaryPrimitives.WriteUInt16BigEndian(to[1..], (ushort)name.Length);
        Encoding.UTF8.GetBytes(name, to[3..]);
        BinaryPrimitives.WriteUInt16BigEndian(to[(3 + name.Length)..], (ushort)value.Length);
        value.CopyTo(to[(PairBytes + name.Length)..]);
        return at + length;
    }
}
