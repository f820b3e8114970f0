using System.Net;
using System.Net.Sockets;

namespace SensorNet.GatewayService.Polling;

/// <summary>
/// Any system: <see cref="Socket.Select(System.Collections.IList, System.Collections.IList, System.Collections.IList, int)"/>, woken by a datagram to
/// itself.
/// </summary>
internal sealed class SelectPoller : Poller
{
    private readonly Dictionary<Socket, int> _keys = [];
    private readonly HashSet<Socket> _writers = [];
    private readonly List<Socket> _readable = [];
    private readonly List<Socket> _writable = [];

    // Windows tells so that a connection could not be made.
    private readonly List<Socket> _failed = [];
    private readonly Dictionary<Socket, int> _indexes = [];
    private readonly int[] _ready = new int[ReadyMax];
    private readonly bool[] _canRead = new bool[ReadyMax];
    private readonly bool[] _canWrite = new bool[ReadyMax];
    private readonly Socket _wake = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly byte[] _octet = new byte[1];
    private int _count;

    public SelectPoller()
    {
        _wake.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _wake.Connect(_wake.LocalEndPoint!);
        _wake.Blocking = false;
    }

    public override void Add(Socket socket, int key) => _keys.Add(socket, key);

    public override void WantWrite(Socket socket, int key, bool want)
    {
        if (want)
        {
            _writers.Add(socket);
        }
        else
        {
            _writers.Remove(socket);
        }
    }

    public override void Remove(Socket socket, int key)
    {
        _keys.Remove(socket);
        _writers.Remove(socket);
    }

    public override int Wait(int timeoutMs)
    {
        _readable.Clear();
        _readable.Add(_wake);
        _readable.AddRange(_keys.Keys);
        _writable.Clear();
        _writable.AddRange(_writers);
        _failed.Clear();
        _failed.AddRange(_writers);
        Socket.Select(_readable, _writable, _failed, timeoutMs < 0 ? -1 : checked(Math.Min(timeoutMs, 60_000) * 1000));
        _count = 0;
        _indexes.Clear();
        foreach (Socket socket in _readable)
        {
            Note(socket, write: false);
        }

        foreach (Socket socket in _writable)
        {
            Note(socket, write: true);
        }

        foreach (Socket socket in _failed)
        {
            Note(socket, write: true);
        }

        return _count;
    }

    public override int Key(int index) => _ready[index];

    public override bool CanRead(int index) => _canRead[index];

    public override bool CanWrite(int index) => _canWrite[index];

    public override void Wake() => _wake.Send(_octet, SocketFlags.None, out _);

    public override void Dispose() => _wake.Dispose();

    private void Note(Socket socket, bool write)
    {
        if (socket == _wake)
        {
            while (_wake.Available > 0)
            {
                _wake.Receive(_octet, SocketFlags.None, out _);
            }

            return;
        }

        if (!_indexes.TryGetValue(socket, out int index))
        {
            if (_count == ReadyMax)
            {
                return;
            }

            index = _count++;
            _indexes.Add(socket, index);
            _ready[index] = _keys[socket];
            _canRead[index] = false;
            _canWrite[index] = false;
        }

        (write ? _canWrite : _canRead)[index] = true;
    }
}
