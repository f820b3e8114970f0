using System.Runtime.InteropServices;

namespace SensorNet.GatewayService.Transport.Udp;

/// <summary>Linux's calls that .NET does not offer: many datagrams a call, and waiting for many sockets without allocation.</summary>
internal static partial class Libc
{
    public const int DontWait = 0x40; // MSG_DONTWAIT
    public const int Truncated = 0x20; // MSG_TRUNC

    public const int ErrorInterrupted = 4; // EINTR
    public const int ErrorAgain = 11; // EAGAIN
    public const int ErrorNoBuffers = 105; // ENOBUFS

    public const int SocketLevel = 1; // SOL_SOCKET
    public const int ReusePort = 15; // SO_REUSEPORT
    public const int ReceiveBufferForce = 33; // SO_RCVBUFFORCE

    public const int IpLevel = 0; // IPPROTO_IP
    public const int MulticastAll = 49; // IP_MULTICAST_ALL

    public const int TcpLevel = 6; // IPPROTO_TCP
    public const int QuickAck = 12; // TCP_QUICKACK

    public const int EpollAdd = 1;
    public const int EpollDelete = 2;
    public const int EpollModify = 3;
    public const uint EpollIn = 0x001;
    public const uint EpollOut = 0x004;

    public const int CloseOnExec = 0x80000; // EPOLL_CLOEXEC, EFD_CLOEXEC
    public const int NonBlocking = 0x800; // EFD_NONBLOCK

    public const short PollOut = 0x004;

    public const int ThreadCpuClock = 3; // CLOCK_THREAD_CPUTIME_ID

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    public static unsafe partial int ReceiveMany(int socket, MessageVector* messages, uint count, int flags, void* timeout);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static unsafe partial int SendMany(int socket, MessageVector* messages, uint count, int flags);

    /// <summary>Writes seconds and nanoseconds.</summary>
    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    public static unsafe partial int GetTime(int clock, nint* time);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static unsafe partial int EpollControl(int epoll, int operation, int file, byte* what);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static unsafe partial int EpollWait(int epoll, byte* events, int count, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFile(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static unsafe partial nint Read(int file, void* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static unsafe partial nint Write(int file, void* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int file);

    /// <summary>Of the calling thread: Linux has a niceness a thread.</summary>
    [LibraryImport("libc", EntryPoint = "nice", SetLastError = true)]
    public static partial int AddNiceness(int increment);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static unsafe partial int Poll(PollFile* files, nuint count, int timeoutMs);

    /// <summary>struct iovec</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Vector
    {
        public nint Base;
        public nuint Length;
    }

    /// <summary>struct mmsghdr: a struct msghdr and the octets that were transferred.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct MessageVector
    {
        public nint Name;
        public uint NameLength;
        public nint Vectors;
        public nuint VectorCount;
        public nint Control;
        public nuint ControlLength;
        public int Flags;

        // Aligned as the struct msghdr before it is, which has pointers.
        private readonly uint _padding;
        public uint Length;
        private readonly uint _end;
    }

    /// <summary>struct pollfd</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollFile
    {
        public int File;
        public short Wanted;
        public short Got;
    }
}
