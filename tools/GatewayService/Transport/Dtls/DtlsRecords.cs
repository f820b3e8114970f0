using System.Buffers.Binary;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>The form of DTLS 1.2 records (RFC 6347, 4.1; RFC 9146, 4), as far as it is looked at before they are given to BouncyCastle.</summary>
internal static class DtlsRecords
{
    public const int HeaderLength = 13;

    /// <summary>Octets of the longest plaintext of a record (RFC 6347, 4.1.1).</summary>
    public const int PlaintextMax = 1 << 14;

    /// <summary>What a record adds to a message at most: header, connection id, explicit nonce, the content type within, and a tag.</summary>
    public const int OverheadMax = HeaderLength + ConnectionIds.Length + 8 + 1 + 16;

    /// <summary>Octets of the longest datagram that is received.</summary>
    public const int DatagramBytesMax = PlaintextMax + OverheadMax;

    /// <summary>Octets of the fragment of an encrypted Finished at least: 24 of the message, and a nonce or tag.</summary>
    public const int FinishedFragmentMin = 40;

    public const byte Handshake = 22;
    public const byte ApplicationData = 23;
    public const byte WithConnectionId = 25;

    private const byte ChangeCipherSpec = 20;
    private const byte Alert = 21;
    private const byte VersionMajor = 0xFE;
    private const byte Version10 = 0xFF;
    private const byte Version12 = 0xFD;
    private const byte ClientHello = 1;
    private const int EpochOffset = 3;
    private const int RandomOffset = HeaderLength + 12 + 2;
    private const int RandomLength = 32;
    private const int SessionIdOffset = RandomOffset + RandomLength;

    /// <summary>The epoch of a record of <see cref="HeaderLength"/> octets or more.</summary>
    public static int Epoch(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt16BigEndian(record[EpochOffset..]);

    /// <summary>Whether a datagram begins with a ClientHello that is not encrypted.</summary>
    public static bool IsClientHello(ReadOnlySpan<byte> datagram) =>
        datagram.Length > SessionIdOffset && datagram[0] == Handshake && Epoch(datagram) == 0 && datagram[HeaderLength] == ClientHello;

    /// <summary>What tells one ClientHello from another: the last octets of its random, which a repetition has too.</summary>
    public static ulong HelloMark(ReadOnlySpan<byte> hello) => BinaryPrimitives.ReadUInt64BigEndian(hello[(SessionIdOffset - 8)..]);

    /// <summary>Whether a ClientHello has a cookie, true or not (RFC 6347, 4.2.1: it follows the session id).</summary>
    public static bool HasCookie(ReadOnlySpan<byte> hello)
    {
        int cookieOffset = SessionIdOffset + 1 + hello[SessionIdOffset];
        return cookieOffset < hello.Length && hello[cookieOffset] != 0;
    }

    /// <summary>
    /// The octets of a datagram up to the first record that is none. BouncyCastle ends a session at an encrypted record that is too short to be
    /// one, although anybody can send it (RFC 6347, 4.1.2.7: invalid records are to be discarded).
    /// </summary>
    /// <param name="datagram">One record or more.</param>
    /// <param name="fragmentMin">The fewest octets of an encrypted fragment.</param>
    /// <param name="usesConnectionId">Whether encrypted records must have a connection id, or must not; null where both may be.</param>
    public static int ValidLength(ReadOnlySpan<byte> datagram, int fragmentMin, bool? usesConnectionId)
    {
        int at = 0;
        while (datagram.Length - at >= HeaderLength)
        {
            int length = RecordLength(datagram[at..], fragmentMin, usesConnectionId);
            if (length == 0)
            {
                break;
            }

            at += length;
        }

        return at;
    }

    private static int RecordLength(ReadOnlySpan<byte> from, int fragmentMin, bool? usesConnectionId)
    {
        byte type = from[0];
        bool hasConnectionId = type == WithConnectionId;
        int header = HeaderLength + (hasConnectionId ? ConnectionIds.Length : 0);
        if (from.Length < header || !IsTypeAndVersion(type, from[1], from[2]))
        {
            return 0;
        }

        int fragment = BinaryPrimitives.ReadUInt16BigEndian(from[(header - 2)..]);
        int least = 1;
        switch (Epoch(from))
        {
            case 0:
                if (hasConnectionId)
                {
                    // RFC 9146, 4: encrypted records alone have one.
                    return 0;
                }

                break;
            case 1:
                // There is no renegotiation, so no other epoch.
                least = fragmentMin;
                if (usesConnectionId is { } must && must != hasConnectionId)
                {
                    return 0;
                }

                break;
            default:
                return 0;
        }

        return fragment >= least && header + fragment <= from.Length ? header + fragment : 0;
    }

    private static bool IsTypeAndVersion(byte type, byte major, byte minor) =>
        type is ChangeCipherSpec or Alert or Handshake or ApplicationData or WithConnectionId
        && major == VersionMajor && minor is (Version12 or Version10);
}
