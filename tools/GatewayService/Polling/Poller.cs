using System.Net.Sockets;

namespace SensorNet.GatewayService.Polling;

/// <summary>
/// Waits for any of a shard's sockets. One thread adds, changes, removes and waits; <see cref="Wake"/> is for any thread.
/// A socket is known by a key of the caller's, 0 to <see cref="KeyMax"/>.
/// </summary>
internal abstract class Poller : IDisposable
{
    public const int KeyMax = int.MaxValue - 1;

    /// <summary>Sockets told of by one <see cref="Wait"/>; the others are told of by the next.</summary>
    public const int ReadyMax = 256;

    public static Poller Create() => OperatingSystem.IsLinux() ? new EpollPoller() : new SelectPoller();

    public abstract void Add(Socket socket, int key);

    /// <summary>Whether to wait until the socket can be written, too.</summary>
    public abstract void WantWrite(Socket socket, int key, bool want);

    /// <summary>Before the socket is closed.</summary>
    public abstract void Remove(Socket socket, int key);

    /// <summary>Waits until a socket is ready, the time has passed, or <see cref="Wake"/> is called.</summary>
    /// <param name="timeoutMs">0 does not wait; −1 waits without end.</param>
    /// <returns>How many sockets are ready.</returns>
    public abstract int Wait(int timeoutMs);

    public abstract int Key(int index);

    public abstract bool CanRead(int index);

    public abstract bool CanWrite(int index);

    public abstract void Wake();

    public abstract void Dispose();
}
