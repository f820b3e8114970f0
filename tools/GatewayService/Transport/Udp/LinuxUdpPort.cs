using System.Net.Sockets;
using System.Runtime.InteropServices;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport.Udp;

/// <summary>Linux: recvmmsg and sendmmsg over buffers that are laid out once and pinned.</summary>
internal sealed unsafe class LinuxUdpPort : UdpPort
{
    /// <summary>How long a full send buffer may hold up the shard before what does not fit is dropped, in milliseconds.</summary>
    private const int SendPatienceMs = 20;

    private const ushort FamilyIpv4 = 2;
    private const ushort FamilyIpv6 = 10;

    private readonly int _file;
    private readonly byte[] _peers;
    private readonly Libc.Vector[] _vectors;
    private readonly Libc.MessageVector[] _messages;
    private readonly byte[] _out;
    private readonly byte[] _outPeers;
    private readonly Libc.Vector[] _outVectors;
    private readonly Libc.MessageVector[] _outMessages;
    private int _outCount;
    private int _outBytes;
    private int _last;

    public LinuxUdpPort(Socket socket, int index, int datagramBytesMax)
        : base(socket, index, receives: true, datagramBytesMax)
    {
        _file = (int)socket.SafeHandle.DangerousGetHandle();
        _peers = GC.AllocateArray<byte>(BatchMax * SocketAddresses.NativeLengthMax, pinned: true);
        _vectors = GC.AllocateArray<Libc.Vector>(BatchMax, pinned: true);
        _messages = GC.AllocateArray<Libc.MessageVector>(BatchMax, pinned: true);
        _out = GC.AllocateUninitializedArray<byte>(BatchMax * datagramBytesMax, pinned: true);
        _outPeers = GC.AllocateArray<byte>(BatchMax * SocketAddresses.NativeLengthMax, pinned: true);
        _outVectors = GC.AllocateArray<Libc.Vector>(BatchMax, pinned: true);
        _outMessages = GC.AllocateArray<Libc.MessageVector>(BatchMax, pinned: true);
        LayOut(_messages, _vectors, _peers);
        LayOut(_outMessages, _outVectors, _outPeers);
        for (int i = 0; i < BatchMax; i++)
        {
            _vectors[i].Base = AddressOf(Received, Offset(i));
            _vectors[i].Length = (nuint)datagramBytesMax;
            _messages[i].NameLength = SocketAddresses.NativeLengthMax;
        }
    }

    public override int Receive()
    {
        // The kernel shortened the name lengths of the last batch.
        for (int i = 0; i < _last; i++)
        {
            _messages[i].NameLength = SocketAddresses.NativeLengthMax;
        }

        int count = Libc.ReceiveMany(_file, Pointer(_messages), (uint)BatchMax, Libc.DontWait, null);

        // Nothing there, or an ICMP message about an earlier datagram: neither is the loop's concern.
        _last = Math.Max(count, 0);
        ReceivedCount += _last;
        return _last;
    }

    public override int Length(int index)
    {
        ref Libc.MessageVector message = ref _messages[index];
        if ((message.Flags & Libc.Truncated) == 0)
        {
            return (int)message.Length;
        }

        RefusedCount++;
        return 0;
    }

    public override NetworkAddress Peer(int index) =>
        SocketAddresses.FromNative(Index, _peers.AsSpan(index * SocketAddresses.NativeLengthMax, (int)_messages[index].NameLength));

    public override void Send(in NetworkAddress peer, ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length > DatagramBytesMax)
        {
            UnsentCount++;
            return;
        }

        if (_outCount == BatchMax || _outBytes + datagram.Length > _out.Length)
        {
            BeforeWrite();
            Flush();
        }

        Span<byte> native = _outPeers.AsSpan(_outCount * SocketAddresses.NativeLengthMax, SocketAddresses.NativeLengthMax);
        ushort family = SocketAddresses.IsIpv6(peer) ? FamilyIpv6 : FamilyIpv4;
        MemoryMarshal.Write(native, family);
        _outMessages[_outCount].NameLength = (uint)SocketAddresses.ToNative(peer, native);
        datagram.CopyTo(_out.AsSpan(_outBytes));
        _outVectors[_outCount].Base = AddressOf(_out, _outBytes);
        _outVectors[_outCount].Length = (nuint)datagram.Length;
        _outCount++;
        _outBytes += datagram.Length;
    }

    public override void Flush()
    {
        int sent = 0;
        bool waited = false;
        while (sent < _outCount)
        {
            int count = Libc.SendMany(_file, Pointer(_outMessages) + sent, (uint)(_outCount - sent), Libc.DontWait);
            if (count > 0)
            {
                sent += count;
                SentCount += count;
                continue;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error == Libc.ErrorInterrupted)
            {
                continue;
            }

            if (error is Libc.ErrorAgain or Libc.ErrorNoBuffers)
            {
                if (waited)
                {
                    UnsentCount += _outCount - sent;
                    break;
                }

                waited = true;
                WaitUntilWritable();
                continue;
            }

            // This one datagram cannot go (no route, too long for the path, refused by a filter): the others can.
            UnsentCount++;
            sent++;
        }

        _outCount = 0;
        _outBytes = 0;
    }

    private void WaitUntilWritable()
    {
        Libc.PollFile file = new Libc.PollFile { File = _file, Wanted = Libc.PollOut };
        _ = Libc.Poll(&file, 1, SendPatienceMs);
    }

    private static void LayOut(Libc.MessageVector[] messages, Libc.Vector[] vectors, byte[] peers)
    {
        for (int i = 0; i < messages.Length; i++)
        {
            messages[i].Name = AddressOf(peers, i * SocketAddresses.NativeLengthMax);
            messages[i].Vectors = (nint)((Libc.Vector*)Marshal.UnsafeAddrOfPinnedArrayElement(vectors, i));
            messages[i].VectorCount = 1;
        }
    }

    private static nint AddressOf(byte[] pinned, int offset) => Marshal.UnsafeAddrOfPinnedArrayElement(pinned, offset);

    private static Libc.MessageVector* Pointer(Libc.MessageVector[] pinned) => (Libc.MessageVector*)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);
}
