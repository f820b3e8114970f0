using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SensorNet.GatewayService.Transport.Udp;

namespace SensorNet.GatewayService.Polling;

/// <summary>Linux: epoll, woken by an eventfd.</summary>
internal sealed unsafe class EpollPoller : Poller
{
    private const int WakeKey = -1;

    // struct epoll_event is packed on x86-64 alone (epoll_ctl(2)).
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventBytes = DataOffset + 8;

    private readonly byte[] _events = GC.AllocateArray<byte>((ReadyMax + 1) * 16, pinned: true);
    private readonly byte* _first;
    private readonly int _epoll;
    private readonly int _wake;
    private int _ready;

    public EpollPoller()
    {
        _first = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_events, 0);
        _epoll = Check(Libc.EpollCreate(Libc.CloseOnExec));
        _wake = Check(Libc.EventFile(0, Libc.CloseOnExec | Libc.NonBlocking));
        Control(Libc.EpollAdd, _wake, WakeKey, Libc.EpollIn);
    }

    public override void Add(Socket socket, int key) => Control(Libc.EpollAdd, File(socket), key, Libc.EpollIn);

    public override void WantWrite(Socket socket, int key, bool want) =>
        Control(Libc.EpollModify, File(socket), key, want ? Libc.EpollIn | Libc.EpollOut : Libc.EpollIn);

    public override void Remove(Socket socket, int key) => Control(Libc.EpollDelete, File(socket), key, 0);

    public override int Wait(int timeoutMs)
    {
        int count = Libc.EpollWait(_epoll, _first, ReadyMax, timeoutMs);
        _ready = Math.Max(count, 0);
        for (int i = 0; i < _ready; i++)
        {
            if (Key(i) == WakeKey)
            {
                ulong told;
                _ = Libc.Read(_wake, &told, sizeof(ulong));

                // The last one takes its place: a wake-up is not a socket.
                _ready--;
                Unsafe.CopyBlock(At(i), At(_ready), (uint)EventBytes);
                break;
            }
        }

        return _ready;
    }

    public override int Key(int index) => Unsafe.ReadUnaligned<int>(At(index) + DataOffset);

    // An error or a hang-up is found by reading.
    public override bool CanRead(int index) => (Unsafe.ReadUnaligned<uint>(At(index)) & ~Libc.EpollOut) != 0;

    public override bool CanWrite(int index) => (Unsafe.ReadUnaligned<uint>(At(index)) & Libc.EpollOut) != 0;

    public override void Wake()
    {
        ulong one = 1;
        _ = Libc.Write(_wake, &one, sizeof(ulong));
    }

    public override void Dispose()
    {
        _ = Libc.Close(_wake);
        _ = Libc.Close(_epoll);
    }

    private byte* At(int index) => _first + (index * EventBytes);

    private void Control(int operation, int file, int key, uint events)
    {
        byte* what = stackalloc byte[16];
        Unsafe.WriteUnaligned(what, events);
        Unsafe.WriteUnaligned(what + DataOffset, (long)(uint)key);
        Check(Libc.EpollControl(_epoll, operation, file, what));
    }

    private static int File(Socket socket) => (int)socket.SafeHandle.DangerousGetHandle();

    private static int Check(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());
}
