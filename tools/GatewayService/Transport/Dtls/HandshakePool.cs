using SensorNet.GatewayService.Transport.Udp;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>
/// The threads on which handshakes wait for their peers, as BouncyCastle's do. Only some compute at once, so that a flood of handshakes leaves the
/// shards at least half of the cores.
/// </summary>
/// <param name="max">Handshakes at once, and threads.</param>
/// <param name="perAddressMax">Of them, from one IPv4 address or IPv6 network.</param>
internal sealed class HandshakePool(int max, int perAddressMax) : IDisposable
{
    private const int StackBytes = 256 * 1024;
    private const int Niceness = 5;

    private readonly object _lock = new();
    private readonly Queue<Handshake> _work = new();
    private readonly Dictionary<AddressKey, int> _ofAddress = [];
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));
    private int _threads;
    private int _idle;
    private int _count;
    private bool _stopped;

    /// <summary>Handshakes under way.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <summary>Begins a handshake, for any thread.</summary>
    /// <returns>Null, or why it cannot begin.</returns>
    public DtlsDrop? TryStart(Handshake handshake)
    {
        AddressKey source = AddressKey.Of(handshake.Address);
        lock (_lock)
        {
            if (_count == max)
            {
                return DtlsDrop.HandshakesFull;
            }

            int ofAddress = _ofAddress.GetValueOrDefault(source);
            if (ofAddress == perAddressMax)
            {
                return DtlsDrop.AddressFull;
            }

            // Where the system gives no further thread, those that are there take it up in their turn.
            if (_work.Count >= _idle && !TryStartThread() && _threads == 0)
            {
                return DtlsDrop.HandshakesFull;
            }

            _count++;
            _ofAddress[source] = ofAddress + 1;
            _work.Enqueue(handshake);
            Monitor.Pulse(_lock);
            return null;
        }
    }

    /// <summary>Waits until the calling thread may compute.</summary>
    public void BeginTurn() => _turns.Wait();

    /// <summary>The calling thread waits for its peer.</summary>
    public void EndTurn() => _turns.Release();

    public void Dispose()
    {
        lock (_lock)
        {
            _stopped = true;
            Monitor.PulseAll(_lock);
        }
    }

    private void Work()
    {
        LowerPriority();
        while (Next() is { } handshake)
        {
            BeginTurn();
            try
            {
                handshake.Run();
            }
            finally
            {
                EndTurn();
                End(handshake);
            }
        }
    }

    // Records of sessions, and all other clients, go first. .NET sets no priority on Linux.
    private static void LowerPriority()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Libc.AddNiceness(Niceness);
        }
        else
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        }
    }

    private bool TryStartThread()
    {
        try
        {
            new Thread(Work, StackBytes) { Name = "DTLS handshake", IsBackground = true }.Start();
            _threads++;
            return true;
        }
        catch (OutOfMemoryException)
        {
            // Thread.Start says so of a limit of processes, too.
            return false;
        }
    }

    private Handshake? Next()
    {
        lock (_lock)
        {
            while (_work.Count == 0 && !_stopped)
            {
                _idle++;
                Monitor.Wait(_lock);
                _idle--;
            }

            return _stopped ? null : _work.Dequeue();
        }
    }

    private void End(Handshake handshake)
    {
        AddressKey source = AddressKey.Of(handshake.Address);
        lock (_lock)
        {
            _count--;
            int left = _ofAddress[source] - 1;
            if (left == 0)
            {
                _ofAddress.Remove(source);
            }
            else
            {
                _ofAddress[source] = left;
            }
        }
    }
}
