using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace SensorNet.GatewayService.Persistence.Log;

/// <summary>
/// The octets of a segment. It begins with a header: magic, version, the number of the segment and the position of its first record. Records follow
/// one another: length, CRC-32C over the segment's number and the body, body. A length of 0 is the end: a segment is zeroed ahead.
/// </summary>
internal static class LogFormat
{
    /// <summary>The version that is written. A change of what records mean is a new one.</summary>
    public const ushort Version = 1;

    public const int HeaderBytes = 32;

    /// <summary>Length and CRC.</summary>
    public const int RecordHeaderBytes = 8;

    /// <summary>Operation, kind, owner, id.</summary>
    public const int BodyBytesMin = 18;

    public const byte Put = 1;
    public const byte Delete = 2;

    /// <summary>The first and the last record of a turn: the records of a turn count together or not at all.</summary>
    public const byte BeginFlag = 0x40;

    public const byte EndFlag = 0x80;

    public const byte OperationMask = 0x0F;

    private static ReadOnlySpan<byte> Magic => "SNGWLOG\0"u8;

    public static string FileName(long number) => $"log-{number:x16}.seg";

    public static void WriteHeader(Span<byte> to, long number, long position)
    {
        Magic.CopyTo(to);
        BinaryPrimitives.WriteUInt16LittleEndian(to[8..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(to[10..], 0);
        BinaryPrimitives.WriteInt64LittleEndian(to[12..], number);
        BinaryPrimitives.WriteInt64LittleEndian(to[20..], position);
        BinaryPrimitives.WriteUInt32LittleEndian(to[28..], HeaderCrc(to));
    }

    /// <summary>The checksum of a header.</summary>
    public static uint HeaderCrc(ReadOnlySpan<byte> header) => Crc(0, header[..28]);

    /// <summary>Reads a header.</summary>
    /// <returns>Null where it is right; otherwise why it is not.</returns>
    public static string? ReadHeader(ReadOnlySpan<byte> from, out ushort version, out long number, out long position)
    {
        version = 0;
        number = 0;
        position = 0;
        if (from.Length < HeaderBytes || !from[..8].SequenceEqual(Magic))
        {
            return "is no segment of a log";
        }

        version = BinaryPrimitives.ReadUInt16LittleEndian(from[8..]);
        number = BinaryPrimitives.ReadInt64LittleEndian(from[12..]);
        position = BinaryPrimitives.ReadInt64LittleEndian(from[20..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(from[28..]) == HeaderCrc(from) ? null : "has a header whose checksum is wrong";
    }

    public static void WriteBody(Span<byte> body, byte operation, in LogKey key)
    {
        body[0] = operation;
        body[1] = key.Kind;
        BinaryPrimitives.WriteUInt64LittleEndian(body[2..], key.Owner);
        BinaryPrimitives.WriteInt64LittleEndian(body[10..], key.Id);
    }

    public static LogKey ReadKey(ReadOnlySpan<byte> body) =>
        new(body[1], BinaryPrimitives.ReadUInt64LittleEndian(body[2..]), BinaryPrimitives.ReadInt64LittleEndian(body[10..]));

    /// <summary>Length and CRC of a record whose body is written.</summary>
    public static void Seal(Span<byte> record, long segment)
    {
        BinaryPrimitives.WriteInt32LittleEndian(record, record.Length - RecordHeaderBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], Crc((ulong)segment, record[RecordHeaderBytes..]));
    }

    /// <summary>Whether a record's CRC is right.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> record, long segment) =>
        BinaryPrimitives.ReadUInt32LittleEndian(record[4..]) == Crc((ulong)segment, record[RecordHeaderBytes..]);

    // CRC-32C (Castagnoli), as iSCSI and ext4 have it; processors compute it.
    private static uint Crc(ulong seed, ReadOnlySpan<byte> octets)
    {
        uint crc = BitOperations.Crc32C(uint.MaxValue, seed);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(octets);
        foreach (ulong word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (byte octet in octets[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, octet);
        }

        return ~crc;
    }
}
