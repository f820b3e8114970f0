using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>
/// The connection ids that the gateway gives out (RFC 9146): all have one length, and say by which shard and number the session is found, as a
/// peer that moves can come in by another shard's socket.
/// </summary>
internal static class ConnectionIds
{
    /// <summary>Octets: the shard, the session's number, and a random rest.</summary>
    public const int Length = 8;

    private const int NumberOffset = 1;
    private const int RandomOffset = 5;

    // RFC 9146, 4: it stands between sequence number and length.
    private const int RecordOffset = DtlsRecords.HeaderLength - 2;

    public static byte[] Make(int shard, int number)
    {
        byte[] id = new byte[Length];
        id[0] = (byte)shard;
        BinaryPrimitives.WriteInt32BigEndian(id.AsSpan(NumberOffset), number);
        RandomNumberGenerator.Fill(id.AsSpan(RandomOffset));
        return id;
    }

    /// <summary>Whether a record, whose connection id was read, has all of this one.</summary>
    public static bool Is(ReadOnlySpan<byte> record, ReadOnlySpan<byte> id) => record.Slice(RecordOffset, Length).SequenceEqual(id);

    /// <summary>Reads the connection id of a record that has one.</summary>
    /// <returns>Whether the record is long enough.</returns>
    public static bool TryRead(ReadOnlySpan<byte> record, out int shard, out int number)
    {
        if (record.Length < DtlsRecords.HeaderLength + Length)
        {
            shard = number = 0;
            return false;
        }

        shard = record[RecordOffset];
        number = BinaryPrimitives.ReadInt32BigEndian(record[(RecordOffset + NumberOffset)..]);
        return true;
    }
}
