using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SensorNet.Emulator;

/// <summary>
/// A TCP connection that the firmware opens itself, over the board's radio. Reads ahead, so that it can be asked whether there is anything.
/// </summary>
internal sealed class BoardTcp(BoardRuntime runtime, RadioStream stream) : IDisposable
{
    private const int BufferBytes = 2_048;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private Task<int>? _receiving;
    private int _taken;

    /// <exception cref="SocketException">Nobody is there.</exception>
    public static BoardTcp Connect(BoardRuntime runtime, EndPoint peer) => new(runtime, runtime.Board.Wifi.Open(runtime, (IPEndPoint)peer));

    public int Send(byte[] buffer, int offset, int size)
    {
        stream.Write(buffer, offset, size);
        return size;
    }

    /// <summary>Waits until there is something to take, the end of the connection included.</summary>
    public bool Poll(int microSeconds) =>
        runtime.WaitFor(Receiving(), microSeconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMicroseconds(microSeconds));

    /// <summary>Takes what there is; blocks until there is something. 0: the peer has closed the connection.</summary>
    public int Receive(byte[] buffer, int offset, int size)
    {
        Poll(-1);
        int received = Receiving().GetAwaiter().GetResult();
        int count = Math.Min(size, received - _taken);
        Array.Copy(_buffer, _taken, buffer, offset, count);
        _taken += count;
        if (_taken == received && received > 0)
        {
            _receiving = null;
        }

        return count;
    }

    public void Dispose() => stream.Dispose();

    private Task<int> Receiving()
    {
        if (_receiving is null)
        {
            _taken = 0;
            _receiving = stream.ReadAsync(_buffer).AsTask();
        }

        return _receiving;
    }
}
