using System.Buffers.Binary;

namespace SensorNet.MqttSn.Tests;

/// <summary>Writes datagrams as a capture of UDP over raw IPv4: file format pcap 2.4, LINKTYPE_RAW.</summary>
internal static class PcapWriter
{
    private const int IpHeaderLength = 20;
    private const int UdpHeaderLength = 8;
    private const uint LinkTypeRaw = 101;
    private const byte ProtocolUdp = 17;

    public static void Write(Stream stream, int port, IEnumerable<byte[]> datagrams)
    {
        Span<byte> file = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(file, 0xA1B2C3D4);
        BinaryPrimitives.WriteUInt16LittleEndian(file[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(file[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(file[16..], 65535);
        BinaryPrimitives.WriteUInt32LittleEndian(file[20..], LinkTypeRaw);
        stream.Write(file);
        foreach (byte[] datagram in datagrams)
        {
            WritePacket(stream, port, datagram);
        }
    }

    private static void WritePacket(Stream stream, int port, byte[] datagram)
    {
        int total = IpHeaderLength + UdpHeaderLength + datagram.Length;
        Span<byte> record = stackalloc byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], total);
        BinaryPrimitives.WriteInt32LittleEndian(record[12..], total);
        stream.Write(record);

        Span<byte> headers = stackalloc byte[IpHeaderLength + UdpHeaderLength];
        headers[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(headers[2..], (ushort)total);
        headers[8] = 64;
        headers[9] = ProtocolUdp;
        headers[12] = headers[16] = 127;
        headers[15] = 1;
        headers[19] = 2;
        BinaryPrimitives.WriteUInt16BigEndian(headers[20..], (ushort)(port + 1));
        BinaryPrimitives.WriteUInt16BigEndian(headers[22..], (ushort)port);
        BinaryPrimitives.WriteUInt16BigEndian(headers[24..], (ushort)(UdpHeaderLength + datagram.Length));
        stream.Write(headers);
        stream.Write(datagram);
    }
}
