using System.Net.Sockets;
using SensorNet.Emulator;

namespace System.Net;

/// <summary>The connection of a browser, which takes its time: simulated time passes while the board waits for it.</summary>
internal sealed class VisitorStream(System.Net.Sockets.Socket client) : NetworkStream(client, ownsSocket: false)
{
    private readonly BoardRuntime _runtime = BoardRuntime.Current;

    public override int Read(byte[] buffer, int offset, int count)
    {
        using IDisposable? outside = _runtime.Outside();
        return base.Read(buffer, offset, count);
    }

    public override int Read(Span<byte> buffer)
    {
        using IDisposable? outside = _runtime.Outside();
        return base.Read(buffer);
    }

    public override int ReadByte()
    {
        byte[] octet = new byte[1];
        return Read(octet, 0, 1) == 1 ? octet[0] : -1;
    }
}
