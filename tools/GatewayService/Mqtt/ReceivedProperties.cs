using System.Buffers.Binary;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>The properties of a PUBLISH of the broker (MQTT 5, 3.3.2.3), of which three concern the gateway; used again for the next.</summary>
internal sealed class ReceivedProperties
{
    /// <summary>A message with more subscription identifiers is taken for one without: the topic name says whose it is.</summary>
    public const int IdentifiersMax = 4_096;

    public const long NeverExpires = -1;

    private const byte PayloadFormat = 0x01;
    private const byte MessageExpiry = 0x02;
    private const byte ContentType = 0x03;
    private const byte ResponseTopic = 0x08;
    private const byte CorrelationData = 0x09;
    private const byte SubscriptionIdentifier = 0x0B;
    private const byte Alias = 0x23;
    private const byte UserProperty = 0x26;

    private int[] _identifiers = new int[4];
    private bool _isTooMany;

    /// <summary>Seconds after which the message is of no use, 0 to 2^32−1; <see cref="NeverExpires"/> for ever.</summary>
    public long ExpirySeconds { get; private set; }

    /// <summary>0 where there is none.</summary>
    public int TopicAlias { get; private set; }

    /// <summary>Whether there is one, also 0, which is none.</summary>
    public bool HasTopicAlias { get; private set; }

    /// <summary>The subscription identifiers: the first <see cref="IdentifierCount"/>.</summary>
    public int[] Identifiers => _identifiers;

    public int IdentifierCount { get; private set; }

    public void Clear()
    {
        ExpirySeconds = NeverExpires;
        TopicAlias = 0;
        HasTopicAlias = false;
        IdentifierCount = 0;
        _isTooMany = false;
    }

    /// <summary>Reads the properties, length included.</summary>
    /// <param name="buffer">Holds them.</param>
    /// <param name="at">Their first octet; afterwards the one behind them.</param>
    /// <param name="end">Where the packet ends.</param>
    /// <returns>False where they are malformed.</returns>
    public bool TryRead(ReadOnlySpan<byte> buffer, ref int at, int end)
    {
        Clear();
        if (!TryReadVariable(buffer, ref at, end, out int length) || length > end - at)
        {
            return false;
        }

        int last = at + length;
        while (at < last)
        {
            if (!TryReadOne(buffer, ref at, last))
            {
                return false;
            }
        }

        IdentifierCount = _isTooMany ? 0 : IdentifierCount;
        return true;
    }

    private bool TryReadOne(ReadOnlySpan<byte> buffer, ref int at, int end)
    {
        byte kind = buffer[at++];
        switch (kind)
        {
            case PayloadFormat:
                return TrySkip(1, ref at, end);
            case MessageExpiry when end - at >= 4:
                ExpirySeconds = BinaryPrimitives.ReadUInt32BigEndian(buffer[at..]);
                at += 4;
                return true;
            case Alias when end - at >= 2:
                HasTopicAlias = true;
                TopicAlias = BinaryPrimitives.ReadUInt16BigEndian(buffer[at..]);
                at += 2;
                return true;
            case SubscriptionIdentifier:
                return TryReadVariable(buffer, ref at, end, out int identifier) && identifier > 0 && TryAdd(identifier);
            case ContentType or ResponseTopic or CorrelationData:
                return TrySkipText(buffer, ref at, end);
            case UserProperty:
                return TrySkipText(buffer, ref at, end) && TrySkipText(buffer, ref at, end);
            default:
                return false;
        }
    }

    private bool TryAdd(int identifier)
    {
        if (IdentifierCount == IdentifiersMax)
        {
            _isTooMany = true;
            return true;
        }

        if (IdentifierCount == _identifiers.Length)
        {
            Array.Resize(ref _identifiers, IdentifierCount * 2);
        }

        _identifiers[IdentifierCount++] = identifier;
        return true;
    }

    private static bool TrySkip(int count, ref int at, int end)
    {
        at += count;
        return at <= end;
    }

    private static bool TrySkipText(ReadOnlySpan<byte> buffer, ref int at, int end) =>
        end - at >= 2 && TrySkip(2 + BinaryPrimitives.ReadUInt16BigEndian(buffer[at..]), ref at, end);

    // MQTT 5, 1.5.5: seven bits an octet, the lowest first, four octets at most.
    private static bool TryReadVariable(ReadOnlySpan<byte> buffer, ref int at, int end, out int value)
    {
        value = 0;
        for (int shift = 0; shift <= 21 && at < end; shift += 7)
        {
            byte octet = buffer[at++];
            value |= (octet & 0x7F) << shift;
            if ((octet & 0x80) == 0)
            {
                return true;
            }
        }

        return false;
    }
}
